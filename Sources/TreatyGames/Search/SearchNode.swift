/// A set of coalitions: some actors are in, some are out, the rest is open, and the size is bounded.
struct SearchNode {
  enum Side: Int8 { case out = -1, open, inside }

  /// By actor; those that are not eligible are out.
  var sides: [Side]
  /// The bounds of the number of signatories.
  var least: Int
  var most: Int

  private(set) var insideCount = 0
  private(set) var openCount: Int

  init(_ tables: SearchTables, least: Int, most: Int) {
    sides = tables.isEligible.map { $0 ? .open : .out }
    openCount = tables.eligible.count
    self.least = least
    self.most = min(most, tables.eligible.count)
  }

  /// Decides an open actor.
  mutating func decide(_ actor: Int, _ isInside: Bool) {
    sides[actor] = isInside ? .inside : .out
    openCount -= 1
    if isInside { insideCount += 1 }
  }

  /// How many of the open ones sign at least and at most.
  var leastOpen: Int { max(0, least - insideCount) }
  var mostOpen: Int { min(openCount, most - insideCount) }
  /// Whether no coalition is left.
  var isEmpty: Bool { leastOpen > mostOpen }

  var inside: ActorSet { ActorSet(sides.indices.filter { sides[$0] == .inside }) }
  var possible: ActorSet { ActorSet(sides.indices.filter { sides[$0] != .out }) }
}

/// A closed interval.
struct Interval {
  var low = 0.0
  var high = 0.0

  static func + (left: Interval, right: Interval) -> Interval {
    Interval(low: left.low + right.low, high: left.high + right.high)
  }

  mutating func widen(_ other: Interval) {
    low = min(low, other.low)
    high = max(high, other.high)
  }
}
