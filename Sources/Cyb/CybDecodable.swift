import CybRuntime
import TreatyLaw

/// A Swift type that values of the language can be turned into.
///
/// | Swift | from |
/// |---|---|
/// | `Double`, `Int` | a number; `Int` only where it is whole |
/// | `Bool`, `Truth` | a truth; `Bool` only where it is known |
/// | `String` | a text; the name of an entity or a kind |
/// | `Moment`, `CivilDuration` | a date, a duration |
/// | `Array`, `Set` | a list, a set, a range |
/// | `Dictionary` | a map; with `String` keys also a record |
/// | `Optional` | `nothing` and `unknown` are nil |
/// | `Value` | anything |
public protocol CybDecodable: SendableMetatype {
  /// Makes a Swift value of one of the language.
  ///
  /// - Throws: `ConversionError` where the value is of another type.
  static func decoded(from value: Value, in world: World) throws -> Self
}

/// A value that cannot be turned into the type that the host asked for, or the other way round.
public struct ConversionError: Error, CustomStringConvertible, Sendable {
  public let description: String

  public init(_ description: String) { self.description = description }

  init(_ value: Value, is wanted: String, in world: World) {
    let found = ValueText.short(value, in: world)
    self.init("\(wanted) is wanted, but this is \(value.typePhrase): \(found)")
  }
}

extension Value: CybDecodable {
  public static func decoded(from value: Value, in world: World) -> Value { value }
}

extension Double: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Double {
    guard case .number(let number) = value else { throw ConversionError(value, is: "a number", in: world) }
    return number
  }
}

extension Int: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number) else {
      throw ConversionError(value, is: "a whole number", in: world)
    }
    return integer
  }
}

extension Bool: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Bool {
    guard case .truth(let truth) = value, truth != .unknown else {
      throw ConversionError(value, is: "yes or no", in: world)
    }
    return truth == .yes
  }
}

extension Truth: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Truth {
    guard case .truth(let truth) = value else { throw ConversionError(value, is: "a truth", in: world) }
    return truth
  }
}

extension String: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> String {
    switch value {
    case .entity(let entity): return world.name(of: entity)
    case .kind(let kind): return world.name(of: kind)
    case .object(let object):
      if let text = object as? TextObject { return text.text }
    default: break
    }
    throw ConversionError(value, is: "a text or an entity", in: world)
  }
}

extension Moment: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Moment {
    guard case .date(let date) = value else { throw ConversionError(value, is: "a date", in: world) }
    return date
  }
}

extension CivilDuration: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> CivilDuration {
    guard case .duration(let duration) = value else { throw ConversionError(value, is: "a duration", in: world) }
    return duration
  }
}

extension Optional: CybDecodable where Wrapped: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Wrapped? {
    switch value {
    case .nothing, .undefined, .truth(.unknown): nil
    default: try Wrapped.decoded(from: value, in: world)
    }
  }
}

extension Array: CybDecodable where Element: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> [Element] {
    try Elements.of(value, in: world).map { try Element.decoded(from: $0, in: world) }
  }
}

extension Set: CybDecodable where Element: CybDecodable {
  public static func decoded(from value: Value, in world: World) throws -> Set<Element> {
    Set(try Elements.of(value, in: world).map { try Element.decoded(from: $0, in: world) })
  }
}

extension Dictionary: CybDecodable where Key: CybDecodable, Value: CybDecodable {
  public static func decoded(from value: CybRuntime.Value, in world: World) throws -> [Key: Value] {
    var result: [Key: Value] = [:]
    for (key, value) in try Elements.entries(of: value, in: world) {
      let key = try Key.decoded(from: key, in: world)
      guard result.updateValue(try Value.decoded(from: value, in: world), forKey: key) == nil else {
        throw ConversionError("two keys of the map become the same key in Swift: \(key)")
      }
    }
    return result
  }
}

/// What collections hold.
enum Elements {
  /// Ranges longer than this are not written out.
  private static let longestRange = 10_000_000

  static func of(_ value: Value, in world: World) throws -> [Value] {
    if case .object(let object) = value {
      switch object {
      case let list as ListObject: return list.elements
      case let set as SetObject: return Array(set.elements)
      case let range as RangeObject where range.count <= longestRange:
        return (0..<range.count).map { .number(range.element(at: $0)) }
      default: break
      }
    }
    throw ConversionError(value, is: "a list or a set", in: world)
  }

  static func entries(of value: Value, in world: World) throws -> [(Value, Value)] {
    if case .object(let object) = value {
      switch object {
      case let map as MapObject: return map.entries.map { ($0.key, $0.value) }
      case let record as RecordObject: return zip(record.shape.names, record.fields).map { (.text($0), $1) }
      default: break
      }
    }
    throw ConversionError(value, is: "a map or a record", in: world)
  }
}
