// Words that nobody could enforce: what turns on a purpose that nobody sees, and duties without a deadline.
extension WordingCheck {
  /// A prohibition of which a capability serves purposes that it names and others that are free.
  mutating func openPurpose(_ norm: Norm) -> Finding? {
    let verb = model.verbs[norm.act.verb]
    guard let place = verb.roles.firstIndex(where: { if case .purpose = $0 { true } else { false } }),
      case .capability? = verb.object, !isAnything(norm.act.roles[place])
    else { return nil }
    var scenarios: [Scenario] = []
    for capability in model.capabilities {
      let served = model.purposes.filter { model.serves[capability]?.contains($0) ?? false }
      guard served.count > 1 else { continue }
      for each in all(norm.act.verb) ?? [] where each.speaking.contains(where: { $0.norm === norm }) {
        guard scenarios.count < 12 else { break }
        var act = each.act
        act.object = .thing(capability)
        guard !act.others.contains(act.subject) else { continue }
        let isCaught = served.map { purpose -> Bool? in
          act.roles[place] = .thing(purpose)
          return isForbidden(act, by: norm)
        }
        guard isCaught.contains(true), isCaught.contains(false), !isCaught.contains(nil) else { continue }
        act.roles[place] = .open
        guard !scenarios.contains(where: { $0.acts == [act] }) else { continue }
        scenarios.append(Scenario(parties: parties(in: [act]), acts: [act], isConditional: isConditional(norm)))
      }
      if !scenarios.isEmpty { break }
    }
    return scenarios.isEmpty ? nil : Finding(problem: .purpose, norm: norm.index, scenarios: scenarios)
  }

  private func isAnything(_ pattern: RolePattern) -> Bool {
    if case .everything = pattern.extent { return true }
    return false
  }

  /// Whether an act is forbidden by a norm, where its conditions are as it wants them; nothing where another norm forbids
  /// it, or it is in conflict.
  private func isForbidden(_ act: Act, by norm: Norm) -> Bool? {
    let speaking = cases.speaking(of: act)
    guard let own = speaking.first(where: { $0.norm === norm }) else {
      return speaking.contains { $0.norm.modality == .forbid } ? nil : false
    }
    let wanted = cases.judgements(act, speaking)?.first { judgement in
      judgement.assumptions.allSatisfy { key, value in
        own.requirements.first { $0.key == key }.map { $0.value == value } ?? !value
      }
    }
    return wanted.map { $0.forbidding.contains(norm.index) }
  }

  /// A duty without deadline: it stays pending for ever.
  mutating func endless(_ norm: Norm) -> Finding? {
    if let repaired = norm.repairs { return endlessReparation(norm, of: repaired) }
    for each in all(norm.act.verb) ?? [] where each.speaking.contains(where: { $0.norm === norm }) {
      guard !each.act.others.contains(each.act.subject), let before = prelude(to: each.act, asked: norm) else {
        continue
      }
      return Finding(
        problem: .endless, norm: norm.index,
        scenarios: [
          Scenario(
            parties: parties(in: before + [each.act]), acts: before, debtor: each.act.subject.thing,
            isConditional: isConditional(norm))
        ])
    }
    return nil
  }

  private mutating func endlessReparation(_ norm: Norm, of repaired: Norm) -> Finding? {
    var root = repaired
    while let above = root.repairs { root = above }
    for each in all(root.act.verb) ?? [] where each.speaking.contains(where: { $0.norm === root }) {
      guard !each.act.others.contains(each.act.subject) else { continue }
      let acts = root.modality == .forbid ? [each.act] : prelude(to: each.act, asked: root)
      guard let acts else { continue }
      return Finding(
        problem: .endless, norm: norm.index,
        scenarios: [
          Scenario(
            parties: parties(in: acts + [each.act]), acts: acts, debtor: each.act.subject.thing,
            isConditional: isConditional(root))
        ])
    }
    return nil
  }
}
