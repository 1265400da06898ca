/// A stream of random numbers: Philox4x64-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
/// 1, 2, 3"), which makes its n-th block from n and a key alone.
///
/// The key is the seed and the upper half of the counter the number of the run, so that the streams of different runs
/// never overlap, and a run's draws do not depend on any other run.
public struct RandomStream: Sendable {
  private let seed: UInt64
  private let run: UInt64
  /// The number of the next block.
  private var block: UInt64 = 0
  /// What is left of the last block, to be taken from the end.
  private var words: [UInt64] = []

  public init(seed: UInt64, run: UInt64) {
    self.seed = seed
    self.run = run
  }

  /// 64 random bits.
  public mutating func next() -> UInt64 {
    if let word = words.popLast() { return word }
    let made = Self.philox(counter: (block, 0, run, 0), key: (seed, 0))
    block += 1
    words = [made.3, made.2, made.1]
    return made.0
  }

  /// Ten rounds on a counter of four words.
  static func philox(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var (c, k) = (counter, key)
    for round in 0..<10 {
      if round > 0 { k = (k.0 &+ 0x9E37_79B9_7F4A_7C15, k.1 &+ 0xBB67_AE85_84CA_A73B) }
      let first = c.0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
      let second = c.2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
      c = (second.high ^ c.1 ^ k.0, second.low, first.high ^ c.3 ^ k.1, first.low)
    }
    return c
  }
}

extension RandomStream {
  /// A number from 0 to below 1: the upper 53 bits of a word.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number above 0 and below 1.
  mutating func openUnit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// A whole number from 0 to below `count`, all alike (Lemire 2019).
  mutating func index(below count: Int) -> Int {
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A number of the standard normal distribution, by inversion of one number.
  mutating func normal() -> Double { NormalDistribution.quantile(openUnit()) }

  /// A number of the triangular distribution from `least` to `greatest` with its peak at `mode`, by inversion.
  mutating func triangular(_ least: Double, _ mode: Double, _ greatest: Double) -> Double {
    let (u, width) = (unit(), greatest - least)
    guard width > 0 else { return least }
    return u * width < mode - least
      ? least + (u * width * (mode - least)).squareRoot()
      : greatest - ((1 - u) * width * (greatest - mode)).squareRoot()
  }
}
