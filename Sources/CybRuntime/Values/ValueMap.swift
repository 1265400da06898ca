/// A map from values to values in the order in which its keys were inserted.
public struct ValueMap: Sendable {
  public private(set) var keys: ValueSet
  public private(set) var values: [Value]

  public init() {
    keys = ValueSet()
    values = []
  }

  /// From pairs; a later value replaces an earlier one of the same key.
  public init(_ pairs: some Sequence<(Value, Value)>) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }

  /// Bytes of the memory behind the map.
  @inline(__always)
  var accountedBytes: Int { keys.accountedBytes + values.accountedBytes }

  /// The value of a key. Setting nothing (`nil`) removes the key, which takes time in proportion to the count.
  public subscript(key: Value) -> Value? {
    @inline(__always)
    get { keys.firstIndex(of: key).map { values[$0] } }
    set {
      guard let newValue else {
        remove(key)
        return
      }
      let (inserted, position) = keys.append(key)
      if inserted { values.append(newValue) } else { values[position] = newValue }
    }
  }

  /// The value at a position, to be read or changed in place.
  public subscript(at position: Int) -> Value {
    get { values[position] }
    _modify { yield &values[position] }
  }

  /// Sets the value of a key and returns the one it had.
  @discardableResult
  public mutating func updateValue(_ value: Value, forKey key: Value) -> Value? {
    let (inserted, position) = keys.append(key)
    if inserted {
      values.append(value)
      return nil
    }
    let old = values[position]
    values[position] = value
    return old
  }

  /// The position of a key.
  @inline(__always)
  public func index(forKey key: Value) -> Int? { keys.firstIndex(of: key) }

  public mutating func reserveCapacity(_ count: Int) {
    keys.reserveCapacity(count)
    values.reserveCapacity(count)
  }

  private mutating func remove(_ key: Value) {
    guard let position = keys.firstIndex(of: key) else { return }
    values.remove(at: position)
    keys = ValueSet(keys.indices.lazy.filter { $0 != position }.map { [keys] in keys[$0] })
  }
}

extension ValueMap: RandomAccessCollection {
  public var startIndex: Int { 0 }
  public var endIndex: Int { values.count }
  public subscript(position: Int) -> (key: Value, value: Value) { (keys[position], values[position]) }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (Value, Value)...) { self.init(elements) }
}

extension ValueMap: Equatable {
  /// The same keys with the same values, in any order.
  public static func == (left: ValueMap, right: ValueMap) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == .some($0.value) }
  }
}
