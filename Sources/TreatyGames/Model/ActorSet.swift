/// A set of actors, each named by its index in ``TreatyGame/actors``: a bit set of any size.
public struct ActorSet: Hashable, Sendable {
  /// Bit `i % 64` of word `i / 64` stands for actor `i`; the last word is never zero, so that equal sets are equal
  /// whatever they once held.
  @usableFromInline var words: [UInt64]

  /// The empty set.
  public init() { words = [] }

  /// The set of the given actors.
  public init(_ members: some Sequence<Int>) {
    self.init()
    for member in members { insert(member) }
  }

  /// The set whose members are the one bits of `bits`: bit `i` stands for actor `i`.
  public init(bits: UInt64) { words = bits == 0 ? [] : [bits] }

  /// All actors below `count`.
  public static func all(_ count: Int) -> ActorSet { ActorSet(0..<count) }

  /// How many members the set has.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Whether the set has no member.
  public var isEmpty: Bool { words.isEmpty }

  /// Whether `actor` is a member.
  public func contains(_ actor: Int) -> Bool {
    let word = actor >> 6
    return word < words.count && words[word] & (1 << UInt64(actor & 63)) != 0
  }

  /// Adds `actor`, if it is not a member yet.
  public mutating func insert(_ actor: Int) {
    let word = actor >> 6
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(actor & 63)
  }

  /// Takes `actor` out, if it is a member.
  public mutating func remove(_ actor: Int) {
    let word = actor >> 6
    guard word < words.count else { return }
    words[word] &= ~(1 << UInt64(actor & 63))
    trim()
  }

  /// This set with `actor` in it.
  public func with(_ actor: Int) -> ActorSet {
    var copy = self
    copy.insert(actor)
    return copy
  }

  /// This set without `actor`.
  public func without(_ actor: Int) -> ActorSet {
    var copy = self
    copy.remove(actor)
    return copy
  }

  /// The members of either set.
  public func union(_ other: ActorSet) -> ActorSet {
    let (long, short) = words.count >= other.words.count ? (words, other.words) : (other.words, words)
    var result = ActorSet()
    result.words = long
    for index in short.indices { result.words[index] |= short[index] }
    return result
  }

  /// The members of both sets.
  public func intersection(_ other: ActorSet) -> ActorSet {
    var result = ActorSet()
    result.words = zip(words, other.words).map { $0 & $1 }
    result.trim()
    return result
  }

  /// The members of this set that are not in `other`.
  public func subtracting(_ other: ActorSet) -> ActorSet {
    var result = self
    for index in 0..<Swift.min(words.count, other.words.count) { result.words[index] &= ~other.words[index] }
    result.trim()
    return result
  }

  /// Whether all members of this set are in `other`.
  public func isSubset(of other: ActorSet) -> Bool { subtracting(other).isEmpty }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }
}

extension ActorSet: Sequence, ExpressibleByArrayLiteral {
  /// The set of the given actors.
  public init(arrayLiteral members: Int...) { self.init(members) }

  /// The members, in ascending order.
  public func makeIterator() -> AnyIterator<Int> {
    var word = 0
    var rest = words.first ?? 0
    let words = self.words
    return AnyIterator {
      while rest == 0 {
        word += 1
        guard word < words.count else { return nil }
        rest = words[word]
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return word << 6 + bit
    }
  }
}
