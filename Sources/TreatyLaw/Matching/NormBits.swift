/// A bit for each of 256 norms, which are intersected at once.
typealias NormBits = SIMD4<UInt64>

extension NormBits {
  /// How many norms there is room for.
  static var size: Int { 256 }

  /// How many of these it takes for so many norms.
  static func blocks(for norms: Int) -> Int { (norms + size - 1) / size }

  @inline(__always)
  var isEmpty: Bool { self == .zero }

  /// The bit of a norm, counted from the first of the block.
  subscript(bit index: Int) -> Bool {
    get { self[index / 64] >> UInt64(index % 64) & 1 == 1 }
    set {
      let bit = UInt64(1) << UInt64(index % 64)
      self[index / 64] = newValue ? self[index / 64] | bit : self[index / 64] & ~bit
    }
  }

  /// The places of the bits that are set.
  @inline(__always)
  func forEach(_ body: (Int) throws -> Void) rethrows {
    for (first, word) in [(0, x), (64, y), (128, z), (192, w)] {
      var bits = word
      while bits != 0 {
        try body(first + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
