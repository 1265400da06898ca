import CMemory
import Synchronization

/// The base of all values that live on the heap.
///
/// An object is immutable once it is shared; only the holder of its one reference changes it
/// (`isKnownUniquelyReferenced`), which is what gives containers value semantics at the price of a pointer.
/// `depth` counts the levels of nesting below and including this one, up to 65 535. The evaluator refuses to build
/// values deeper than its limit, so that comparing, printing, hashing and freeing may recurse.
public class Object: @unchecked Sendable {
  public enum Tag: UInt8, Sendable {
    case text, list, set, map, record, function, range, cell
  }

  public final let tag: Tag
  private final var levels: UInt16
  /// A text's hash, once it has been asked for; zero before. Here because there is room for it in every object.
  final let hashMemo = Atomic<UInt32>(0)
  /// Bytes that are accounted for it, with what it alone holds; see `MemoryGauge`.
  private final var accounted: Int

  init(tag: Tag, depth: Int32, payload: Int) {
    self.tag = tag
    self.levels = UInt16(clamping: depth)
    accounted = Self.overhead + payload
    cyb_account(accounted)
  }

  deinit { cyb_account(-accounted) }

  /// Bytes of an object itself, as the allocator rounds them.
  private static let overhead = 64

  /// Accounts for a payload that has grown or shrunk.
  @inline(__always)
  final func account(payload: Int) {
    let bytes = Self.overhead + payload
    guard bytes != accounted else { return }
    cyb_account(bytes - accounted)
    accounted = bytes
  }

  public internal(set) final var depth: Int32 {
    get { Int32(levels) }
    set { levels = UInt16(clamping: newValue) }
  }
}

public final class TextObject: Object, @unchecked Sendable {
  public internal(set) var text: String {
    didSet {
      hashMemo.store(0, ordering: .relaxed)
      account(payload: text.utf8.count)
    }
  }

  public init(_ text: String) {
    self.text = text
    super.init(tag: .text, depth: 1, payload: text.utf8.count)
  }
}

public final class ListObject: Object, @unchecked Sendable {
  public internal(set) var elements: [Value] {
    didSet { account(payload: elements.accountedBytes) }
  }

  public init(_ elements: [Value]) {
    self.elements = elements
    super.init(tag: .list, depth: 1 + Value.depth(of: elements), payload: elements.accountedBytes)
  }
}

public final class SetObject: Object, @unchecked Sendable {
  public internal(set) var elements: ValueSet {
    didSet { account(payload: elements.accountedBytes) }
  }

  public init(_ elements: ValueSet) {
    self.elements = elements
    super.init(tag: .set, depth: 1 + Value.depth(of: elements), payload: elements.accountedBytes)
  }

  public convenience init(_ elements: some Sequence<Value>) {
    self.init(ValueSet(elements))
  }
}

public final class MapObject: Object, @unchecked Sendable {
  public internal(set) var entries: ValueMap {
    didSet { account(payload: entries.accountedBytes) }
  }

  public init(_ entries: ValueMap) {
    self.entries = entries
    super.init(
      tag: .map, depth: 1 + max(Value.depth(of: entries.keys), Value.depth(of: entries.values)),
      payload: entries.accountedBytes)
  }
}

/// `a..b`, `a..<b`, `a..b by c`: numbers from `lower` in steps of `step` (> 0) while they do not pass `upper`.
public final class RangeObject: Object, @unchecked Sendable {
  public let lower: Double
  public let upper: Double
  public let excludesUpper: Bool
  public let step: Double

  public init(lower: Double, upper: Double, excludesUpper: Bool, step: Double) {
    self.lower = lower
    self.upper = upper
    self.excludesUpper = excludesUpper
    self.step = step
    super.init(tag: .range, depth: 1, payload: 0)
  }

  /// How many numbers the range has. `0..1 by 0.1` has eleven: half a billionth of a step is forgiven at the end.
  public var count: Int {
    let steps = (upper - lower) / step
    guard steps > -1e-9 else { return 0 }
    let whole = (steps + 1e-9).rounded(.down)
    let reachesUpper = abs(steps - whole) <= 1e-9
    return Int(min(whole, 1e15)) + (excludesUpper && reachesUpper ? 0 : 1)
  }

  /// The number at a position, computed from the start so that rounding does not add up.
  public func element(at index: Int) -> Double { lower + Double(index) * step }
}

extension Value {
  /// Levels of nesting: 0 for a plain value.
  var depth: Int32 {
    if case .object(let object) = self { return object.depth }
    return 0
  }

  static func depth(of values: some Sequence<Value>) -> Int32 {
    var deepest: Int32 = 0
    for case .object(let object) in values where object.depth > deepest { deepest = object.depth }
    return deepest
  }
}

extension Value {
  /// Takes an object out of a place, leaving it undefined, so that the caller may hold the only reference.
  /// The value must be an object of that class.
  @inline(never)
  mutating func take<T: Object>(_ type: T.Type) -> T {
    guard case .object(let object) = self else { preconditionFailure("the value is no object") }
    let typed = unsafeDowncast(object, to: type)
    self = .undefined
    return typed
  }
}

extension MapObject {
  /// Sets an entry; a new key goes to the end.
  func insert(_ value: Value, for key: Value) {
    entries[key] = value
    depth = max(depth, 1 + max(key.depth, value.depth))
  }

  /// Takes the value of a key out, leaving the key where it is, so that it can be changed without a copy.
  func removeValue(keepingPlaceOf key: Value) -> Value? {
    guard let index = entries.index(forKey: key) else { return nil }
    let value = entries[at: index]
    entries[at: index] = .undefined
    return value
  }
}

extension [Value] {
  /// Bytes of the memory behind the array, for which whoever holds it accounts.
  @inline(__always)
  var accountedBytes: Int { capacity * MemoryLayout<Value>.stride }
}
