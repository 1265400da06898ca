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

/// What may turn out either way besides conditions: negative numbers, so that they do not meet those of conditions.
public enum Doubt: Sendable, Equatable {
  /// Whether the actor has the power to the act.
  static let power = -1
  static func match(_ norm: Int) -> Int { -1_000_000 - norm }
  static func duty(_ duty: Int) -> Int { -1_000_000_000 - duty }
  static func bound(_ treaty: Int) -> Int { -2_000_000 - treaty }

  /// Whether the actor has the power.
  case ofPower
  /// Whether what is not established matches a norm.
  case ofMatch(norm: Int)
  /// Whether a duty exists, or is still to be done.
  case ofDuty(Int)
  /// Whether a treaty binds those concerned.
  case ofBinding(treaty: Int)

  /// What a negative number in `Judgement.assumptions` stands for.
  public init?(number: Int) {
    switch number {
    case 0...: return nil
    case Self.power: self = .ofPower
    case ...(-1_000_000_000): self = .ofDuty(-1_000_000_000 - number)
    case ...(-2_000_000): self = .ofBinding(treaty: -2_000_000 - number)
    case ...(-1_000_000): self = .ofMatch(norm: -1_000_000 - number)
    default: return nil
    }
  }
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
  /// Of these, each prohibition and what it clashes with, two of which are enough for a conflict; none where they beat each
  /// other in a ring.
  public var clashes: [(forbidding: Int, allowing: Int)] = []
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
      return [try judgeLife(act, effect, at: position, before: before)]
    }
    if effect.truth == .no { return [Judgement(act: act, verdict: .void, effect: effect)] }
    guard let actor = act.subject.thing else {
      return [Judgement(act: act, verdict: act.subject == .undeclared ? .unregulated : .undetermined)]
    }
    let applicable = try self.applicable(to: act, by: actor, at: position, before: before)
    var found = judgements(act, actor, applicable, at: position)
    if effect.truth == .unknown {
      // Void or not: both are possible.
      for index in found.indices {
        found[index].assumptions[Doubt.power] = true
        found[index].effect = effect
      }
      found.append(Judgement(act: act, assumptions: [Doubt.power: false], verdict: .void, effect: effect))
    }
    return found
  }

  /// An act of treaty life that is not void is permitted, or obliged where a duty asks for it.
  private func judgeLife(
    _ act: Act, _ effect: Effect, at position: Position, before: Position
  ) throws -> Judgement {
    guard effect.truth == .yes else {
      let isVoid = effect.truth == .no || effect.reason == .waitsForOthers
      return Judgement(act: act, verdict: isVoid ? .void : .undetermined, effect: effect)
    }
    var judgement = Judgement(act: act, verdict: .permitted, effect: effect)
    guard let actor = act.subject.thing else { return judgement }
    for duty in try self.duties(askingFor: act, by: actor, at: position, before: before) where duty.truth == .yes {
      judgement.allowing.append(duty.norm.index)
      judgement.verdict = .obliged
    }
    return judgement
  }

  /// Judges with conditions taken to be so, whatever they are.
  public func supposing<Result>(_ conditions: [Int: Truth], _ body: () throws -> Result) rethrows -> Result {
    let outer = supposedConditions
    supposedConditions = conditions
    defer { supposedConditions = outer }
    return try body()
  }

  /// One judgement for each way in which what is unknown may turn out.
  func judgements(_ act: Act, _ actor: Thing, _ applicable: [Applicable], at position: Position) -> [Judgement] {
    let keys = Set(applicable.flatMap { $0.requirements.map(\.key) }).sorted()
    guard !keys.isEmpty else { return [resolve(applicable, act, actor, at: position)] }
    guard keys.count <= Self.maximalDoubts else {
      var judgement = Judgement(act: act, verdict: .undetermined)
      judgement.opposed = applicable.map(\.norm.index)
      return [judgement]
    }
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
  func applicable(
    to act: Act, by actor: Thing, at position: Position, before: Position
  ) throws -> [Applicable] {
    var found: [Applicable] = []
    for norm in normsByVerb[act.verb].candidates(for: act) where norm.modality != .empower {
      guard let requirements = try requirements(of: norm, act, actor, at: position, before: before) else { continue }
      model.didSpeak?(norm.index)
      found.append(Applicable(norm: norm, duty: nil, requirements: requirements))
    }
    if supposed != nil {
      // The models take a duty's `after` to have happened.
      for norm in obligesByVerb[act.verb] where norm.repairs == nil {
        guard let requirements = try requirements(of: norm, act, actor, at: position, before: before) else { continue }
        model.didSpeak?(norm.index)
        found.append(Applicable(norm: norm, duty: -1, requirements: requirements))
      }
      return found
    }
    for (norm, duty, truth) in try duties(askingFor: act, by: actor, at: position, before: before) {
      found.append(
        Applicable(norm: norm, duty: duty, requirements: truth == .yes ? [] : [(Doubt.duty(duty), true)]))
    }
    return found
  }

  /// Of each norm the first unfulfilled duty that an act would, or might, discharge.
  private func duties(
    askingFor act: Act, by actor: Thing, at position: Position, before: Position
  ) throws -> [(norm: Norm, duty: Int, truth: Truth)] {
    var found: [(norm: Norm, duty: Int, truth: Truth)] = []
    // While an act is assessed, nothing after it has closed any.
    let open = isAssessing ? openDuties.candidates(for: act, by: actor) : []
    for norm in obligesByVerb[act.verb] {
      let known =
        isAssessing
        ? open.first { $0.norm == norm.index }.map { (Array($0.inTime) + Array($0.late)).sorted() } ?? []
        : duties(under: norm.index, of: actor)
      for index in openDuties(known, at: before) {
        let isTriggered = norm.trigger != nil || norm.repairs != nil
        let truth = try matches(act, duties[index], at: position, before: before) && duties[index].standing(at: before)
        guard truth != .no else { continue }
        // Duties that an event has triggered outlive withdrawal and end [VCLT 70].
        let applies =
          isTriggered && hasLapsed(norm.clause, actor, at: position) ? .yes : applies(norm, actor, act, at: position)
        guard applies != .no else { continue }
        model.didSpeak?(norm.index)
        found.append((norm, index, truth && applies))
        if truth == .yes { break }
      }
    }
    return found
  }

  private func hasLapsed(_ clause: Int, _ actor: Thing, at position: Position) -> Bool {
    let life = lives[model.clauses[clause].treaty]
    return life.hasEnded(at: position) || life.hasLeft(actor, at: position)
  }

  /// The duties of a norm that were unfulfilled at a position: pending, or breached and not replaced by a reparation.
  private func openDuties(_ duties: [Int], at position: Position) -> some Sequence<Int> {
    duties.lazy.filter { index in
      let duty = self.duties[index]
      guard duty.start <= position else { return false }
      switch duty.state(at: position) {
      case .pending, .uncertain: return true
      case .breached, .unrepaired: return duty.reparation.map { self.duties[$0].start > position } ?? true
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
    guard matched != .no else { return nil }
    let applies = applies(norm, actor, act, at: position)
    guard applies != .no else { return nil }
    var requirements: [(key: Int, value: Bool)] = matched == .yes ? [] : [(Doubt.match(norm.index), true)]
    if applies == .unknown { requirements.append((Doubt.bound(model.clauses[norm.clause].treaty), true)) }
    if let when = norm.when {
      let truth = try supposedConditions[when.number] ?? when.holds(act, bindings, before)
      if truth == .no { return nil }
      if truth == .unknown { requirements.append((when.number, true)) }
    }
    if let unless = norm.unless {
      let truth = try supposedConditions[unless.number] ?? unless.holds(act, bindings, before)
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
      // They beat each other in a ring.
      case nil: judgement.opposed.append(norm.index)
      }
    }
    // What a ring leaves open opposes whatever stands on the other side.
    if !judgement.opposed.isEmpty {
      let hasOpenAllowing = judgement.opposed.contains { model.norms[$0].modality != .forbid }
      let hasOpenForbidding = judgement.opposed.contains { model.norms[$0].modality == .forbid }
      if hasOpenForbidding { judgement.opposed += judgement.allowing }
      if hasOpenAllowing { judgement.opposed += judgement.forbidding }
    }
    for (first, second) in opponents where standing[first] == true && standing[second] == true {
      judgement.clashes.append((active[first].norm.index, active[second].norm.index))
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
