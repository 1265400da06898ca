/// A set of values in the order of their insertion: an array, and an index into it.
///
/// Two cases do without the index, and are the common ones: up to eight values; and whole numbers that count up by
/// one (`0, 1, 2, …`), for which even the array is spared, since a number's place follows from the first.
public struct ValueSet: Sendable {
  /// The values, unless they count up.
  private var stored: [Value] = []
  private var index = HashIndex()
  /// The first of whole numbers that count up by one; not a number where the values do not.
  private var base = Double.nan
  /// How many numbers count up from `base`.
  private var counted = 0

  public init() {}

  public init(_ values: some Sequence<Value>) {
    append(contentsOf: values)
  }

  @inline(__always)
  private var counts: Bool { !base.isNaN }

  /// Of values that are known to differ from one another; an index is made when one is added.
  init(distinct values: [Value]) {
    self.init()
    guard case .number? = values.first else {
      stored = values
      return
    }
    for value in values { append(value) }
  }

  /// Bytes of the memory behind the set.
  @inline(__always)
  var accountedBytes: Int { stored.accountedBytes + index.accountedBytes }

  /// The position of a value.
  @inline(__always)
  public func firstIndex(of value: Value) -> Int? {
    if counts {
      guard case .number(let number) = value else { return nil }
      return place(of: number)
    }
    return index.isEmpty ? scan(for: value) : find(value)
  }

  public func contains(_ value: Value) -> Bool { firstIndex(of: value) != nil }

  /// Adds a value behind the others unless it is among them; and says where it stands.
  @inline(__always)
  @discardableResult
  public mutating func append(_ value: Value) -> (inserted: Bool, index: Int) {
    if counts, case .number(let number) = value {
      if number == base + Double(counted) {
        counted += 1
        return (true, counted - 1)
      }
      if let place = place(of: number) { return (false, place) }
    }
    return appendSlowly(value)
  }

  @inline(never)
  private mutating func appendSlowly(_ value: Value) -> (inserted: Bool, index: Int) {
    if counts {
      stopCounting()
    } else if stored.isEmpty, case .number(let number) = value, abs(number) < 1e15, number == number.rounded() {
      base = number
      counted = 1
      return (true, 0)
    }
    let count = stored.count
    if index.isEmpty {
      if let position = scan(for: value) { return (false, position) }
      if count >= HashIndex.smallest { makeIndex() }
    }
    if !index.isEmpty {
      let found = stored.withUnsafeBufferPointer { stored in
        index.findOrInsert(value.hash, position: count) { stored[$0] == value }
      }
      if let found { return (false, found) }
    }
    stored.append(value)
    return (true, count)
  }

  public mutating func append(contentsOf values: some Sequence<Value>) {
    for value in values { append(value) }
  }

  public mutating func reserveCapacity(_ count: Int) {
    if !counts { stored.reserveCapacity(count) }
  }

  /// The position of a number where the values count up by one.
  @inline(__always)
  private func place(of number: Double) -> Int? {
    let place = number - base
    guard place >= 0, place < Double(counted) else { return nil }
    let position = Int(place)
    return base + Double(position) == number ? position : nil
  }

  @inline(never)
  private func scan(for value: Value) -> Int? {
    for position in stored.indices where stored[position] == value { return position }
    return nil
  }

  @inline(never)
  private func find(_ value: Value) -> Int? {
    stored.withUnsafeBufferPointer { stored in
      index.find(value.hash) { stored[$0] == value }
    }
  }

  private mutating func stopCounting() {
    stored = Array(self)
    base = .nan
    counted = 0
  }

  private mutating func makeIndex() {
    index.reserveCapacity(stored.count + 1)
    for (position, value) in stored.enumerated() {
      _ = index.findOrInsert(value.hash, position: position) { _ in false }
    }
  }
}

extension ValueSet: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { counts ? counted : stored.count }
  public subscript(position: Int) -> Value {
    guard counts else { return stored[position] }
    precondition(position >= 0 && position < counted)
    return .number(base + Double(position))
  }
}

extension ValueSet: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Value...) { self.init(elements) }
}

extension ValueSet: Equatable {
  /// The same members, in any order.
  public static func == (left: ValueSet, right: ValueSet) -> Bool {
    left.count == right.count && left.allSatisfy(right.contains)
  }

  public func union(_ other: some Sequence<Value>) -> ValueSet {
    var result = self
    result.append(contentsOf: other)
    return result
  }

  public func intersection(_ other: ValueSet) -> ValueSet { ValueSet(lazy.filter(other.contains)) }

  public func subtracting(_ other: ValueSet) -> ValueSet { ValueSet(lazy.filter { !other.contains($0) }) }

  public func isSubset(of other: ValueSet) -> Bool { count <= other.count && allSatisfy(other.contains) }
}
