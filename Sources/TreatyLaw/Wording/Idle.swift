// Words without effect: what nobody is spoken to by, what never applies, what always loses, what adds nothing.
extension WordingCheck {
  /// A norm whose subject can never be a party, or a power that nobody has.
  mutating func unreachable(_ norm: Norm) -> Finding? {
    guard norm.repairs == nil else { return nil }
    let extent = norm.extent(of: norm.subject)
    if norm.modality == .permit || norm.modality == .empower, case .things(let things) = extent, !things.isEmpty {
      guard norm.modality == .empower, isSwitchedOff(norm) else { return nil }
      return Finding(problem: .powerless, norm: norm.index, scenarios: attempts(norm))
    }
    let isSpokenTo = cases.parties.contains { party in
      var bindings = Bindings(repeating: nil, count: norm.names)
      return chronicle.match(
        .thing(party), RolePattern(extent, binding: nil), norm.clause, &bindings, cases.position) != .no
    }
    if norm.modality == .empower {
      guard !isSpokenTo || isSwitchedOff(norm) else { return nil }
      return Finding(problem: .powerless, norm: norm.index, scenarios: attempts(norm))
    }
    guard !isSpokenTo, !cases.parties.isEmpty else { return nil }
    let outsider = cases.outsiders.first { extent.mentions($0) }
    var scenario = Scenario(parties: Array(cases.parties.prefix(2)))
    if let outsider, let act = all(norm.act.verb)?.first(where: { $0.act.subject.thing == outsider })?.act {
      scenario.acts = [act]
    }
    return Finding(problem: .outsider, norm: norm.index, scenarios: [scenario])
  }

  /// Whether its words alone say that its condition never holds.
  private func isSwitchedOff(_ norm: Norm) -> Bool {
    norm.when.map { cases.context.constant($0.number) == .no } ?? false
      || norm.unless.map { cases.context.constant($0.number) == .yes } ?? false
  }

  /// Acts that a power would cover, by those that do not have it.
  private mutating func attempts(_ norm: Norm) -> [Scenario] {
    let acts = (all(norm.act.verb) ?? []).map(\.act).filter { act in
      guard let actor = act.subject.thing, cases.parties.contains(actor) else { return false }
      var bindings = Bindings(repeating: nil, count: norm.names)
      return chronicle.matchRoles(act, norm.act, of: norm.clause, &bindings, at: cases.position) == .yes
    }
    return acts.prefix(1).map { Scenario(parties: parties(in: [$0]), acts: [$0]) }
      + (acts.isEmpty ? [Scenario(parties: Array(cases.parties.prefix(2)))] : [])
  }

  /// A norm that speaks of nothing, or over which others prevail wherever it speaks.
  mutating func idle(_ norm: Norm) -> Finding? {
    guard norm.modality != .empower, norm.repairs == nil, model.verbs[norm.act.verb].life == nil,
      let all = all(norm.act.verb)
    else { return nil }
    let spoken = all.filter { each in each.speaking.contains { $0.norm === norm } }
    guard let first = spoken.first else {
      let fits = all.first { each in each.act.subject.thing.map(cases.parties.contains) ?? false }
      guard !cases.parties.isEmpty else { return nil }
      return Finding(
        problem: .idle, norm: norm.index,
        scenarios: [Scenario(parties: parties(in: fits.map { [$0.act] } ?? []), acts: fits.map { [$0.act] } ?? [])])
    }
    if norm.modality == .oblige {
      if let trigger = norm.trigger, let others = self.all(trigger.act.verb), !others.isEmpty {
        let canStart = spoken.contains { prelude(to: $0.act, asked: norm) != nil }
        guard !canStart else { return nil }
        return Finding(
          problem: .idle, norm: norm.index, scenarios: [Scenario(parties: parties(in: [first.act]), acts: [first.act])])
      }
      // A `by` that is past before anybody can be bound starts no duty.
      if case .by(let due)? = norm.deadline, norm.trigger == nil,
        let opened = model.treaties[cases.treaty].opened,
        let last = try? due(first.act, Bindings(repeating: nil, count: norm.names), .start(of: opened)),
        last < .start(of: opened)
      {
        return Finding(
          problem: .idle, norm: norm.index, scenarios: [Scenario(parties: parties(in: [first.act]), acts: [first.act])])
      }
      return nil
    }
    var winners: [Int] = []
    var witness: (act: Act, winner: Norm)?
    for each in spoken {
      guard let judgements = each.judgements else { return nil }
      for judgement in judgements where isActive(norm, each, judgement) {
        guard let lost = judgement.beaten.first(where: { $0.loser == norm.index }) else { return nil }
        if !winners.contains(lost.winner) { winners.append(lost.winner) }
        if witness == nil { witness = (each.act, model.norms[lost.winner]) }
      }
    }
    guard let witness else { return nil }
    let isConditional = isConditional(norm) || isConditional(witness.winner)
    return Finding(
      problem: norm.modality == .permit ? .outweighed : .idle, norm: norm.index, others: winners,
      scenarios: [Scenario(parties: parties(in: [witness.act]), acts: [witness.act], isConditional: isConditional)])
  }

  private func isActive(_ norm: Norm, _ each: Case, _ judgement: Judgement) -> Bool {
    each.speaking.contains { applicable in
      applicable.norm === norm && applicable.requirements.allSatisfy { judgement.assumptions[$0.key] == $0.value }
    }
  }

  /// A clause without which every act would be judged the same, whatever the conditions.
  mutating func superfluous(_ clause: Int) -> Finding? {
    let text = model.clauses[clause]
    guard !text.isInterim, !text.isMaterial, !text.isPeremptory, text.overrides.isEmpty, text.isReservable == nil,
      case .no = text.survives, let first = text.norms.first,
      text.norms.allSatisfy({
        $0.reparation == nil && $0.modality != .empower && model.verbs[$0.act.verb].life == nil
      })
    else { return nil }
    var covering: [Int] = []
    var witness: (act: Act, isConditional: Bool)?
    for norm in text.norms {
      if norm.modality == .oblige {
        guard let same = sameDuty(as: norm) else { return nil }
        covering.append(same)
        continue
      }
      for each in all(norm.act.verb) ?? [] where each.speaking.contains(where: { $0.norm === norm }) {
        let rest = each.speaking.filter { $0.norm.clause != clause && !removed.contains($0.norm.clause) }
        guard let with = each.judgements, isSame(with, cases.judgements(each.act, rest), each) else { return nil }
        for other in rest where other.norm.modality == norm.modality && !covering.contains(other.norm.index) {
          covering.append(other.norm.index)
        }
        witness = witness ?? (each.act, isConditional(norm))
      }
    }
    guard let cover = covering.first else { return nil }
    removed.insert(clause)
    let acts = witness.map { [$0.act] } ?? []
    return Finding(
      problem: .superfluous, norm: first.index, others: acts.isEmpty ? [cover] : covering,
      scenarios: [Scenario(parties: parties(in: acts), acts: acts, isConditional: witness?.isConditional ?? false)])
  }

  /// Whether the verdicts are the same for each way in which the conditions may turn out.
  private func isSame(_ with: [Judgement], _ without: [Judgement]?, _ each: Case) -> Bool {
    guard let without else { return false }
    return with.allSatisfy { judgement in
      let other = without.first { other in
        other.assumptions.allSatisfy { judgement.assumptions[$0.key] == $0.value }
      }
      return other?.verdict == judgement.verdict
    }
  }

  /// A duty in another clause with the same words.
  private func sameDuty(as norm: Norm) -> Int? {
    let words = cases.context.text(norm.index)
    return cases.norms.first {
      $0.clause != norm.clause && !removed.contains($0.clause) && $0.repairs == nil
        && cases.context.text($0.index) == words
    }?.index
  }
}
