import CybSyntax
import TreatyLaw

// Functions in a treaty that answer what they may not, found by asking them of the actors that are declared.
extension Oracle {
  /// The errors that a treaty's quorum, end and conditions would end in.
  func illFormed(_ treaty: EntityID, at latest: Position) throws -> [Diagnostic] {
    let (model, _) = try law.current()
    guard let index = model.index(ofTreaty: treaty) else { return [] }
    let text = model.model.treaties[index]
    var found: [Diagnostic] = []
    let actors = model.model.actors
    let joining = actors.filter { (try? text.isOpenTo($0)) == .yes }
    if !joining.isEmpty { found += failure(in: { _ = try text.quorum(joining) }) }
    if let actor = actors.first { found += failure(in: { _ = try text.isOpenTo(actor) }) }
    found += failure(in: { _ = try text.delay(latest.day) })
    if let ends = text.endsWhen { found += failure(in: { _ = try ends(latest) }) }
    for norm in model.norms(ofTreaty: index) {
      guard let act = sample(of: norm, model) else { continue }
      for condition in [norm.when, norm.unless, norm.whereCondition].compactMap({ $0 }) {
        found += failure(in: {
          _ = try condition.holds(act, Bindings(repeating: nil, count: norm.names), latest)
        })
      }
      if let deadline = norm.deadline {
        found += failure(in: { _ = try deadline.last(act, Bindings(repeating: nil, count: norm.names), latest) })
      }
    }
    return found
  }

  /// The error that some words end in, where it is of those that do not depend on what has happened.
  private func failure(in body: () throws -> Void) -> [Diagnostic] {
    do {
      try body()
      return []
    } catch let failure as Failure {
      let codes: [DiagnosticCode] = [
        "cyb-not-a-truth", "cyb-unknown-quorum", "cyb-unknown-end", "cyb-law-ring", "cyb-not-a-deadline",
        "cyb-prediction-in-law",
      ]
      return codes.contains(failure.diagnostic.code) ? [failure.diagnostic] : []
    } catch { return [] }
  }

  /// An act that a norm speaks of, as far as its words fix it, by the first declared actors.
  private func sample(of norm: TreatyLaw.Norm, _ model: LawModel) -> TreatyLaw.Act? {
    guard let actor = model.model.actors.first else { return nil }
    let other = model.model.actors.dropFirst().first ?? actor
    let verb = model.model.verbs[norm.act.verb]
    func filler(_ pattern: RolePattern, _ role: RoleModel?) -> TreatyLaw.Filler {
      if case .things(let things) = pattern.extent, let first = things.first { return .thing(first) }
      return switch role {
      case .actor?: .thing(other)
      case .capability?: model.model.capabilities.first.map { .thing($0) } ?? .open
      case .purpose?: model.model.purposes.first.map { .thing($0) } ?? .open
      case .other?: .open
      case nil: .absent
      }
    }
    return TreatyLaw.Act(
      verb: norm.act.verb, subject: filler(norm.subject, .actor).thing.map { .thing($0) } ?? .thing(actor),
      object: filler(norm.act.object, verb.object),
      roles: zip(norm.act.roles, verb.roles).map { filler($0, $1) })
  }
}
