/// Which breaches an actor adds for sure, whatever of the circumstances is still possible.
///
/// How visible a use is turns on what else is done with the tool, so that detections are known between bounds only. A set X
/// is added for sure if, whatever part Z of it were done already, the rest would be worth more than it can cost: more than
/// the greatest detections of the rest, less the least of what Z pays. All uses of a tool that a part forbids are equally
/// visible to it: they share a *level*, which is paid once.
struct SureBreaches {
  /// The uses in a pattern that the same parts forbid: done or left together.
  private struct Candidate {
    var pattern: Int
    var slots: UInt64
    var temptation: Double
    /// The levels that it needs, by bit.
    var levels: UInt64
  }

  /// What a part sees of a pattern: the prices of its least and its greatest detection.
  private struct Level {
    var pattern: Int
    var part: Int
    var low: Double
    var high: Double
  }

  private var candidates: [Candidate] = []
  private var levels: [Level] = []
  private var parts: [(part: Int, levels: UInt64)] = []
  private var paid: UInt64 = 0
  /// Of each set of candidates, the levels that it needs and its temptation.
  private var needs: [UInt64] = []
  private var worth: [Double] = []
  /// More candidates than these are not weighed together.
  static let mostCandidates = 8
  private static let mostLevels = 64

  /// What is worth adding, and to which patterns.
  private(set) var chosen: [(pattern: Int, slots: UInt64)] = []
  var count: Int { candidates.count }
  /// Whether they are few enough to be weighed together.
  var isSmall: Bool { candidates.count <= Self.mostCandidates && levels.count <= Self.mostLevels }

  mutating func begin() {
    candidates.removeAll(keepingCapacity: true)
    levels.removeAll(keepingCapacity: true)
    paid = 0
  }

  /// - Parameters:
  ///   - low: the price of the least detection, high: that of the greatest.
  /// - Returns: The number of the level.
  mutating func addLevel(_ pattern: Int, _ part: Int, low: Double, high: Double, isPaid: Bool) {
    if isPaid, levels.count < Self.mostLevels { paid |= 1 << UInt64(levels.count) }
    levels.append(Level(pattern: pattern, part: part, low: low, high: high))
  }

  mutating func add(_ pattern: Int, _ slots: UInt64, temptation: Double, parts: PartSet) {
    var needed: UInt64 = 0
    for index in levels.indices where levels[index].pattern == pattern && parts.contains(levels[index].part) {
      if index < Self.mostLevels { needed |= 1 << UInt64(index) }
    }
    candidates.append(Candidate(pattern: pattern, slots: slots, temptation: temptation, levels: needed))
  }

  /// - Returns: Whether anything is worth adding for sure; it stands in `chosen`.
  mutating func choose(tolerance: Double) -> Bool {
    chosen.removeAll(keepingCapacity: true)
    let sets = 1 << candidates.count
    needs.removeAll(keepingCapacity: true)
    worth.removeAll(keepingCapacity: true)
    needs.append(0)
    worth.append(0)
    for set in 1..<sets {
      let rest = set & (set - 1)
      let candidate = candidates[set.trailingZeroBitCount]
      needs.append(needs[rest] | candidate.levels)
      worth.append(worth[rest] + candidate.temptation)
    }
    groupByPart()
    var (best, value) = (0, tolerance)
    for set in 1..<sets {
      let gain = worth[set] - cost(set, after: 0)
      if gain > value { (best, value) = (set, gain) }
    }
    while best != 0 {
      // All parts of the set that might be done without the rest.
      var part = (best - 1) & best
      while part != 0, worth[best] - worth[part] - cost(best, after: part) > tolerance { part = (part - 1) & best }
      if part == 0 { break }
      best = part
      if worth[best] - cost(best, after: 0) <= tolerance { best = 0 }
    }
    var rest = best
    while rest != 0 {
      let candidate = candidates[rest.trailingZeroBitCount]
      chosen.append((candidate.pattern, candidate.slots))
      rest &= rest - 1
    }
    return best != 0
  }

  private mutating func groupByPart() {
    parts.removeAll(keepingCapacity: true)
    for (index, level) in levels.enumerated() {
      if let place = parts.firstIndex(where: { $0.part == level.part }) {
        parts[place].levels |= 1 << UInt64(index)
      } else {
        parts.append((level.part, 1 << UInt64(index)))
      }
    }
  }

  /// The most that a set can cost where a part of it is done already.
  private func cost(_ set: Int, after part: Int) -> Double {
    let before = needs[part] | paid
    let added = needs[set] & ~before
    if added == 0 { return 0 }
    var total = 0.0
    for entry in parts {
      var new = added & entry.levels
      if new == 0 { continue }
      var (high, low) = (0.0, 0.0)
      while new != 0 {
        high = max(high, levels[new.trailingZeroBitCount].high)
        new &= new - 1
      }
      var old = before & entry.levels
      while old != 0 {
        low = max(low, levels[old.trailingZeroBitCount].low)
        old &= old - 1
      }
      total += max(0, high - low)
    }
    return total
  }
}
