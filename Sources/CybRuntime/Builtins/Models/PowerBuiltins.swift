import TreatyGames

/// The builtin `power_index`.
enum PowerBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "power_index", .prediction,
      [
        .init(
          "weights", .collection,
          "a weight for each player, as a list or as a map from players; or the players, with `winning`"
        ),
        .init(
          "quota", .either([.number, .function]),
          "the least weight that wins; or a function of a set of players that tells whether it wins",
          default: .undefined),
        .init(
          "method", .text, "`shapley-shubik`, `banzhaf`, or `swings` for their bare number",
          default: .text("shapley-shubik")),
        .init("winning", .function, "the same as a function for `quota`, by name", default: .undefined),
      ], returns: "list of numbers, or map from players to numbers",
      """
      How much each player decides: the share of the orders of all players in which it is the one that makes the \
      coalition win (Shapley and Shubik 1954), or its share of the coalitions that win with a player and lose without \
      (Banzhaf 1965). Counted exactly: by generating function for weights, for hundreds of players; for a function by \
      asking it once for each coalition of up to 24 players.
      """,
      examples: [
        .init("power_index([3, 2, 1], 4)", "[0.6666666666666666, 0.16666666666666666, 0.16666666666666666]"),
        .init("power_index([\"A\": 3, \"B\": 2, \"C\": 1], 4, method: \"swings\")", "[\"A\": 3, \"B\": 1, \"C\": 1]"),
        .init("power_index({\"A\", \"B\"}, S -> \"A\" in S)", "[\"A\": 1, \"B\": 0]"),
      ], function: powerIndex)
  ]

  private static func powerIndex(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let name = try arguments.text(2)
    guard let index = PowerIndex(rawValue: name) else {
      let methods = PowerIndex.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw Failure(
        "cyb-unknown-method", "there is no method `\(name)`", help: "the methods are \(methods)", argument: 2)
    }
    let rule = arguments.isGiven(3) ? 3 : 1
    guard arguments.isGiven(rule) else {
      throw Failure(
        "cyb-missing-argument", "`power_index` needs a quota, or a function that tells which sets of players win",
        help: "write `power_index(weights, quota)` or `power_index(players, S -> …)`")
    }
    if case .number = arguments[rule] { return try weighted(arguments, index, machine) }
    let players = ValueSet(try arguments.elements(0, machine))
    guard players.count <= SimpleGame.mostPlayers else {
      throw Failure(
        "cyb-too-many-players",
        "a winning function can be asked about up to \(SimpleGame.mostPlayers) players, not \(players.count)",
        help: "give weights and a quota, which do for hundreds", argument: 0)
    }
    let coalitions = Coalitions(players)
    let game = try SimpleGame(players: players.count) { mask in
      try machine.decision(machine.call(arguments[rule], .object(coalitions.set(mask))))
    }
    let values = try game.swingCounts().values(of: index, check: {}).map { try Value.finite($0.value) }
    return .object(MapObject(ValueMap(zip(players, values))))
  }

  private static func weighted(
    _ arguments: borrowing Arguments, _ index: PowerIndex, _ machine: Machine
  ) throws -> Value {
    var players: ValueSet?
    var weights: [Double]
    if case .object(let object) = arguments[0], let map = object as? MapObject {
      players = map.entries.keys
      weights = try map.entries.values.map { value in
        guard case .number(let weight) = value else { throw arguments.mismatch(0, "a map from players to numbers") }
        return weight
      }
    } else {
      weights = try arguments.numbers(0, machine)
    }
    let quota = try arguments.number(1)
    if let negative = weights.first(where: { $0 < 0 }) {
      throw Failure(
        "cyb-out-of-range", "a weight must not be negative, but one is \(NumberText.of(negative))", argument: 0)
    }
    guard quota > 0 else { throw arguments.outOfRange(1, "above 0") }
    let vote = try WeightedVoting(whole: weights, quota)
    let bySize = index == .shapleyShubik
    let work = vote.cost(bySize: bySize)
    let bytes = vote.memory(bySize: bySize)
    guard work < 1e11, bytes < 0x1p30 else {
      throw Failure(
        "cyb-too-large",
        "counting would take about \(NumberText.of(work.rounded())) additions in \(NumberText.of(bytes.rounded())) bytes",
        help: "give the weights in coarser units", argument: 0)
    }
    try machine.willAllocate(Int(bytes))
    let step = Int(work) / max(1, weights.count) / 8
    let counts = try vote.swingCounts(bySize: bySize) { try machine.charge(step) }
    let values = try counts.values(of: index) { try machine.charge(step) }.map { share in
      try machine.working { try Value.finite(share.value) }
    }
    guard let players else { return .list(values) }
    return .object(MapObject(ValueMap(zip(players, values))))
  }
}

extension WeightedVoting {
  /// Weights with up to six decimals, in units small enough to make them whole.
  fileprivate init(whole weights: [Double], _ quota: Double) throws {
    var unit = 1.0
    while unit <= 1e6 {
      let scaled = (weights + [quota]).map { ($0 * unit, ($0 * unit).rounded()) }
      if scaled.allSatisfy({ abs($0 - $1) <= 1e-9 * max(1, abs($1)) }), scaled.reduce(0, { $0 + $1.1 }) < 1e15 {
        let whole = scaled.map { Int($0.1) }
        self.init(weights: Array(whole.dropLast()), quota: whole[whole.count - 1])
        return
      }
      unit *= 10
    }
    throw Failure(
      "cyb-out-of-range", "weights and quota must be numbers of up to six decimals, and not too large",
      help: "round them, or count in other units", argument: 0)
  }
}
