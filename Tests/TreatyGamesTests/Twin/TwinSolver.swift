@testable import TreatyGames

/// Solves a treaty's game: its stable coalitions, the outcomes, and what everyone does and has in them.
final class TwinSolver {
  /// The game as it was given.
  let game: TreatyGame
  let table: TwinTable
  private let matching: KeptMatching
  private let quorum: KeptQuorum
  private var salience: [Double] = []
  private var known: [ActorSet: Standing] = [:]

  /// What everyone has in a coalition.
  struct Standing {
    var inForce: Bool
    var rest: TwinRestPoint
    var utility: [UtilityTerms]
    func total(_ actor: Int) -> Double { utility[actor].total }
  }

  /// Tabulates a game; throws a ``GameError`` where it is unfit, or what its functions throw.
  convenience init(_ game: TreatyGame) throws {
    try self.init(game, KeptMatching(game.matching), KeptQuorum(game.quorum))
  }

  private init(_ game: TreatyGame, _ matching: KeptMatching, _ quorum: KeptQuorum) throws {
    guard game.parts.count <= PartSet.capacity else { throw GameError.tooManyParts(game.parts.count) }
    guard game.actors.count <= TreatyGame.maximumActors else { throw GameError.tooManyActors(game.actors.count) }
    for (index, capability) in game.capabilities.enumerated() where capability.serves.count > 64 {
      throw GameError.tooManyPurposes(capability: index)
    }
    self.game = game
    self.matching = matching
    self.quorum = quorum
    table = TwinTable(game)
    salience = try deriveSalience()
  }

  /// 1 − the share of the eligible that have something to forgo when all of them are parties; 1 for duties.
  private func deriveSalience() throws -> [Double] {
    let eligible = game.eligible
    guard game.parts.contains(where: { $0.salience == nil && $0.kind == .prohibition }) else {
      return game.parts.map { $0.salience ?? 1 }
    }
    let matching = try matching(eligible)
    var asked = [Int](repeating: 0, count: game.parts.count)
    for actor in eligible {
      var parts = PartSet()
      for act in table.acts[actor] {
        parts = parts.union(try matching.forbidding(act.conduct, eligible.contains(act.conduct.target)))
      }
      for part in parts { asked[part] += 1 }
    }
    return game.parts.enumerated().map { index, part in
      if let declared = part.salience { return declared }
      guard part.kind == .prohibition, !eligible.isEmpty else { return 1 }
      return 1 - Double(asked[index]) / Double(eligible.count)
    }
  }

  /// s̄: the mean salience of the parts, 0 with none.
  private var meanSalience: Double {
    let counted = game.parts.indices.filter { game.parts[$0].kind != .open }
    guard !counted.isEmpty else { return 0 }
    return counted.reduce(0) { $0 + salience[$1] } / Double(counted.count)
  }

  // MARK: one coalition

  func parties(of signatories: ActorSet) throws -> ActorSet {
    if game.isBinding { return signatories }
    return try quorum(signatories) ? signatories : []
  }

  func standing(_ signatories: ActorSet) throws -> Standing {
    if let found = known[signatories] { return found }
    let parties = try parties(of: signatories)
    let rest = try TwinRestPoint(table, parties: parties, salience: salience, matching: matching(parties))
    var utility: [UtilityTerms] = []
    if let payoff = game.payoff {
      for actor in game.actors.indices {
        var terms = UtilityTerms()
        let value = try custom(payoff, actor, signatories)
        guard value.isFinite else { throw GameError.payoffIsNoNumber(actor: actor, signatories: signatories) }
        terms.custom = value
        utility.append(terms)
      }
    } else {
      utility = game.actors.indices.map(rest.fortune)
      let fortunes = utility.map(\.own)
      let mean = meanSalience
      for actor in game.actors.indices {
        let player = game.actors[actor]
        if !player.rivals.isEmpty {
          utility[actor].rivals = player.rivals.reduce(0) { $0 + fortunes[$1] } / Double(player.rivals.count)
          utility[actor].relative = player.relative
        }
        utility[actor].sanctions = rest.sanctions(of: actor)
        guard !game.isBinding else { continue }
        if signatories.contains(actor) {
          utility[actor].image = player.image * mean
        } else {
          utility[actor].defiance = player.defiance
        }
      }
    }
    let found = Standing(inForce: try game.isBinding || quorum(signatories), rest: rest, utility: utility)
    if known.count < 1 << 17 { known[signatories] = found }
    return found
  }

  private func custom(_ payoff: CustomPayoff, _ actor: Int, _ signatories: ActorSet) throws -> Double {
    switch payoff {
    case .function(let payoff): return try payoff(actor, signatories)
    case .symmetric(let types, let payoff):
      var counts = [Int](repeating: 0, count: (types.max() ?? -1) + 1)
      for member in signatories { counts[types[member]] += 1 }
      return try payoff(actor, signatories.contains(actor), counts)
    }
  }

  /// What a coalition does and has.
  func report(on signatories: ActorSet) throws -> CoalitionReport {
    let standing = try standing(signatories)
    let alone = try utilitiesAlone()
    let rest = standing.rest
    var report = CoalitionReport(
      signatories: signatories, parties: rest.parties, inForce: standing.inForce, effects: [:], honouring: [:],
      breaching: [:], done: [:], omitted: [:], utility: game.actors.indices.map(standing.total), alone: alone)
    for actor in rest.parties {
      let done = table.acts[actor].indices.filter { rest.does[actor][$0] && !rest.forbidding[actor][$0].isEmpty }
      if !done.isEmpty { report.done[actor] = done.map { table.acts[actor][$0].conduct } }
      if !rest.omits[actor].isEmpty { report.omitted[actor] = rest.omits[actor] }
    }
    let breached = game.actors.indices.map { rest.parties.contains($0) ? rest.breached(by: $0) : [] }
    for clause in 0..<game.clauses {
      let parts = game.parts.indices.filter { game.parts[$0].clause == clause }
      guard !parts.isEmpty else { continue }
      let priced = parts.filter { game.parts[$0].kind != .open }
      var honouring = ActorSet()
      var breaching = ActorSet()
      for actor in rest.parties where priced.contains(where: { rest.binding[actor].contains($0) }) {
        if priced.contains(where: { breached[actor].contains($0) }) {
          breaching.insert(actor)
        } else {
          honouring.insert(actor)
        }
      }
      report.honouring[clause] = honouring
      report.breaching[clause] = breaching
      report.effects[clause] = try effect(of: priced, standing)
    }
    return report
  }

  private func utilitiesAlone() throws -> [Double] {
    let standing = try standing([])
    return game.actors.indices.map(standing.total)
  }

  private func effect(of parts: [Int], _ standing: Standing) throws -> Effect {
    guard !parts.isEmpty else { return .open }
    guard standing.inForce else { return .dead }
    let effects = try parts.map { try effect(of: $0, standing.rest) }
    return effects.max { left, right in
      (twinRanking.firstIndex(of: left) ?? 0) < (twinRanking.firstIndex(of: right) ?? 0)
    } ?? .open
  }

  private func effect(of part: Int, _ rest: TwinRestPoint) throws -> Effect {
    var asked = 0
    var breached = 0
    for actor in rest.parties {
      if rest.owing[actor].contains(part) {
        asked += 1
        if rest.omits[actor].contains(part) { breached += 1 }
      }
      for (index, parts) in rest.forbidding[actor].enumerated() where parts.contains(part) {
        asked += 1
        if rest.does[actor][index] { breached += 1 }
      }
    }
    if asked > 0 { return breached == 0 ? .effective : breached == asked ? .hollow : .partial }
    for outsider in game.eligible where !rest.parties.contains(outsider) {
      let parties = rest.parties.with(outsider)
      let matching = try matching(parties)
      if try matching.owing(outsider).contains(part) { return .shunned }
      for act in table.acts[outsider] {
        if try matching.forbidding(act.conduct, parties.contains(act.conduct.target)).contains(part) { return .shunned }
      }
    }
    return .settled
  }

  private func matching(_ parties: ActorSet) throws -> Matching { try matching.matching(parties) }
}

/// A matching that remembers its answers.
private final class KeptMatching {
  private let rule: MatchingRule
  private var forbidding: [Asked: PartSet] = [:]
  private var owing: [Int: PartSet] = [:]
  private var binding: [Int: PartSet] = [:]
  private var varying: [ActorSet: Matching] = [:]

  private struct Asked: Hashable {
    var conduct: Conduct
    var targetIsParty: Bool
  }

  init(_ rule: MatchingRule) { self.rule = rule }

  func matching(_ parties: ActorSet) throws -> Matching {
    switch rule {
    case .varying(let make):
      if let found = varying[parties] { return found }
      let made = try make(parties)
      varying[parties] = made
      return made
    case .fixed(let fixed):
      return Matching(
        forbidding: { [unowned self] conduct, isParty in
          let asked = Asked(conduct: conduct, targetIsParty: isParty)
          if let found = self.forbidding[asked] { return found }
          let parts = try fixed.forbidding(conduct, isParty)
          self.forbidding[asked] = parts
          return parts
        },
        owing: { [unowned self] actor in
          if let found = self.owing[actor] { return found }
          let parts = try fixed.owing(actor)
          self.owing[actor] = parts
          return parts
        },
        binding: { [unowned self] actor in
          if let found = self.binding[actor] { return found }
          let parts = try fixed.binding(actor)
          self.binding[actor] = parts
          return parts
        })
    }
  }
}

/// A quorum that remembers its answers.
private final class KeptQuorum {
  private let quorum: Quorum
  private var known: [ActorSet: Bool] = [:]

  init(_ quorum: Quorum) { self.quorum = quorum }

  func callAsFunction(_ signatories: ActorSet) throws -> Bool {
    switch quorum {
    case .count(let count): return signatories.count >= count
    case .monotone(let holds), .function(let holds):
      if let found = known[signatories] { return found }
      let answer = try holds(signatories)
      known[signatories] = answer
      return answer
    }
  }
}

/// From best to worst: "from worst to best hollow, partial, shunned, effective, settled".
private let twinRanking: [Effect] = [.settled, .effective, .shunned, .partial, .hollow]
