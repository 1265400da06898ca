public enum Verdict: String, Sendable, CaseIterable {
  case void, obliged, forbidden, permitted, unregulated, conflict, undetermined
}

/// Why one norm beats another, strongest reason first.
public enum Precedence: Sendable {
  /// [VCLT 53]
  case peremptory
  case overrides
  case reparation
  case moreSpecific
  case conditioned
  /// [VCLT 30]
  case laterTreaty
}

/// A norm that applies to an act.
struct Applicable {
  let norm: Norm
  /// The duty by way of which an `oblige` applies.
  let duty: Int?
  /// What must turn out so for it to apply: the number of a condition or doubt, and how.
  let requirements: [(key: Int, value: Bool)]
}

/// What the law says of one possibility of an act, under assumptions about what is unknown.
public struct Judgement: Sendable {
  public var act: Act
  /// Numbers of unknown conditions, and how they were taken; negative numbers are other doubts.
  public var assumptions: [Int: Bool] = [:]
  public var verdict: Verdict
  public var effect: Effect?
  /// Norms that stand and forbid.
  public var forbidding: [Int] = []
  /// Norms that stand and permit or oblige.
  public var allowing: [Int] = []
  /// Norms that are beaten, by which, and why.
  public var beaten: [(loser: Int, winner: Int, why: Precedence)] = []
  /// Norms opposed without one that wins.
  public var opposed: [Int] = []
}

extension Chronicle {
  static let maximalDoubts = 8

  /// What the law says of an act at a position, for each possibility of it; conditions see the world up to `before`.
  public func judge(_ act: Act, at position: Position, before: Position) throws -> [Judgement] {
    try model.possibilities(of: act).flatMap { try judge(possibility: $0, at: position, before: before) }
  }

  private func judge(possibility act: Act, at position: Position, before: Position) throws -> [Judgement] {
    let effect = try effect(of: act, at: position)
    if model.verbs[act.verb].life != nil {
      let waits = effect.reason == .waitsForOthers
      let verdict: Verdict = effect.truth == .yes ? .permitted : effect.truth == .no || waits ? .void : .undetermined
      return [Judgement(act: act, verdict: verdict, effect: effect)]
    }
    if effect.truth == .no { return [Judgement(act: act, verdict: .void, effect: effect)] }
    if effect.truth == .unknown { return [Judgement(act: act, verdict: .undetermined, effect: effect)] }
    guard let actor = act.subject.thing else { return [Judgement(act: act, verdict: .unregulated)] }
    let applicable = try self.applicable(to: act, by: actor, at: position, before: before)
    let keys = Set(applicable.flatMap { $0.requirements.map(\.key) }).sorted()
    guard keys.count <= Self.maximalDoubts else { return [Judgement(act: act, verdict: .undetermined)] }
    return (0..<(1 << keys.count)).map { bits in
      var assumed: [Int: Bool] = [:]
      for (index, key) in keys.enumerated() { assumed[key] = bits >> index & 1 == 0 }
      let active = applicable.filter { $0.requirements.allSatisfy { assumed[$0.key] == $0.value } }
      var judgement = resolve(active, act, actor, at: position)
      judgement.assumptions = assumed
      return judgement
    }
  }

  /// The norms that speak of an act: they bind the actor towards a counterpart, match, and have their conditions.
  private func applicable(
    to act: Act, by actor: Thing, at position: Position, before: Position
  ) throws -> [Applicable] {
    var found: [Applicable] = []
    for norm in normsByVerb[act.verb] ?? [] where norm.modality != .empower {
      guard let requirements = try requirements(of: norm, act, actor, at: position, before: before) else { continue }
      found.append(Applicable(norm: norm, duty: nil, requirements: requirements))
    }
    for norm in obligesByVerb[act.verb] ?? [] {
      for index in openDuties(of: norm, at: before) where duties[index].debtor == actor {
        let truth = try matches(act, duties[index], at: position, before: before)
        guard truth != .no, applies(norm, actor, act, at: position) else { continue }
        let isSure = truth == .yes && duties[index].certainty == .yes
        found.append(Applicable(norm: norm, duty: index, requirements: isSure ? [] : [(-1_000_000 - index, true)]))
        break
      }
    }
    return found
  }

  /// The duties of a norm that were unfulfilled at a position: pending, or breached and not replaced by a reparation.
  private func openDuties(of norm: Norm, at position: Position) -> [Int] {
    (dutiesByNorm[norm.index] ?? []).filter { index in
      let duty = duties[index]
      guard duty.start <= position else { return false }
      switch duty.state(at: position) {
      case .pending, .uncertain: return true
      case .breached, .unrepaired: return duty.reparation.map { duties[$0].start > position } ?? true
      case .suspended, .fulfilled, .fulfilled_late, .repaired, .released: return false
      }
    }
  }

  /// What must turn out so for a norm to apply; nothing where it does not apply at all.
  private func requirements(
    of norm: Norm, _ act: Act, _ actor: Thing, at position: Position, before: Position
  ) throws -> [(key: Int, value: Bool)]? {
    var bindings = Bindings(repeating: nil, count: norm.names)
    let matched = match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position)
    guard matched != .no, applies(norm, actor, act, at: position) else { return nil }
    var requirements: [(key: Int, value: Bool)] = matched == .yes ? [] : [(-1 - norm.index, true)]
    if let when = norm.when {
      let truth = try when.holds(act, bindings, before)
      if truth == .no { return nil }
      if truth == .unknown { requirements.append((when.number, true)) }
    }
    if let unless = norm.unless {
      let truth = try unless.holds(act, bindings, before)
      if truth == .yes { return nil }
      if truth == .unknown { requirements.append((unless.number, false)) }
    }
    return requirements
  }

  // MARK: which norm wins

  private func resolve(_ active: [Applicable], _ act: Act, _ actor: Thing, at position: Position) -> Judgement {
    var judgement = Judgement(act: act, verdict: .unregulated)
    var beaters = [[Int]](repeating: [], count: active.count)
    var opponents: [(Int, Int)] = []
    var reasons: [[Int: Precedence]] = Array(repeating: [:], count: active.count)
    for (i, first) in active.enumerated() where first.norm.modality == .forbid {
      for (j, second) in active.enumerated() where second.norm.modality != .forbid {
        let decided = precedence(first.norm, second.norm, act, actor, at: position)
        let isSameTreaty = model.clauses[first.norm.clause].treaty == model.clauses[second.norm.clause].treaty
        if let decided {
          let (winner, loser) = decided.firstWins ? (i, j) : (j, i)
          beaters[loser].append(winner)
          reasons[loser][winner] = decided.why
        } else if isSameTreaty || second.norm.modality == .oblige {
          opponents.append((i, j))
        }
      }
    }
    var standing = [Bool?](repeating: nil, count: active.count)
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for index in active.indices where standing[index] == nil {
        if beaters[index].contains(where: { standing[$0] == true }) {
          standing[index] = false
          hasChanged = true
        } else if beaters[index].allSatisfy({ standing[$0] == false }) {
          standing[index] = true
          hasChanged = true
        }
      }
    }
    for index in active.indices {
      let norm = active[index].norm
      switch standing[index] {
      case true?:
        if norm.modality == .forbid {
          judgement.forbidding.append(norm.index)
        } else {
          judgement.allowing.append(norm.index)
        }
      case false?:
        if let winner = beaters[index].first(where: { standing[$0] == true }), let why = reasons[index][winner] {
          judgement.beaten.append((norm.index, active[winner].norm.index, why))
        }
      case nil: judgement.opposed.append(norm.index)
      }
    }
    for (first, second) in opponents where standing[first] == true && standing[second] == true {
      for index in [first, second] where !judgement.opposed.contains(active[index].norm.index) {
        judgement.opposed.append(active[index].norm.index)
      }
    }
    let isObliged = active.indices.contains { standing[$0] == true && active[$0].duty != nil }
    let settledForbids = judgement.forbidding.filter { !judgement.opposed.contains($0) }
    judgement.verdict =
      !settledForbids.isEmpty
      ? .forbidden
      : !judgement.opposed.isEmpty
        ? .conflict : isObliged ? .obliged : judgement.allowing.isEmpty ? .unregulated : .permitted
    judgement.forbidding = settledForbids
    return judgement
  }
}
