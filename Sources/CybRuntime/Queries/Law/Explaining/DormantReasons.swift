import CybSyntax
import TreatyLaw

// Which clauses speak of an act, and why they do not apply to it.
extension Oracle {
  /// Clauses that speak of such acts, and why they do not apply to this one.
  func dormant(
    _ act: TreatyLaw.Act, _ position: Position, _ chronicle: Chronicle, _ wording: LegalWording
  ) throws -> [Explanation] {
    try chronicle.dormant(for: act, at: position).map { dormant in
      let norm = wording.model.model.norms[dormant.norm]
      let clause = wording.clause(norm.clause)
      let treaty = world.name(of: wording.model.treaties[wording.model.model.clauses[norm.clause].treaty])
      let actor = act.subject.thing.map(wording.name) ?? "someone"
      var sources = [wording.clauseValue(dormant.norm)]
      let reason: String
      switch dormant.reason {
      case .treatyNotInForce: reason = "\(treaty) is not in force on \(wording.date(position))"
      case .actorNotBound: reason = "\(actor) is not bound by it"
      case .nobodyBound: reason = "nobody towards whom it would bind is concerned"
      case .reserved(let event):
        sources.append(.event(EventID(index: Int32(event))))
        reason = "it is reserved (\(wording.event(event)))"
      case .refused: reason = "the treaty is not in force between the two, after an objection"
      case .suspended: reason = "it is suspended between the two"
      case .conditionFails: reason = "its condition `\(condition(dormant.norm, isException: false))` does not hold"
      case .exceptionHolds: reason = "its exception `\(condition(dormant.norm, isException: true))` holds"
      }
      return Explanation("\(clause) would forbid it, but \(reason)", sources: sources)
    }
  }

  private func condition(_ norm: Int, isException: Bool) -> String {
    guard let (model, _) = try? law.current() else { return "" }
    let record = model.records[norm]
    let function = isException ? record.unless : record.when
    return function?.place.map { machine.sources.text($0) } ?? ""
  }

}
