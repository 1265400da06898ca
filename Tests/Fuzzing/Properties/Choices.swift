/// A source of choices: bytes, so that a fuzzer that changes a byte changes a choice; zeros when they are used up.
public struct Choices {
  private var bytes: ArraySlice<UInt8>

  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes)[...] }

  /// So many bytes that follow from a seed (SplitMix64: Steele, Lea, Flood 2014).
  public init(seed: UInt64, count: Int = 400) {
    var state = seed
    self.init(
      (0..<count).map { _ -> UInt8 in
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
      })
  }

  public var isUsedUp: Bool { bytes.isEmpty }

  /// A number from 0 to below `count` (at most 256).
  public mutating func below(_ count: Int) -> Int { Int(bytes.popFirst() ?? 0) % count }

  /// One of several; there must be one.
  public mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

  /// True once in so many times.
  public mutating func once(in times: Int) -> Bool { below(times) == times - 1 }
}
