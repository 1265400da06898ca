/// A treaty that asks a single duty of actors that mind no rivals: who does it turns on nothing but how many others do.
///
/// Each member does the duty as soon as enough others do, its *threshold* (Granovetter 1978), since their relief is what
/// it would lose. All that follows is counted over thresholds (`DutyCase`), in time polynomial in the number of actors.
struct DutyGame {
  /// An eligible actor.
  struct Player {
    let actor: Int
    let owes: Bool
    let burden: Double
    let relief: Double
    /// ι·s̄, what a signatory has of it; σ, what an outsider has.
    let image: Double
    let defiance: Double
    /// The sanction, apart from the others' restraint.
    let sanction: SanctionTerms
    /// The least number of others doing the duty with which it does it too.
    var threshold: Int
  }

  /// What the coalition means for everyone: whether the treaty is in force, and how many do the duty.
  struct State: Hashable {
    var inForce: Bool
    var doers: Int
  }

  /// Those that owe the duty by threshold; those among them that never do it; those that do not owe it.
  let players: [Player]
  /// How many owe the duty.
  let owing: Int
  let isPublic: Bool
  let verification: Double
  let tolerance: Double
  let quorum: Int

  /// The most eligible actors: sets of sizes are kept in 128 bits.
  static let most = 126

  /// Nothing where the game is of another kind.
  init?(_ arithmetic: Arithmetic) {
    let game = arithmetic.game
    let priced = game.parts.indices.filter { game.parts[$0].kind != .open }
    guard case .count(let quorum) = game.quorum, priced.count == 1, let part = priced.first,
      game.parts[part].kind == .duty, game.eligible.count <= Self.most,
      game.eligible.allSatisfy({ arithmetic.table.rivalWeight[$0] == 0 })
    else { return nil }
    let fields = game.parts[part]
    self.quorum = quorum
    isPublic = fields.isPublic
    verification = fields.verification
    tolerance = arithmetic.tolerance
    let owing = game.eligible.filter { arithmetic.table.owing[$0].contains(part) }
    self.owing = owing.count
    var players = game.eligible.map { actor in
      Player(
        actor: actor, owes: arithmetic.table.owing[actor].contains(part), burden: arithmetic.burden(part, actor),
        relief: arithmetic.relief(part, actor), image: game.actors[actor].image * arithmetic.table.meanSalience,
        defiance: game.actors[actor].defiance,
        sanction: SanctionTerms(
          penalty: fields.penalty, image: game.actors[actor].image, salience: arithmetic.table.salience[part],
          asking: 1, reciprocal: fields.reciprocal, patience: game.actors[actor].patience, relief: 0,
          verification: fields.verification), threshold: 0)
    }
    for index in players.indices {
      let player = players[index]
      let temptation = player.burden - (fields.isPublic ? player.relief : 0)
      let never = player.owes ? owing.count + 1 : owing.count + 2
      let found = (0..<max(owing.count, 1)).first { others in
        temptation - Self.price(player, others, fields.verification) <= arithmetic.tolerance
      }
      players[index].threshold = player.owes ? found ?? never : never
    }
    self.players = players.sorted { ($0.threshold, $0.actor) < ($1.threshold, $1.actor) }
  }

  /// z for omitting the duty where so many others do it.
  private static func price(_ player: Player, _ others: Int, _ verification: Double) -> Double {
    var terms = player.sanction
    terms.relief = player.relief * Double(others)
    return terms.price(at: verification)
  }

  /// What the membership of others, and one's own, is worth to a player, apart from what never changes.
  func utility(_ index: Int, isMember: Bool, _ state: State) -> Double {
    let player = players[index]
    let standing = isMember ? player.image : player.defiance
    guard state.inForce else { return standing }
    let doers = Double(state.doers)
    guard isMember else { return standing + (isPublic ? player.relief * doers : 0) }
    if player.owes, player.threshold < state.doers {
      return standing + player.relief * (isPublic ? doers : doers - 1) - player.burden
    }
    let sanction = player.owes ? Self.price(player, state.doers, verification) : 0
    return standing + player.relief * doers - sanction
  }
}
