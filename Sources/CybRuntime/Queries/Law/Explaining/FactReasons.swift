import CybSyntax
import TreatyLaw

// Why something is, or is not, recorded.
extension Oracle {
  func whyDone(
    _ verb: VerbID, _ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth
  ) throws -> Explanation {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let found = try matchingEvents(verb, inquiry, subject)
    func branch(_ event: Int, _ note: String = "") -> Explanation {
      Explanation(wording.event(event) + note, sources: [.event(EventID(index: Int32(event)))])
    }
    switch truth {
    case .yes:
      let sure = found.filter { $0.truth == .yes }.prefix(1)
      return Explanation("yes: it is recorded", because: sure.map { branch($0.event) })
    case .unknown:
      return Explanation(
        "unknown: it turns on what is not established",
        because: found.map { branch($0.event, " (\(openRoles($0.event)))") })
    case .no:
      let void = try matchingEvents(verb, inquiry, subject, includingVoid: true)
      guard !void.isEmpty else { return Explanation("no: nothing recorded says so") }
      return Explanation(
        "no: what is recorded has no effect",
        because: void.map { event, _ in
          if let effect = chronicle.effect(of: event), let reason = effect.reason {
            return branch(event, ": \(wording.reason(reason, model.act(self.world.events[event].act)))")
          }
          return branch(event, ": it was taken back")
        })
    }
  }

  /// `the purpose is not established`.
  func openRoles(_ event: Int) -> String {
    let act = world.events[event].act
    let verb = world[act.verb]
    var names: [String] = []
    if !act.subject.isEstablished { names.append("by whom") }
    if !act.object.isEstablished, verb.object != nil { names.append("with what") }
    for (role, filler) in zip(verb.roles, act.roles) where !filler.isEstablished {
      names.append("`\(role.preposition.rawValue)`")
    }
    return names.isEmpty ? "its effect is not established" : names.joined(separator: " and ") + " is not established"
  }
}
