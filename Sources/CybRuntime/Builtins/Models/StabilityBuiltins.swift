import TreatyGames

/// Builtins on coalitions that players join and leave freely.
enum StabilityBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "stable_coalitions", .prediction, parameters, returns: "list of sets",
      """
      The coalitions that nobody in them would leave alone, and nobody outside would join alone (d'Aspremont and \
      others 1983), by size. The payoff `(i, S) -> number` is asked of members and of outsiders, at most once for a \
      player in a coalition. Of a treaty they are those of the standard model, or of its own `payoff`. Up to 24 players; any number where the payoff is `symmetric`, or looks at nothing of `S` \
      but `count(S)` and `i in S`, since then it is a matter of counting.
      """,
      examples: [
        .init(
          "stable_coalitions({\"A\", \"B\"}, (i, S) -> if i in S then count(S) - 1.5 else 0)", "[set(), {\"A\", \"B\"}]"
        ),
        .init("count(stable_coalitions(1..5, (i, S) -> if i in S then 0 else -1, strict: yes))", "1"),
      ], function: stableCoalitions),
    Builtin(
      "stable_sizes", .prediction, parameters, returns: "map from sizes to numbers",
      """
      How many stable coalitions there are of each size that has any; see `stable_coalitions`. Where they are too many \
      to be listed, they can still be counted.
      """,
      examples: [
        .init("stable_sizes(1..1000, symmetric((inside, n) -> if inside then n - 3.5 else 0))", "[0: 1, 1000: 1]")
      ], function: stableSizes),
    Builtin(
      "symmetric", .prediction,
      [
        .init(
          "payoff", .function,
          "a function of whether the player is a member, of how many members there are (itself included), and, if it wants it, of the player"
        )
      ], returns: "function of a player and a coalition",
      """
      A payoff that depends on the number of members only: stable coalitions are then found by counting, for any number \
      of players.
      """,
      examples: [
        .init("symmetric((inside, n) -> if inside then n else 0)(2, {1, 2, 3})", "3"),
        .init(
          "stable_coalitions({1, 2, 3}, symmetric((inside, n) -> if inside then n - 2.5 else 0))", "[set(), {1, 2, 3}]"),
      ], function: symmetric),
  ]

  private static let parameters: [Builtin.Parameter] = [
    .init("players", .either([.collection, .entity]), "the players: actors, or any values; or a treaty"),
    .init(
      "payoff", .function, "what a player has in a coalition: `(i, S) -> number`, or `symmetric(…)`",
      default: .undefined),
    .init(
      "strict", .truth, "whether an indifferent player stays out; else it stays where it is", default: .no),
  ]

  /// The most coalitions that are listed.
  private static let longest = 1 << 20

  private static func stableCoalitions(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    if case .entity = arguments[0] { return try PredictionBuiltins.stableCoalitions(arguments, machine) }
    let players = ValueSet(try arguments.elements(0, machine))
    let coalitions = Coalitions(players)
    switch try solve(arguments, players, machine) {
    case .listed(let masks):
      try machine.reserve(masks.reduce(masks.count) { $0 + $1.nonzeroBitCount })
      return .list(masks.map { .object(coalitions.set($0)) })
    case .counted(let counted):
      let total = counted.count.value
      guard total <= Double(longest) else {
        throw Failure(
          "cyb-too-large", "there are \(NumberText.of(total)) stable coalitions, too many to list",
          help: "count them by size with `stable_sizes`")
      }
      let lists = counted.coalitions(atMost: longest)
      try machine.reserve(lists.reduce(lists.count) { $0 + $1.count })
      return .list(lists.map { list in .object(SetObject(ValueSet(distinct: list.map { coalitions.players[$0] }))) })
    }
  }

  private static func stableSizes(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let players = ValueSet(try arguments.elements(0, machine))
    var sizes = ValueMap()
    switch try solve(arguments, players, machine) {
    case .listed(let masks):
      for mask in masks { sizes.count(.number(Double(mask.nonzeroBitCount))) }
    case .counted(let counted):
      for entry in counted.classes { sizes[.number(Double(entry.size))] = try Value.finite(entry.count.value) }
    }
    return .object(MapObject(sizes))
  }

  private static func symmetric(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let payoff = arguments[0]
    let wantsPlayer = try SymmetricPayoff.wantsPlayer(arguments.object(0, FunctionObject.self, "a function"))
    let function = Builtin(
      "symmetric payoff", .prediction,
      [.init("player", .any, "a player"), .init("coalition", .set, "the members")], returns: "number",
      "What the player has in the coalition."
    ) { arguments, machine in
      let members = try arguments.set(1)
      return try SymmetricPayoff(function: payoff, wantsPlayer: wantsPlayer, machine: machine).value(
        isMember: members.contains(arguments[0]), members.count, arguments[0])
    }
    return .object(FunctionObject(body: .builtin(function), symmetricPayoff: payoff))
  }

  // MARK: solving

  private enum Solution {
    case listed([UInt32])
    case counted(CountedCoalitions)
  }

  private static func solve(
    _ arguments: borrowing Arguments, _ players: ValueSet, _ machine: Machine
  ) throws -> Solution {
    guard arguments.isGiven(1) else {
      throw Failure(
        "cyb-missing-argument", "players need a `payoff`",
        help: "write `(i, S) -> number`; only a treaty has one of its own",
        argument: 0)
    }
    let function = try arguments.object(1, FunctionObject.self, "a function")
    let rule = MembershipRule(isStrict: try arguments.flag(2))
    if let payoff = function.symmetricPayoff {
      return .counted(try countSymmetric(payoff, players, rule, machine))
    }
    let coalitions = Coalitions(players)
    let payoff = CoalitionPayoff(function: arguments[1], machine: machine)
    if case .script(let code) = function.body, case .count(let usesPlayer) = code.coalitionUse, !players.isEmpty {
      let types = usesPlayer ? Array(players.indices) : Array(repeating: 0, count: players.count)
      return .counted(
        try CountedCoalitions(types: types, rule: rule) { player, isMember, members in
          // Any coalition of that many will do.
          let others = coalitions.players.indices.lazy.filter { $0 != player }.prefix(isMember ? members - 1 : members)
          let set = (isMember ? [player] : []) + others
          return try payoff(
            coalitions.players[player], SetObject(ValueSet(distinct: set.map { coalitions.players[$0] })))
        })
    }
    guard players.count <= CoalitionEnumeration.mostPlayers else {
      throw Failure(
        "cyb-too-many-players",
        "the coalitions of up to \(CoalitionEnumeration.mostPlayers) players can be enumerated, not of \(players.count)",
        help: "where only the number of members matters, say so with `symmetric((inside, n) -> …)`", argument: 0)
    }
    let enumeration = CoalitionEnumeration(players: players.count, rule: rule)
    var last: (mask: UInt32, set: SetObject)?
    return .listed(
      try enumeration.stableCoalitions(check: { try machine.charge(1) }) { player, mask in
        if last?.mask != mask { last = (mask, coalitions.set(mask)) }
        return try payoff(coalitions.players[player], last?.set ?? coalitions.set(mask))
      })
  }

  private static func countSymmetric(
    _ function: Value, _ players: ValueSet, _ rule: MembershipRule, _ machine: Machine
  ) throws -> CountedCoalitions {
    guard case .object(let object) = function, let callee = object as? FunctionObject else {
      throw Failure("cyb-not-a-function", "\(function.typePhrase) cannot be called")
    }
    let wantsPlayer = try SymmetricPayoff.wantsPlayer(callee)
    let payoff = SymmetricPayoff(function: function, wantsPlayer: wantsPlayer, machine: machine)
    let types = wantsPlayer ? Array(players.indices) : Array(repeating: 0, count: players.count)
    return try CountedCoalitions(types: types, rule: rule) { player, isMember, members in
      guard case .number(let number) = try payoff.value(isMember: isMember, members, players[player]) else {
        throw Failure(
          "cyb-payoff-not-a-number",
          "the payoff of \(isMember ? "a member" : "an outsider") of a coalition of \(members) is no number",
          argument: 1)
      }
      return number
    }
  }
}

/// A script's payoff of a member or an outsider, by the number of members.
struct SymmetricPayoff {
  let function: Value
  let wantsPlayer: Bool
  let machine: Machine

  func value(isMember: Bool, _ members: Int, _ player: Value) throws -> Value {
    wantsPlayer
      ? try machine.call(function, .truth(isMember), .number(Double(members)), player)
      : try machine.call(function, .truth(isMember), .number(Double(members)))
  }

  /// Whether the function takes the player as a third argument; a failure where it takes no two or three.
  static func wantsPlayer(_ function: FunctionObject) throws -> Bool {
    let count =
      switch function.body {
      case .script(let code): code.parameters.count
      case .builtin(let builtin): builtin.parameters.count
      }
    guard count == 2 || count == 3 else {
      throw Failure(
        "cyb-wrong-type", "the function in `symmetric` must take two arguments or three, not \(count)",
        help: "write `symmetric((inside, n) -> …)`, where `n` counts the members", argument: 0)
    }
    return count == 3
  }
}
