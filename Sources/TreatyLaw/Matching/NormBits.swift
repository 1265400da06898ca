/// A bit for each of 256 norms, which are intersected at once.
struct NormBits: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  static let zero = NormBits()

  /// How many norms there is room for.
  static var size: Int { 256 }

  /// How many of these it takes for so many norms.
  static func blocks(for norms: Int) -> Int { (norms + size - 1) / size }

  @inline(__always)
  var isEmpty: Bool { (words.0 | words.1 | words.2 | words.3) == 0 }

  /// Sixty-four norms of it.
  @inline(__always)
  subscript(word index: Int) -> UInt64 {
    switch index {
    case 0: words.0
    case 1: words.1
    case 2: words.2
    default: words.3
    }
  }

  mutating func set(_ index: Int) {
    let bit = UInt64(1) << UInt64(index % 64)
    switch index / 64 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  @inline(__always)
  static func & (left: Self, right: Self) -> Self {
    var result = left
    result.words.0 &= right.words.0
    result.words.1 &= right.words.1
    result.words.2 &= right.words.2
    result.words.3 &= right.words.3
    return result
  }

  @inline(__always)
  static func | (left: Self, right: Self) -> Self {
    var result = left
    result.words.0 |= right.words.0
    result.words.1 |= right.words.1
    result.words.2 |= right.words.2
    result.words.3 |= right.words.3
    return result
  }

  @inline(__always)
  static func |= (left: inout Self, right: Self) { left = left | right }

  @inline(__always)
  static prefix func ~ (bits: Self) -> Self {
    var result = bits
    result.words = (~bits.words.0, ~bits.words.1, ~bits.words.2, ~bits.words.3)
    return result
  }

  static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  func hash(into hasher: inout Hasher) {
    for index in 0..<4 { hasher.combine(self[word: index]) }
  }

  /// The places of the bits that are set.
  func forEach(_ body: (Int) throws -> Void) rethrows {
    for index in 0..<4 {
      var bits = self[word: index]
      while bits != 0 {
        try body(index * 64 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
