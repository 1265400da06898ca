/// A game in which every coalition either wins or loses, by any rule.
public struct SimpleGame: Sendable {
  /// The most players that are enumerated: 2^24 coalitions.
  public static let mostPlayers = 24

  public let players: Int
  /// One bit for each coalition, by its mask.
  private let winning: Bits

  /// Asks the rule once about every coalition, given as a mask with a bit for each of at most `mostPlayers` players.
  public init(players: Int, isWinning: (UInt32) throws -> Bool) rethrows {
    precondition((0...Self.mostPlayers).contains(players), "a simple game has from 0 to \(Self.mostPlayers) players")
    self.players = players
    var winning = Bits(count: 1 << players)
    for coalition in 0..<(UInt32(1) << players) where try isWinning(coalition) { winning.insert(Int(coalition)) }
    self.winning = winning
  }

  public func isWinning(_ coalition: UInt32) -> Bool { winning.contains(Int(coalition)) }

  /// The coalitions that each player turns from losing to winning, by their size.
  ///
  /// In a game that is not monotone a coalition that a player makes lose counts for nothing.
  public func swingCounts() -> SwingCounts {
    var counts = [[UInt]](repeating: [UInt](repeating: 0, count: max(players, 1)), count: players)
    for player in 0..<players {
      counts[player].withUnsafeMutableBufferPointer { sizes in
        for (word, wins) in winning.words.enumerated() {
          let swings = ~wins & winning.with(player, word)
          if swings == 0 { continue }
          // The bits of a word are coalitions of the first six players, beside those that the word's number stands for.
          let others = word.nonzeroBitCount
          for size in 0...6 where swings & Self.ofSize[size] != 0 {
            sizes[others + size] += UInt((swings & Self.ofSize[size]).nonzeroBitCount)
          }
        }
      }
    }
    return SwingCounts(counts: counts.map { $0.map { Natural($0) } })
  }

  /// By size, the numbers below 64 with so many one bits.
  private static let ofSize: [UInt64] = (0...6).map { size in
    (0..<64 as Range<UInt64>).reduce(0) { $1.nonzeroBitCount == size ? $0 | 1 << $1 : $0 }
  }
}

/// A set of small whole numbers, one bit each.
struct Bits: Sendable {
  private(set) var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  @inline(__always)
  func contains(_ index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 != 0 }

  /// Of a word's coalitions without the player, those that are in the set with it.
  @inline(__always)
  func with(_ player: Int, _ word: Int) -> UInt64 {
    if player < 6 { return words[word] >> (1 << UInt64(player)) & Self.without[player] }
    let bit = 1 << (player - 6)
    return word & bit == 0 ? words[word | bit] : 0
  }

  /// By player, the numbers below 64 without its bit.
  private static let without: [UInt64] = (0..<6).map { player in
    (0..<64 as Range<UInt64>).reduce(0) { $1 >> UInt64(player) & 1 == 0 ? $0 | 1 << $1 : $0 }
  }

  @inline(__always)
  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }
}
