/// Asks for the utilities of everyone in a coalition; the model's, or those of the user's own payoff.
struct Payoffs {
  let game: TreatyGame
  let tolerance: Double
  /// The model's arithmetic where what the clauses say is fixed.
  let fixed: Arithmetic?
  let isInForce: (ActorSet) throws -> Bool

  func arithmetic(_ signatories: ActorSet, inForce: Bool) throws -> Arithmetic {
    if let fixed { return fixed }
    guard case .varying(let matching) = game.matching else { preconditionFailure("a fixed matching has its table") }
    // Salience is that of a treaty to which all the eligible are party.
    var table = try GameTable(game, try matching(inForce ? signatories : ActorSet()))
    table.takeSalience(of: try GameTable(game, try matching(game.eligible)))
    return Arithmetic(game, table, tolerance: tolerance)
  }

  func position(_ signatories: ActorSet) throws -> (Arithmetic, Position) {
    let inForce = try isInForce(signatories)
    let arithmetic = try arithmetic(signatories, inForce: inForce)
    return (arithmetic, arithmetic.rest(signatories: signatories, inForce: inForce))
  }

  func utilities(_ signatories: ActorSet) throws -> [Double] {
    guard let payoff = game.payoff else {
      let (arithmetic, position) = try position(signatories)
      return arithmetic.utilities(position)
    }
    return try (0..<game.actors.count).map { actor in
      let value: Double
      switch payoff {
      case .function(let function): value = try function(actor, signatories)
      case .symmetric(let types, let function):
        value = try function(actor, signatories.contains(actor), Self.counts(signatories, types))
      }
      guard value.isFinite else { throw GameError.payoffIsNoNumber(actor: actor, signatories: signatories) }
      return value
    }
  }

  /// How many of each type are in a coalition.
  static func counts(_ signatories: ActorSet, _ types: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: (types.max() ?? -1) + 1)
    for actor in signatories { counts[types[actor]] += 1 }
    return counts
  }
}
