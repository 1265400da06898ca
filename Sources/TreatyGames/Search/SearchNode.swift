/// A set of coalitions: some actors are in, some are out, the rest is open, and the size is bounded.
struct SearchNode {
  enum Side: Int8 { case out = -1, open, inside }

  /// By actor; those that are not eligible are out.
  var sides: [Side]
  /// The bounds of the number of signatories.
  var least: Int
  var most: Int

  /// Those decided by branching or by size alone: whether they would stay so is still to be judged.
  private(set) var unproven = ActorSet()

  private(set) var insideCount = 0
  private(set) var openCount: Int

  init(_ tables: SearchTables, least: Int, most: Int) {
    sides = tables.isEligible.map { $0 ? .open : .out }
    openCount = tables.eligible.count
    self.least = least
    self.most = min(most, tables.eligible.count)
  }

  /// Decides an open actor.
  mutating func decide(_ actor: Int, _ isInside: Bool, isProven: Bool = false) {
    sides[actor] = isInside ? .inside : .out
    openCount -= 1
    if isInside { insideCount += 1 }
    if !isProven { unproven.insert(actor) }
  }

  /// What becomes of the coalitions when a decided actor changes sides.
  func flipping(_ actor: Int) -> SearchNode {
    var copy = self
    let step = sides[actor] == .inside ? -1 : 1
    copy.sides[actor] = step < 0 ? .out : .inside
    copy.insideCount += step
    copy.least += step
    copy.most += step
    return copy
  }

  /// What an actor has already been shown to want need not be shown again.
  mutating func prove(_ actor: Int) { unproven.remove(actor) }

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
