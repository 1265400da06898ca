/// A set of parts of the treaty, each named by its index in ``TreatyGame/parts``; at most ``capacity`` of them.
public struct PartSet: Hashable, Sendable, ExpressibleByArrayLiteral, Sequence {
  /// How many parts a game may have.
  public static let capacity = 128

  /// Bit `c` stands for part `c`.
  public var bits: UInt128

  /// The set whose members are the one bits of `bits`.
  public init(bits: UInt128 = 0) { self.bits = bits }

  /// The set of the given parts, each below ``capacity``.
  public init(arrayLiteral parts: Int...) {
    bits = 0
    for part in parts { insert(part) }
  }

  /// Whether the set has no member.
  public var isEmpty: Bool { bits == 0 }

  /// How many members the set has.
  public var count: Int { bits.nonzeroBitCount }

  /// Whether `part` is a member.
  @inline(__always)
  public func contains(_ part: Int) -> Bool { bits >> UInt128(part) & 1 != 0 }

  /// Adds `part`, which is below ``capacity``.
  @inline(__always)
  public mutating func insert(_ part: Int) { bits |= 1 << UInt128(part) }

  /// Takes `part` out.
  public mutating func remove(_ part: Int) { bits &= ~(1 << UInt128(part)) }

  /// The members of either set.
  @inline(__always)
  public func union(_ other: PartSet) -> PartSet { PartSet(bits: bits | other.bits) }

  /// The members of both sets.
  @inline(__always)
  public func intersection(_ other: PartSet) -> PartSet { PartSet(bits: bits & other.bits) }

  /// Whether it has at most one member.
  @inline(__always)
  var isSingle: Bool { bits & (bits &- 1) == 0 }

  /// ``count``, quicker for small sets.
  @inline(__always)
  var size: Int { isSingle ? (bits == 0 ? 0 : 1) : bits.nonzeroBitCount }

  func with(_ part: Int) -> PartSet {
    var copy = self
    copy.insert(part)
    return copy
  }

  func subtracting(_ other: PartSet) -> PartSet { PartSet(bits: bits & ~other.bits) }

  /// The members, in ascending order.
  public func makeIterator() -> Iterator { Iterator(rest: bits) }

  /// Walks the members in ascending order.
  public struct Iterator: IteratorProtocol {
    var rest: UInt128

    /// The next member, if there is one.
    @inline(__always)
    public mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      let part = rest.trailingZeroBitCount
      rest &= rest - 1
      return part
    }
  }
}
