/// A vote in which a coalition wins iff its weights add up to the quota.
public struct WeightedVoting: Sendable {
  /// Not negative.
  public let weights: [Int]
  /// Above zero.
  public let quota: Int

  /// A vote by weights, none of them negative, and a quota above zero.
  public init(weights: [Int], quota: Int) {
    precondition(quota > 0 && weights.allSatisfy { $0 >= 0 }, "weights and quota must not be negative")
    let divisor = weights.reduce(0, Self.greatestCommonDivisor)
    self.weights = divisor > 1 ? weights.map { $0 / divisor } : weights
    self.quota = divisor > 1 ? (quota - 1) / divisor + 1 : quota
  }

  /// The same power with the lesser of two quotas: a player decides whether a coalition wins exactly as often as
  /// whether the coalition of the others can block.
  private var decisiveQuota: Int {
    let total = weights.reduce(0, +)
    return max(1, min(quota, total - quota + 1))
  }

  /// About how many additions of 64-bit numbers counting takes, and an index made of the counts, for a caller that wants
  /// to refuse.
  public func cost(bySize: Bool) -> Double {
    let n = Double(weights.count)
    let counting = n * (bySize ? n / 2 : 1) * Double(decisiveQuota) * width
    return bySize ? counting + n * Double(sizesThatCount) * width * orderWidth + n * orderWidth * orderWidth : counting
  }

  /// About how many bytes it takes meanwhile.
  public func memory(bySize: Bool) -> Double {
    let n = Double(weights.count)
    let table = (bySize ? n : 1) * Double(decisiveQuota) * width * 8
    let distinct = Double(Set(weights).count)
    let counts = distinct * (bySize ? n * 8 + Double(sizesThatCount) * (width * 8 + 32) : width * 8 + 32)
    return table + counts + (bySize ? 2 * n * orderWidth * 8 : 0)
  }

  /// Digits to the base 2^64 of a number of coalitions, and of a number of orders.
  private var width: Double { Double(weights.count / 64 + 1) }
  private var orderWidth: Double {
    let digits = Int.bitWidth - weights.count.leadingZeroBitCount
    return Double(weights.count * digits) / 64 + 1
  }

  /// How many sizes a losing coalition may have, apart from players without weight.
  private var sizesThatCount: Int {
    min(weights.count, decisiveQuota + weights.count { $0 == 0 })
  }

  /// The swings of every player, counted by the generating function Π over players of (1 + x·y^weight), in which the
  /// coefficient of x^k·y^w is the number of coalitions of size k and weight w (Cantor's method; Mann and Shapley
  /// 1962). A player's factor is divided out again for the coalitions of the others.
  ///
  /// - Parameters:
  ///   - bySize: whether to tell sizes apart, which only the Shapley-Shubik index needs; else all count as size 0.
  ///   - check: called between stages; what it throws ends the count.
  public func swingCounts(bySize: Bool, check: () throws -> Void) rethrows -> SwingCounts {
    let n = weights.count
    guard weights.reduce(0, +) >= quota else {
      return SwingCounts(counts: weights.map { _ in [] })
    }
    var product = CoalitionCounts(sizes: bySize ? n : 1, weights: decisiveQuota, players: n)
    // The light ones first, while there are few weights to be reached.
    for weight in weights.sorted() {
      try check()
      product.multiply(weight: weight)
    }
    product.accumulate()
    var known: [Int: [Natural]] = [:]
    for weight in weights where known[weight] == nil {
      try check()
      known[weight] = product.swings(of: weight)
    }
    return SwingCounts(counts: weights.map { known[$0] ?? [] })
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}

/// Numbers of coalitions by size and weight, for weights below a bound: a table of numbers of fixed width.
private struct CoalitionCounts {
  let sizes: Int
  let weights: Int
  /// Digits to the base 2^64 of each number: no count is above 2^players.
  let width: Int
  private var cells: [UInt]
  /// Players taken in, and what the lightest so many of them weigh together, from none to all.
  private var players = 0
  private var lightest = [0]

  init(sizes: Int, weights: Int, players: Int) {
    self.sizes = sizes
    self.weights = weights
    width = players / 64 + 1
    cells = [UInt](repeating: 0, count: max(sizes, 1) * weights * width)
    cells[0] = 1
  }

  /// Takes in a player, no lighter than those before: those who join it make coalitions one larger and heavier by its
  /// weight.
  mutating func multiply(weight: Int) {
    let before = players
    players += 1
    lightest.append(lightest[before] + weight)
    guard weight < weights else { return }
    let (row, step, width) = (weights * width, sizes == 1 ? 0 : 1, width)
    let (digits, sizesInUse) = (players / 64 + 1, max(1, min(players, sizes - step)))
    guard sizes > step else { return }
    cells.withUnsafeMutableBufferPointer { cells in
      // From the largest down, so that a player joins no coalition twice.
      for size in (0..<sizesInUse).reversed() {
        // What coalitions of the size weigh: from the lightest so many to the heaviest.
        let least = step == 0 ? 0 : lightest[size]
        let most = step == 0 ? lightest[before] : lightest[before] - lightest[before - size]
        let (from, to) = (size * row, (size + step) * row + weight * width)
        let last = min(most, weights - 1 - weight)
        guard least <= last else { continue }
        for place in stride(from: last * width, through: least * width, by: -width) {
          var carry: UInt = 0
          for digit in 0..<digits {
            let (partial, one) = cells[to + place + digit].addingReportingOverflow(cells[from + place + digit])
            let (total, two) = partial.addingReportingOverflow(carry)
            cells[to + place + digit] = total
            carry = one || two ? 1 : 0
          }
        }
      }
    }
  }

  /// Makes each number that of all coalitions of its size that weigh no more.
  mutating func accumulate() {
    let (sizes, row, width) = (sizes, weights * width, width)
    cells.withUnsafeMutableBufferPointer { cells in
      for size in 0..<sizes {
        for place in stride(from: size * row + width, to: (size + 1) * row, by: width) {
          var carry: UInt = 0
          for digit in 0..<width {
            let (partial, one) = cells[place + digit].addingReportingOverflow(cells[place - width + digit])
            let (total, two) = partial.addingReportingOverflow(carry)
            cells[place + digit] = total
            carry = one || two ? 1 : 0
          }
        }
      }
    }
  }

  /// For each size k the coalitions of k others that lack at most the player's weight to the bound, in an accumulated
  /// table.
  ///
  /// Those of the others are P / (1 + x·y^a) = Σ over j of (−x·y^a)^j·P; of each term those count that weigh from
  /// q−a to below q.
  func swings(of weight: Int) -> [Natural] {
    guard weight > 0 else { return [Natural](repeating: .zero, count: sizes) }
    var sum = [UInt](repeating: 0, count: width)
    return cells.withUnsafeBufferPointer { cells in
      (0..<sizes).map { size in
        for digit in 0..<width { sum[digit] = 0 }
        var (size, bound, isAdded) = (size, weights - 1, true)
        while bound >= 0, size >= 0 {
          let place = (size * weights + bound) * width
          Self.add(cells, place, to: &sum, isAdded)
          if bound >= weight { Self.add(cells, place - weight * width, to: &sum, !isAdded) }
          isAdded.toggle()
          bound -= weight
          if sizes > 1 { size -= 1 }
        }
        return Natural(limbs: sum)
      }
    }
  }

  /// Adds a number of the table or takes it away, modulo 2^(64·width): sums that may be negative meanwhile, and are not in
  /// the end.
  @inline(__always)
  private static func add(
    _ cells: UnsafeBufferPointer<UInt>, _ place: Int, to sum: inout [UInt], _ isAdded: Bool
  ) {
    var carry: UInt = 0
    for digit in sum.indices {
      let cell = cells[place + digit]
      if isAdded {
        let (partial, one) = sum[digit].addingReportingOverflow(cell)
        let (total, two) = partial.addingReportingOverflow(carry)
        sum[digit] = total
        carry = one || two ? 1 : 0
      } else {
        let (partial, one) = sum[digit].subtractingReportingOverflow(cell)
        let (total, two) = partial.subtractingReportingOverflow(carry)
        sum[digit] = total
        carry = one || two ? 1 : 0
      }
    }
  }
}
