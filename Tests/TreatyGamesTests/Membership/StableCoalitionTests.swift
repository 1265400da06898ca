import Testing

@testable import TreatyGames

struct StableCoalitionTests {
  /// The definition itself, for every coalition.
  static func stable(_ players: Int, strict: Bool, _ payoff: (Int, UInt32) -> Double) -> Set<UInt32> {
    Set(
      (0..<(UInt32(1) << players)).filter { coalition in
        (0..<players).allSatisfy { player in
          let other = coalition ^ (1 << UInt32(player))
          let (here, there) = (payoff(player, coalition), payoff(player, other))
          let isMember = coalition >> UInt32(player) & 1 == 1
          return strict && isMember ? here > there : here >= there
        }
      })
  }

  @Test(arguments: 0..<200)
  func enumerationAgreesWithTheDefinition(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed))
    let players = Int.random(in: 0...8, using: &random)
    // Whole numbers, so that there are ties, and no rounding.
    let table = (0..<max(1, players)).map { _ in
      (0..<(1 << players)).map { _ in Double(Int.random(in: 0...3, using: &random)) }
    }
    for strict in [false, true] {
      var asked: [[Int: Int]] = Array(repeating: [:], count: players)
      let enumeration = CoalitionEnumeration(players: players, rule: MembershipRule(isStrict: strict))
      let found = enumeration.stableCoalitions(check: {}) { player, coalition in
        asked[player][Int(coalition), default: 0] += 1
        return table[player][Int(coalition)]
      }
      #expect(Set(found) == Self.stable(players, strict: strict) { table[$0][Int($1)] })
      #expect(found.count == Set(found).count)
      let half = UInt32(1) << UInt32(players) / 2
      let ranges = [0..<half, half..<UInt32(1) << UInt32(players)]
      let inParts = ranges.flatMap { range in
        enumeration.stableCoalitions(in: range, scale: 3) { player, coalition, size in
          #expect(size == coalition.nonzeroBitCount)
          return table[player][Int(coalition)]
        } outside: { player, coalition, size in
          #expect(size == coalition.nonzeroBitCount)
          return table[player][Int(coalition)]
        }
      }
      #expect(Set(inParts) == Set(found))
      #expect(asked.allSatisfy { $0.values.allSatisfy { $0 == 1 } }, "asked more than once")
    }
  }

  @Test(arguments: 0..<200)
  func countingAgreesWithTheDefinition(seed: Int) {
    var random = Pseudorandom(state: UInt64(seed) &+ 1000)
    let players = Int.random(in: 1...8, using: &random)
    let kinds = Int.random(in: 1...3, using: &random)
    let types = (0..<players).map { $0 < kinds ? $0 % kinds : Int.random(in: 0..<kinds, using: &random) }
    let table = (0..<kinds).map { _ in
      (0..<2).map { _ in (0...players).map { _ in Double(Int.random(in: 0...2, using: &random)) } }
    }
    for strict in [false, true] {
      let counted = CountedCoalitions(types: types, rule: MembershipRule(isStrict: strict)) { type, isMember, members in
        table[type][isMember ? 1 : 0][members]
      }
      let expected = Self.stable(players, strict: strict) { player, coalition in
        table[types[player]][Int(coalition >> UInt32(player) & 1)][coalition.nonzeroBitCount]
      }
      let found = counted.coalitions(atMost: 1000).map { $0.reduce(UInt32(0)) { $0 | 1 << UInt32($1) } }
      #expect(found.count == expected.count && Set(found) == expected)
      #expect(counted.count == Natural(UInt(expected.count)))
    }
  }

  @Test func theTextbookAndTheStrictRuleDifferInTies() {
    let indifferent = CoalitionEnumeration(players: 2, rule: MembershipRule(isStrict: false))
    #expect(indifferent.stableCoalitions(check: {}) { _, _ in 0 } == [0, 1, 2, 3])
    let strict = CoalitionEnumeration(players: 2, rule: MembershipRule(isStrict: true))
    #expect(strict.stableCoalitions(check: {}) { _, _ in 0 } == [0])
  }

  @Test func roundingIsNoDifference() {
    // 0.1 + 0.2 is not quite 0.3.
    let enumeration = CoalitionEnumeration(players: 1, rule: MembershipRule(isStrict: false))
    #expect(enumeration.stableCoalitions(check: {}) { _, coalition in coalition == 0 ? 0.3 : 0.1 + 0.2 } == [0, 1])
  }

  @Test func coalitionsComeBySizeAndThenInOrder() {
    let enumeration = CoalitionEnumeration(players: 3, rule: MembershipRule(isStrict: false))
    #expect(enumeration.stableCoalitions(check: {}) { _, _ in 1 } == [0, 1, 2, 4, 3, 5, 6, 7])
    let counted = CountedCoalitions(types: [0, 0, 0], rule: MembershipRule(isStrict: false)) { _, _, _ in 1 }
    #expect(counted.coalitions(atMost: 9) == [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]])
    #expect(counted.coalitions(atMost: 3).count == 3)
  }

  @Test func aThousandPlayersAreCounted() {
    // In force from four on, public good of 1 to all at a cost of 0.5 for members: any four are stable, and nobody.
    let counted = CountedCoalitions(types: Array(repeating: 0, count: 1000), rule: MembershipRule(isStrict: false)) {
      _, isMember, members in (members >= 4 ? 1 : 0) - (isMember ? 0.5 : 0)
    }
    #expect(counted.classes.map(\.size) == [0, 4])
    #expect(counted.classes[1].count.description == "41417124750")
  }
}
