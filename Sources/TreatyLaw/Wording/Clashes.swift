// Norms that clash with no rule to decide between them.
extension WordingCheck {
  /// How many acts are offered to show one clash.
  private static let scenarios = 12

  mutating func clashes() -> [Finding] {
    var found: [Finding] = []
    for verb in Set(cases.norms.map(\.act.verb)).sorted() where model.verbs[verb].life == nil {
      let norms = cases.norms.filter { $0.act.verb == verb }
      guard norms.contains(where: { $0.modality == .forbid }), let all = all(verb) else { continue }
      for each in all {
        for judgement in each.judgements ?? [] where !judgement.opposed.isEmpty {
          for (first, second) in pairs(of: judgement, each) {
            let place = found.firstIndex { $0.norm == first.index && $0.others == [second.index] }
            guard place.map({ found[$0].scenarios.count < Self.scenarios }) ?? true,
              let before = prelude(to: each.act, asked: second)
            else { continue }
            let acts = before + [each.act]
            if let place, found[place].scenarios.contains(where: { $0.acts == acts }) { continue }
            let scenario = Scenario(
              parties: parties(in: acts), acts: acts, isConditional: isConditional(first) || isConditional(second))
            if let place {
              found[place].scenarios.append(scenario)
            } else {
              found.append(
                Finding(problem: .clash, norm: first.index, others: [second.index], scenarios: [scenario]))
            }
          }
        }
      }
    }
    return found
  }

  /// The prohibitions that stand against what permits or obliges, with neither prevailing.
  private func pairs(of judgement: Judgement, _ each: Case) -> [(Norm, Norm)] {
    guard let actor = each.act.subject.thing else { return [] }
    let opposed = judgement.opposed.map { model.norms[$0] }
    return opposed.filter { $0.modality == .forbid }.flatMap { first in
      opposed.filter { $0.modality != .forbid }.compactMap { second in
        chronicle.precedence(first, second, each.act, actor, at: cases.position) == nil ? (first, second) : nil
      }
    }
  }
}
