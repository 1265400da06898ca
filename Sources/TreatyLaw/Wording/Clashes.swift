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
            var scenario = Scenario(
              parties: parties(in: acts), acts: acts, isConditional: isConditional(first) || isConditional(second))
            if scenario.isConditional { scenario.histories = histories(of: each.act, [first, second]) }
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

  /// Acts that the conditions of some norms ask about: first those between the same, then those that involve one of them.
  private mutating func histories(of act: Act, _ norms: [Norm]) -> [Act] {
    let conditions = norms.flatMap { [$0.when, $0.unless] }.compactMap { $0?.number }
    let involved = Set(([act.subject] + act.others).compactMap(\.thing))
    func strangers(_ other: Act) -> Int {
      ([other.subject] + other.others).reduce(other.others.contains(other.subject) ? 8 : 0) {
        $0 + ($1.thing.map(involved.contains) ?? true ? 0 : 1)
      }
    }
    let verbs = Set(conditions.flatMap(cases.context.asked)).sorted()
    let acts = verbs.flatMap { cases.acts($0) ?? [] }.map { (act: $0, strangers: strangers($0)) }
    return acts.sorted { $0.strangers < $1.strangers }.prefix(Self.histories).map(\.act)
  }

  /// No more acts than this are tried as what happened before.
  private static let histories = 400

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
