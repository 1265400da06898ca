/// Stable coalitions where a payoff depends only on who asks, on whether it is a member, and on how many are: found by
/// counts, for any number of players.
public struct CountedCoalitions: Sendable {
  /// Stable coalitions of one size: all that hold the required players, and as many of the free ones as are wanting.
  public struct Class: Sendable, Equatable {
    public let size: Int
    /// Players in every one of them.
    public let required: [Int]
    /// Players that may be in or out.
    public let free: [Int]

    /// How many of the free players belong.
    public var wanting: Int { size - required.count }

    /// How many coalitions it has.
    public var count: Natural { .binomial(free.count, wanting) }
  }

  /// By size; none is empty.
  public let classes: [Class]

  /// How many stable coalitions there are.
  public var count: Natural { classes.reduce(.zero) { $0 + $1.count } }

  /// - Parameters:
  ///   - types: for each player its type, from 0; players of a type have the same payoffs.
  ///   - payoff: of a player of a type, as a member or as an outsider, where so many are members (itself included).
  ///     Asked once for every type, membership and number.
  public init(
    types: [Int], rule: MembershipRule, payoff: (_ type: Int, _ isMember: Bool, _ members: Int) throws -> Double
  ) rethrows {
    let n = types.count
    var tables: [(inside: [Double], outside: [Double])] = []
    for type in 0..<((types.max() ?? -1) + 1) {
      // A member's payoff where there are none, and an outsider's where all are members, are never looked at.
      var table = (inside: [Double](repeating: 0, count: n + 1), outside: [Double](repeating: 0, count: n + 1))
      for members in 0..<n {
        table.outside[members] = try payoff(type, false, members)
        table.inside[members + 1] = try payoff(type, true, members + 1)
      }
      tables.append(table)
    }
    let scale = tables.reduce(0) { scale, table in
      [0, n - 1].reduce(scale) { max($0, abs(table.outside[$1]), abs(table.inside[$1 + 1])) }
    }
    // wishes[type][k]: what a player wants where k others are members.
    let wishes = tables.map { table in
      (0..<n).map { rule.wish(inside: table.inside[$0 + 1], outside: table.outside[$0], scale: scale) }
    }
    let players = types.enumerated().reduce(into: [[Int]](repeating: [], count: tables.count)) {
      $0[$1.element].append($1.offset)
    }
    classes = (0...n).compactMap { size in
      Self.stable(size, players) { type in
        (mayBeIn: size > 0 && wishes[type][size - 1] != .outside, mayBeOut: size < n && wishes[type][size] != .inside)
      }
    }
  }

  /// - Parameter players: by type.
  private static func stable(
    _ size: Int, _ players: [[Int]], _ may: (Int) -> (mayBeIn: Bool, mayBeOut: Bool)
  ) -> Class? {
    var (required, free): ([Int], [Int]) = ([], [])
    var (least, most) = (0, 0)
    for type in players.indices where !players[type].isEmpty {
      switch may(type) {
      case (false, false): return nil
      case (true, false):
        required.append(type)
        least += players[type].count
        most += players[type].count
      case (true, true):
        free.append(type)
        most += players[type].count
      case (false, true): break
      }
    }
    guard least <= size, size <= most else { return nil }
    return Class(
      size: size, required: required.flatMap { players[$0] }.sorted(), free: free.flatMap { players[$0] }.sorted())
  }

  /// The coalitions as lists of players, by size and then in the order of the players, up to a number.
  public func coalitions(atMost limit: Int) -> [[Int]] {
    var result: [[Int]] = []
    for entry in classes {
      Self.choose(entry.wanting, of: entry.free) { chosen in
        guard result.count < limit else { return false }
        result.append((entry.required + chosen).sorted())
        return true
      }
      if result.count >= limit { break }
    }
    return result
  }

  /// Runs over the choices of so many, in lexicographic order, while the body answers true.
  private static func choose(_ count: Int, of players: [Int], _ body: ([Int]) -> Bool) {
    var places = Array(0..<count)
    while body(places.map { players[$0] }) {
      guard let moved = places.indices.last(where: { places[$0] < players.count - count + $0 }) else { return }
      places[moved] += 1
      for next in places.indices where next > moved { places[next] = places[next - 1] + 1 }
    }
  }
}
