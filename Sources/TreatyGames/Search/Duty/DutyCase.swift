/// The stable coalitions in which a given number does the duty, and a given number would if one more wished to.
///
/// Write N(j) for the members with a threshold of at most j, and f(j) = N(j−1) − j. The most lawful rest point is the
/// greatest k with f(k) = 0; beyond it f is negative, and f(k+1) = −1. An outsider that joins makes the doers grow to the
/// greatest j with f(j) = −1 if its threshold lies below, and changes nothing else. A doer that leaves makes them fall to
/// its *anchor*: the greatest j < k with f(j) ≥ 1, or with f(j) = 0 and j no greater than its threshold. So a coalition is
/// a path of N over rising thresholds, and whether its members and outsiders would stay so turns on k, on the number that
/// the doers would grow to, and on the anchor: sums over paths, level by level.
struct DutyCase {
  /// How the size stands to the quorum.
  enum Regime: CaseIterable {
    /// One more would bring the treaty into force.
    case oneShort
    /// Every member is needed.
    case just
    case more
  }

  let game: DutyGame
  let state: DutyGame.State
  /// k, even where the treaty is not in force: what the doers would be.
  private let doers: Int
  /// How many would do the duty if one more joined that is willing.
  private let grown: Int
  private let sizes: ClosedRange<Int>
  private let hasAnchors: Bool
  /// By player, whether it may stay out.
  private(set) var mayStayOut: [Bool] = []
  /// By player, the greatest anchor with which it may be in; below zero for none.
  private(set) var greatestAnchor: [Int] = []

  /// What is done in turn: a condition on f, or a player that is in or out.
  private enum Step {
    case check(Int)
    case player(Int)
  }
  private let steps: [Step]

  /// Nothing where it is plain that there is no such coalition.
  init?(_ game: DutyGame, _ regime: Regime, doers: Int, grown: Int) {
    self.game = game
    self.doers = doers
    self.grown = grown
    let count = game.players.count
    let range: (Int, Int)
    switch regime {
    case .oneShort: range = (game.quorum - 1, game.quorum - 1)
    case .just: range = (game.quorum, game.quorum)
    case .more: range = (max(game.quorum + 1, 0), count)
    }
    guard range.0 >= 0, range.1 <= count, range.0 <= range.1, range.1 >= doers else { return nil }
    sizes = range.0...range.1
    state = DutyGame.State(inForce: regime != .oneShort, doers: regime == .oneShort ? 0 : doers)
    hasAnchors = regime == .more && game.isPublic && doers > 0
    var steps: [Step] = []
    var next = 0
    for level in 0...(game.owing + 1) {
      steps.append(.check(level))
      while next < count, game.players[next].threshold == level {
        steps.append(.player(next))
        next += 1
      }
    }
    while next < count {
      steps.append(.player(next))
      next += 1
    }
    self.steps = steps
    judge(regime)
    var (willing, forced) = (0, 0)
    for index in game.players.indices {
      guard mayStayOut[index] || greatestAnchor[index] >= 0 else { return nil }
      if game.players[index].threshold == doers, !mayStayOut[index] { return nil }
      guard game.players[index].threshold < doers else { continue }
      if greatestAnchor[index] >= 0 { willing += 1 }
      if !mayStayOut[index] { forced += 1 }
    }
    guard willing >= doers, forced <= doers else { return nil }
  }

  /// Who may stay in and out.
  private mutating func judge(_ regime: Regime) {
    let now = DutyGame.State(inForce: true, doers: doers)
    let dead = DutyGame.State(inForce: false, doers: 0)
    for (index, player) in game.players.enumerated() {
      let joined = DutyGame.State(inForce: true, doers: player.threshold < grown ? grown : doers)
      let gain =
        game.utility(index, isMember: true, joined)
        - game.utility(index, isMember: false, regime == .oneShort ? dead : now)
      mayStayOut.append(gain <= game.tolerance)
      let inside = game.utility(index, isMember: true, state)
      func wants(_ without: DutyGame.State) -> Bool {
        inside - game.utility(index, isMember: false, without) > game.tolerance
      }
      switch regime {
      case .oneShort, .just: greatestAnchor.append(wants(dead) ? Int.max : -1)
      case .more where hasAnchors && player.threshold < doers:
        // The fewer are left without it, the more it wants in.
        let greatest = (0..<doers).last { wants(DutyGame.State(inForce: true, doers: $0)) }
        greatestAnchor.append(greatest ?? -1)
      case .more:
        // Without anchors outsiders have nothing of the duty, however many do it.
        greatestAnchor.append(wants(now) ? Int.max : -1)
      }
    }
  }

  // MARK: paths

  /// Below k there is a row for each anchor and one for each anchor that is still to come; beyond, a single one.
  private var rows: Int { hasAnchors ? 2 * doers : 1 }
  private func anchor(_ row: Int) -> Int { row < doers ? row : row - doers }
  private func mayBeIn(_ index: Int, _ row: Int?) -> Bool {
    greatestAnchor[index] >= (hasAnchors ? row.map(anchor) ?? 0 : 0)
  }
  /// The rows in which a path may begin: with anchor 0, since f(0) = 0, or with one to come.
  private var starts: [Int] { hasAnchors ? [0] + Array(doers + 1..<max(2 * doers, doers + 1)) : [0] }

  /// The row to which a path goes on from a condition on f, if it meets it.
  @inline(__always)
  private func passed(_ level: Int, _ row: Int, _ members: Int) -> Int? {
    let slack = members - level
    if level == doers { return slack == 0 && (!hasAnchors || row < doers) ? 0 : nil }
    if level > doers {
      if level == grown { return slack == -1 ? 0 : nil }
      return slack <= (level < grown ? -1 : -2) ? 0 : nil
    }
    guard hasAnchors else { return 0 }
    if row >= doers {
      if level < row - doers { return row }
      return level == row - doers && slack >= 1 ? row - doers : nil
    }
    return slack > 0 ? nil : slack == 0 ? level : row
  }

  /// For each step, row and number of members so far, how many ways lead on to a stable coalition.
  struct Ways {
    fileprivate var tables: [[Double]]
    fileprivate let fixed: (player: Int, isIn: Bool)?
    /// How many stable coalitions there are.
    var total: Double
  }

  private static func allows(_ fixed: (player: Int, isIn: Bool)?, _ player: Int, _ isIn: Bool) -> Bool {
    fixed.map { $0.player != player || $0.isIn == isIn } ?? true
  }

  /// - Parameter fixed: a player that is to be in, or out.
  func ways(fixing fixed: (player: Int, isIn: Bool)? = nil) -> Ways {
    let width = game.players.count + 2
    var tables = [[Double]](repeating: [], count: steps.count + 1)
    var next = [Double](repeating: 0, count: width * rows)
    for size in sizes { next[size] = 1 }
    tables[steps.count] = next
    var isBelow = false
    for place in steps.indices.reversed() {
      var now = [Double](repeating: 0, count: width * rows)
      switch steps[place] {
      case .check(let level):
        if level <= doers { isBelow = true }
        for row in 0..<(isBelow ? rows : 1) {
          for members in 0..<width - 1 {
            if let onward = passed(level, row, members) { now[row * width + members] = next[onward * width + members] }
          }
        }
      case .player(let index):
        let mayStayOut = mayStayOut[index] && Self.allows(fixed, index, false)
        for row in 0..<(isBelow ? rows : 1) {
          let isIn = Self.allows(fixed, index, true) && mayBeIn(index, isBelow ? row : nil)
          for members in 0..<width - 1 {
            var sum = 0.0
            if mayStayOut { sum += next[row * width + members] }
            if isIn { sum += next[row * width + members + 1] }
            now[row * width + members] = sum
          }
        }
      }
      tables[place] = now
      next = now
    }
    return Ways(tables: tables, fixed: fixed, total: starts.reduce(0) { $0 + next[$1 * width] })
  }

  /// The coalition at a place among all, whose number is below their total.
  func coalition(_ ways: Ways, at number: Double) -> [Bool] {
    let width = game.players.count + 2
    var members = [Bool](repeating: false, count: game.players.count)
    var rest = number
    var (row, count, isBelow) = (0, 0, true)
    for start in starts {
      let here = ways.tables[0][start * width]
      row = start
      if rest < here { break }
      rest -= here
    }
    for (place, step) in steps.enumerated() {
      switch step {
      case .check(let level):
        row = passed(level, row, count) ?? row
        if level >= doers { isBelow = false }
      case .player(let index):
        let mayStayOut = mayStayOut[index] && Self.allows(ways.fixed, index, false)
        let mayBeIn = Self.allows(ways.fixed, index, true) && mayBeIn(index, isBelow ? row : nil)
        let out = mayStayOut ? ways.tables[place + 1][row * width + count] : 0
        let into = mayBeIn ? ways.tables[place + 1][row * width + count + 1] : 0
        guard into > 0, rest >= out else { continue }
        members[index] = true
        rest = min(rest - out, into - 1)
        count += 1
      }
    }
    return members
  }

  /// What a move of a player would mean.
  enum Move {
    case barred, idle, gaining
  }

  /// Whether there is a stable coalition that can be come to by moves that nobody minds and someone gains by.
  ///
  /// - Parameter move: of a player into the treaty (`true`) or out of it; `idle` where it already stands there.
  func exists(needsGain: Bool, _ move: (_ player: Int, _ isIn: Bool) -> Move) -> Bool {
    var reach = [UInt128](repeating: 0, count: rows)
    var gaining = reach
    for start in starts { reach[start] = 1 }
    var isBelow = true
    for step in steps {
      switch step {
      case .check(let level):
        if hasAnchors || level >= doers { check(level, &reach, &gaining, isBelow) }
        if level >= doers { isBelow = false }
      case .player(let index):
        let (into, out) = (move(index, true), mayStayOut[index] ? move(index, false) : .barred)
        for row in 0..<(isBelow ? rows : 1) where reach[row] | gaining[row] != 0 {
          let (plain, better) = (reach[row], gaining[row])
          var (newPlain, newBetter): (UInt128, UInt128) = (0, 0)
          switch out {
          case .barred: break
          case .idle: (newPlain, newBetter) = (plain, better)
          case .gaining: newBetter = plain | better
          }
          if mayBeIn(index, isBelow ? row : nil) {
            switch into {
            case .barred: break
            case .idle: (newPlain, newBetter) = (newPlain | plain << 1, newBetter | better << 1)
            case .gaining: newBetter |= (plain | better) << 1
            }
          }
          (reach[row], gaining[row]) = (newPlain, newBetter)
        }
      }
    }
    let wanted = sizes.reduce(UInt128(0)) { $0 | 1 << UInt128($1) }
    return (needsGain ? gaining[0] : reach[0] | gaining[0]) & wanted != 0
  }

  /// Lets through what meets the condition on f(level).
  private func check(_ level: Int, _ reach: inout [UInt128], _ gaining: inout [UInt128], _ isBelow: Bool) {
    let exactly: UInt128 = 1 << UInt128(level)
    func mask(_ row: Int) -> UInt128 {
      if level == doers { return !hasAnchors || row < doers ? exactly : 0 }
      if level > doers {
        if level == grown { return exactly >> 1 }
        return (level < grown ? exactly : exactly >> 1) &- 1
      }
      if row >= doers { return level < row - doers ? UInt128.max : ~(exactly << 1 &- 1) }
      return exactly << 1 &- 1
    }
    if level >= doers {
      var (plain, better): (UInt128, UInt128) = (0, 0)
      for row in 0..<(isBelow ? rows : 1) {
        plain |= reach[row] & mask(row)
        better |= gaining[row] & mask(row)
      }
      (reach[0], gaining[0]) = (plain, better)
      return
    }
    var (anchored, anchoredBetter): (UInt128, UInt128) = (0, 0)
    for row in 0..<rows {
      reach[row] &= mask(row)
      gaining[row] &= mask(row)
      if row < doers {
        anchored |= reach[row] & exactly
        anchoredBetter |= gaining[row] & exactly
        reach[row] &= ~exactly
        gaining[row] &= ~exactly
      } else if row - doers == level {
        (reach[level], gaining[level]) = (reach[level] | reach[row], gaining[level] | gaining[row])
        (reach[row], gaining[row]) = (0, 0)
      }
    }
    reach[level] |= anchored
    gaining[level] |= anchoredBetter
  }
}
