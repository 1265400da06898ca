import Testing

@testable import TreatyGames

/// Numbers for random tests that come out the same every time.
struct Pseudorandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

struct PowerIndexTests {
  /// All orders of the players, and who tips each: the definition itself (Shapley and Shubik 1954).
  static func pivots(_ players: Int, wins: ([Int]) -> Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: players)
    func extend(_ order: [Int]) {
      if order.count == players {
        var joined: [Int] = []
        for player in order {
          joined.append(player)
          if wins(joined) {
            counts[player] += 1
            break
          }
        }
        return
      }
      for player in 0..<players where !order.contains(player) { extend(order + [player]) }
    }
    extend([])
    return counts
  }

  @Test func securityCouncilAsPublished() {
    // Five vetoes and ten others with a quota of nine votes, as weights (Taylor and Zwicker 1999): 421/2145 and 4/2145;
    // Banzhaf: 848 and 84 swings.
    let vote = WeightedVoting(weights: [7, 7, 7, 7, 7] + Array(repeating: 1, count: 10), quota: 39)
    let counts = vote.swingCounts(bySize: true, check: {})
    let power = counts.values(of: .shapleyShubik, check: {}).map { $0.reduced.description }
    #expect(power == Array(repeating: "421/2145", count: 5) + Array(repeating: "4/2145", count: 10))
    #expect(counts.swings.map(\.description) == Array(repeating: "848", count: 5) + Array(repeating: "84", count: 10))
    #expect(counts.values(of: .banzhaf, check: {})[0].reduced.description == "106/635")
    #expect(vote.swingCounts(bySize: false, check: {}).swings == counts.swings)
  }

  @Test(arguments: 0..<60)
  func weightsAgreeWithAllOrdersAndAllCoalitions(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let players = Int.random(in: 1...7, using: &random)
    let weights = (0..<players).map { _ in Int.random(in: 0...9, using: &random) }
    let quota = Int.random(in: 1...max(1, weights.reduce(0, +) + 1), using: &random)
    let vote = WeightedVoting(weights: weights, quota: quota)
    let counts = vote.swingCounts(bySize: true, check: {})
    let pivots = Self.pivots(players) { $0.reduce(0) { $0 + weights[$1] } >= quota }
    for player in 0..<players {
      let expected = Fraction(Natural(UInt(pivots[player])), .factorial(players)).reduced
      #expect(counts.values(of: .shapleyShubik, check: {})[player].reduced == expected, "\(weights) \(quota)")
    }
    let game = SimpleGame(players: players) { mask in
      (0..<players).reduce(0) { $0 + (mask >> UInt32($1) & 1 == 1 ? weights[$1] : 0) } >= quota
    }
    for index in PowerIndex.allCases {
      #expect(
        game.swingCounts().values(of: index, check: {}).map(\.reduced)
          == counts.values(of: index, check: {}).map(\.reduced),
        "\(index) \(weights) \(quota)")
    }
    #expect(vote.swingCounts(bySize: false, check: {}).swings == counts.swings)
  }

  @Test func hundredsOfPlayersAddUpToOne() {
    // 200 alike have one 200th each; exactly, though the counts have sixty digits.
    let counts = WeightedVoting(weights: Array(repeating: 3, count: 200), quota: 301).swingCounts(
      bySize: true, check: {})
    for value in counts.values(of: .shapleyShubik, check: {}) { #expect(value.reduced.description == "1/200") }
    var random = Pseudorandom(state: 5)
    let weights = (0..<120).map { _ in Int.random(in: 1...40, using: &random) }
    let values = WeightedVoting(weights: weights, quota: weights.reduce(0, +) * 2 / 3).swingCounts(
      bySize: true, check: {}
    ).values(of: .shapleyShubik, check: {})
    let sum = values.reduce(Fraction(.zero, .one)) {
      Fraction($0.numerator * $1.denominator + $1.numerator * $0.denominator, $0.denominator * $1.denominator).reduced
    }
    #expect(sum.description == "1/1")
  }

  @Test func nobodyDecidesWhereNothingWins() {
    let counts = WeightedVoting(weights: [1, 2], quota: 4).swingCounts(bySize: true, check: {})
    #expect(counts.values(of: .shapleyShubik, check: {}).map(\.value) == [0, 0])
    #expect(counts.values(of: .banzhaf, check: {}).map(\.value) == [0, 0])
    #expect(SimpleGame(players: 0) { _ in true }.swingCounts().swings.isEmpty)
  }

  @Test func aNotMonotoneGameCountsOnlyWhatIsWon() {
    // {0} wins, {0, 1} loses: player 1 turns nothing from losing to winning.
    let game = SimpleGame(players: 2) { $0 == 1 }
    #expect(game.swingCounts().swings.map(\.description) == ["1", "0"])
  }
}

struct ExactNumberTests {
  @Test func factorialsAndBinomialsAsInTables() {
    #expect(Natural.factorial(30).description == "265252859812191058636308480000000")
    #expect(Natural.binomial(100, 50).description == "100891344545564193334812497256")
    #expect(Natural.binomial(5, 6).isZero && Natural.binomial(0, 0) == .one)
  }

  @Test(arguments: 0..<200)
  func arithmeticAgreesWithMachineNumbers(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let (a, b) = (UInt.random(in: 0...(.max), using: &random) >> 34, UInt.random(in: 1...(.max), using: &random) >> 33)
    let (x, y) = (Natural(a), Natural(b))
    #expect((x * y).description == String(a * b) && (x + y).description == String(a + b))
    #expect((x * y).dividedExactly(by: y) == x && (x < y) == (a < b))
    #expect((x << 70) >> 70 == x && ((x << 70) - (x << 69)) == x << 69)
    #expect(Fraction(x, y).value == Double(a) / Double(b))
  }

  @Test func theNearestDoubleIsFound() {
    #expect(Fraction(Natural(421), Natural(2145)).value == 421.0 / 2145.0)
    #expect(Fraction(Natural.factorial(100), Natural.factorial(101)).value == 1.0 / 101.0)
    // 2^53 + 1 lies halfway: to even.
    #expect(Natural(9_007_199_254_740_993).value == 9_007_199_254_740_992)
    #expect(Natural.factorial(171).value.isInfinite)
  }
}
