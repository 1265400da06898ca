import CybRuntime
import TreatyLaw

/// A Swift type whose values can be handed to a script; the counterpart of `CybDecodable`.
///
/// A dictionary becomes a map, in the order of its keys where these are numbers or texts; nil becomes `nothing`.
public protocol CybEncodable: SendableMetatype {
  /// The value as the script will see it.
  ///
  /// - Throws: `ConversionError` for a number that is not finite, which the language has no value for.
  func encoded() throws -> Value
}

extension Value: CybEncodable {
  public func encoded() -> Value { self }
}

extension Double: CybEncodable {
  public func encoded() throws -> Value {
    guard isFinite else { throw ConversionError("\(self) is no number of Cyb, whose numbers are finite") }
    return .number(self)
  }
}

extension Int: CybEncodable {
  /// The number; beyond 2⁵³ the nearest that a double can hold.
  public func encoded() -> Value { .number(Double(self)) }
}

extension Bool: CybEncodable {
  public func encoded() -> Value { .truth(self) }
}

extension Truth: CybEncodable {
  public func encoded() -> Value { .truth(self) }
}

extension String: CybEncodable {
  public func encoded() -> Value { .text(self) }
}

extension Moment: CybEncodable {
  public func encoded() -> Value { .date(self) }
}

extension CivilDuration: CybEncodable {
  public func encoded() -> Value { .duration(self) }
}

extension Optional: CybEncodable where Wrapped: CybEncodable {
  public func encoded() throws -> Value { try self?.encoded() ?? .nothing }
}

extension Array: CybEncodable where Element: CybEncodable {
  public func encoded() throws -> Value { .list(try map { try $0.encoded() }) }
}

extension Set: CybEncodable where Element: CybEncodable {
  /// The set; its numbers or texts in ascending order, since Swift's own order changes from run to run.
  public func encoded() throws -> Value {
    .set(try map { try $0.encoded() }.sorted { Ordering.precedes($0, $1) })
  }
}

extension Dictionary: CybEncodable where Key: CybEncodable, Value: CybEncodable {
  public func encoded() throws -> CybRuntime.Value {
    let pairs = try map { (try $0.key.encoded(), try $0.value.encoded()) }
    return .object(MapObject(ValueMap(pairs.sorted { Ordering.precedes($0.0, $1.0) })))
  }
}

/// An order for what comes out of Swift's unordered collections.
private enum Ordering {
  static func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.date(let left), .date(let right)): left.minutes < right.minutes
    case (.entity(let left), .entity(let right)): left.index < right.index
    case (.event(let left), .event(let right)): left.index < right.index
    case (.object(let left), .object(let right)):
      if let left = left as? TextObject, let right = right as? TextObject {
        left.text < right.text
      } else {
        left.tag.rawValue < right.tag.rawValue
      }
    default: rank(left) < rank(right)
    }
  }

  private static func rank(_ value: Value) -> Int {
    ValueType.allCases.firstIndex(of: value.type) ?? 0
  }
}
