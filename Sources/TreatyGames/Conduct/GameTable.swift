/// What a game says of each act, worked out once for a matching: all later sums run over these rows.
struct GameTable {
  /// An act that is open to its actor (models.md §2).
  struct Act {
    var conduct: Conduct
    /// g_i(x) = w_k·q_i(p)/|A_i|.
    var gain: Double
    /// H_i(x) = h_k·η_p·q_i(p)·e_j/|A_i|.
    var harm: Double
    /// κ_ij, with which the actor minds what its target has.
    var rivalWeight: Double
    /// α_k.
    var attribution: Double
    /// Index in `uses`.
    var use: Int

    /// t_i(x) = g + κ·H.
    var temptation: Double { gain + rivalWeight * harm }
  }

  /// A capability in an actor's hands against a target, for whatever it serves, wanted or not.
  struct Use {
    var purposes: [Claim]
  }

  /// One purpose that a use could be claimed to have.
  struct Claim {
    /// The parts that forbid it to the actor as a party, against a target that is a party, and one that is none.
    var againstParty: PartSet
    var againstOutsider: PartSet
    /// The act, where it is open.
    var act: Int?
  }

  let count: Int
  private(set) var acts: [Act] = []
  private(set) var uses: [Use] = []
  /// The acts of each actor.
  private(set) var actsBy: [Range<Int>] = []
  /// The acts aimed at each actor.
  private(set) var actsAgainst: [[Int]]
  /// By act, the parts that forbid it against a party and against an outsider.
  private(set) var againstParty: [PartSet] = []
  private(set) var againstOutsider: [PartSet] = []
  /// The duties of each actor as a party.
  private(set) var owing: [PartSet]
  /// The parts that bind each actor as a party, open ones left out.
  private(set) var binding: [PartSet]
  /// κ_i / |R_i|, 0 without rivals.
  private(set) var rivalWeight: [Double]
  /// s_c by part.
  private(set) var salience: [Double] = []
  /// s̄: the mean over the parts that the model can price.
  private(set) var meanSalience = 0.0

  init(_ game: TreatyGame, _ matching: Matching) throws {
    count = game.actors.count
    actsAgainst = Array(repeating: [], count: count)
    owing = Array(repeating: [], count: count)
    binding = Array(repeating: [], count: count)
    rivalWeight = game.actors.map { $0.rivals.isEmpty ? 0 : $0.relative / Double($0.rivals.count) }
    let priced = PartSet(
      bits: game.parts.indices.reduce(0) { game.parts[$1].kind == .open ? $0 : $0 | 1 << UInt128($1) })
    for actor in 0..<count {
      let start = acts.count
      if game.eligible.contains(actor) {
        owing[actor] = try matching.owing(actor)
        binding[actor] = try matching.binding(actor).union(owing[actor]).intersection(priced)
      }
      try addActs(of: actor, game, matching)
      actsBy.append(start..<acts.count)
    }
    deriveSalience(game)
  }

  private mutating func addActs(of actor: Int, _ game: TreatyGame, _ matching: Matching) throws {
    let fields = game.actors[actor]
    let targets = fields.rivals.isEmpty ? ActorSet.all(count).without(actor) : fields.rivals
    let share = Double(targets.count)
    let isEligible = game.eligible.contains(actor)
    for capability in fields.holds {
      let tool = game.capabilities[capability]
      let isOpen = tool.serves.contains { (fields.appetite[$0] ?? 0) > 0 }
      guard isOpen else { continue }
      for target in targets {
        var use = Use(purposes: [])
        for purpose in tool.serves {
          let conduct = Conduct(actor: actor, capability: capability, purpose: purpose, target: target)
          let inside = isEligible ? try matching.forbidding(conduct, true) : []
          let outside = isEligible ? try matching.forbidding(conduct, false) : []
          var claim = Claim(againstParty: inside, againstOutsider: outside, act: nil)
          if let appetite = fields.appetite[purpose], appetite > 0 {
            claim.act = acts.count
            actsAgainst[target].append(acts.count)
            acts.append(
              Act(
                conduct: conduct, gain: tool.worth * appetite / share,
                harm: tool.harm * game.purposes[purpose].harm * appetite * game.actors[target].exposure / share,
                rivalWeight: fields.rivals.contains(target) ? rivalWeight[actor] : 0,
                attribution: tool.attribution, use: uses.count))
            againstParty.append(inside)
            againstOutsider.append(outside)
          }
          use.purposes.append(claim)
        }
        uses.append(use)
      }
    }
  }

  /// Salience, unless declared: 1 − the share of the eligible with something to forgo when all of them are parties; 1
  /// for duties (models.md §3).
  private mutating func deriveSalience(_ game: TreatyGame) {
    var tempted = [Int](repeating: 0, count: game.parts.count)
    for actor in game.eligible {
      var asked: PartSet = []
      for act in actsBy[actor] {
        asked = asked.union(
          game.eligible.contains(acts[act].conduct.target) ? againstParty[act] : againstOutsider[act])
      }
      for part in asked { tempted[part] += 1 }
    }
    let all = Double(max(game.eligible.count, 1))
    salience = game.parts.enumerated().map { index, part in
      if let declared = part.salience { return declared }
      return part.kind == .duty ? 1 : 1 - Double(tempted[index]) / all
    }
    let priced = game.parts.indices.filter { game.parts[$0].kind != .open }
    meanSalience = priced.isEmpty ? 0 : priced.reduce(0) { $0 + salience[$1] } / Double(priced.count)
  }

  /// Judges salience by what the clauses say to others than the present parties.
  mutating func takeSalience(of other: GameTable) { (salience, meanSalience) = (other.salience, other.meanSalience) }

  /// The parts that forbid an act where these are the parties.
  @inline(__always)
  func forbidding(_ act: Int, _ parties: ActorSet) -> PartSet {
    let conduct = acts[act].conduct
    guard parties.contains(conduct.actor) else { return [] }
    return parties.contains(conduct.target) ? againstParty[act] : againstOutsider[act]
  }

  /// The same with the numbers of another game whose actors hold, serve and rival the same.
  func withNumbers(of game: TreatyGame) -> GameTable {
    var copy = self
    copy.rivalWeight = game.actors.map { $0.rivals.isEmpty ? 0 : $0.relative / Double($0.rivals.count) }
    for index in acts.indices {
      let conduct = acts[index].conduct
      let fields = game.actors[conduct.actor]
      let tool = game.capabilities[conduct.capability]
      let share = Double(fields.rivals.isEmpty ? count - 1 : fields.rivals.count)
      let appetite = fields.appetite[conduct.purpose] ?? 0
      copy.acts[index].gain = tool.worth * appetite / share
      copy.acts[index].harm =
        tool.harm * game.purposes[conduct.purpose].harm * appetite * game.actors[conduct.target].exposure / share
      copy.acts[index].rivalWeight = fields.rivals.contains(conduct.target) ? copy.rivalWeight[conduct.actor] : 0
      copy.acts[index].attribution = tool.attribution
    }
    copy.deriveSalience(game)
    return copy
  }
}
