/// Which of the stable coalitions give way to another (models.md §5), where they are kept by class.
struct GivingWay {
  let search: CoalitionSearch
  private var classes: [[Int]] { search.interchange.members }
  private var tolerance: Double { search.tables.tolerance }

  /// How many comparisons are made at most; beyond, it stays open of some whether they give way.
  static let most = 4_000_000

  /// The indices of those that give way to none (all, should each give way to another), and whether it was decided of
  /// all. Where they are too many to compare, a witness is looked for to those with the greatest utilities first, which
  /// are the likeliest to last.
  func lasting() throws -> (indices: [Int], isWhole: Bool) {
    let found = search.found
    var order = Array(found.indices)
    let isWhole = found.count <= Self.most / max(found.count, 1)
    if !isWhole {
      let sums = found.map { $0.utility.reduce(0, +) }
      order.sort { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : $0 < $1 }
    }
    var lasting: [Int] = []
    var comparisons = 0
    for index in order where comparisons < Self.most {
      if search.budget.isCancelled() { throw CancellationError() }
      let witness = order.firstIndex { givesWay(found[index], to: found[$0], isSame: $0 == index) }
      comparisons += witness.map { $0 + 1 } ?? order.count
      if witness == nil { lasting.append(index) }
    }
    if isWhole, lasting.isEmpty { return (order, true) }
    return (lasting.sorted(), isWhole)
  }

  /// Whether one coalition gives way to some coalition of a class. Of each class of interchangeable actors any number may
  /// stay where they are, as long as the numbers come out right.
  private func givesWay(_ from: CoalitionSearch.Found, to other: CoalitionSearch.Found, isSame: Bool) -> Bool {
    var someoneGains = false
    var mayGain = false
    for members in classes {
      let before = members.first { from.signatories[$0] }
      let beforeOut = members.first { !from.signatories[$0] }
      let after = members.first { other.signatories[$0] }
      let afterOut = members.first { !other.signatories[$0] }
      let insideBefore = members.count { from.signatories[$0] }
      let insideAfter = members.count { other.signatories[$0] }
      // What leaving and entering bring; minus infinity where nobody can.
      let leaving = gain(before, from, afterOut, other)
      let entering = gain(beforeOut, from, after, other)
      let canLeave = leaving >= -tolerance
      let canEnter = entering >= -tolerance
      // The least number of leavers and enterers; a swap adds one of each.
      let leavers = max(0, insideBefore - insideAfter)
      let enterers = max(0, insideAfter - insideBefore)
      if leavers > 0 && !canLeave || enterers > 0 && !canEnter { return false }
      if leavers > 0 && leaving > tolerance || enterers > 0 && entering > tolerance { someoneGains = true }
      let canSwap =
        canLeave && canEnter && leavers < min(insideBefore, members.count - insideAfter)
        && enterers < min(insideAfter, members.count - insideBefore)
      if canSwap && (leaving > tolerance || entering > tolerance) { mayGain = true }
    }
    return someoneGains || mayGain
  }

  private func gain(
    _ before: Int?, _ from: CoalitionSearch.Found, _ after: Int?, _ other: CoalitionSearch.Found
  ) -> Double {
    guard let before, let after else { return -.infinity }
    return other.utility[after] - from.utility[before]
  }

  /// The coalitions of a class, at most `limit` of them.
  func expand(_ found: CoalitionSearch.Found, limit: Int) -> [ActorSet] {
    var sets: [ActorSet] = [[]]
    for members in classes {
      let chosen = members.count { found.signatories[$0] }
      var next: [ActorSet] = []
      for set in sets {
        Self.choose(chosen, of: members[...], from: set, into: &next, limit: limit)
        if next.count >= limit { break }
      }
      sets = next
    }
    return sets
  }

  private static func choose(
    _ count: Int, of members: ArraySlice<Int>, from set: ActorSet, into sets: inout [ActorSet], limit: Int
  ) {
    guard sets.count < limit, count <= members.count else { return }
    guard count > 0, let first = members.first else {
      if count == 0 { sets.append(set) }
      return
    }
    choose(count - 1, of: members.dropFirst(), from: set.with(first), into: &sets, limit: limit)
    choose(count, of: members.dropFirst(), from: set, into: &sets, limit: limit)
  }
}
