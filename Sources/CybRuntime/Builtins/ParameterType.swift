/// What a builtin's parameter accepts; checked before the builtin runs.
public indirect enum ParameterType: Sendable {
  case any, nothing
  case number
  /// A number without fraction, in the range of an `Int`.
  case integer
  case text, truth, date, duration, list, set, map, record, function, range
  /// A list, set, map, range or text's characters: what `for` can run over.
  case collection
  case entity, kind, event
  case either([ParameterType])
}

extension ParameterType {
  /// Whether a value is of this type.
  public func accepts(_ value: Value) -> Bool { mask.accepts(value) }

  /// In words, for the reference and for messages: `a number or a text`.
  public var phrase: String {
    switch self {
    case .any: "any value"
    case .nothing: "nothing"
    case .integer: "a whole number"
    case .collection: "a list, set, map, range or text"
    case .entity, .event: "an \(self)"
    case .either(let types): Self.list(types.map(\.phrase))
    default: "a \(self)"
    }
  }

  private static func list(_ phrases: [String]) -> String {
    guard phrases.count > 2, let last = phrases.last else { return phrases.joined(separator: " or ") }
    return phrases.dropLast().joined(separator: ", ") + " or " + last
  }

  var mask: TypeMask {
    switch self {
    case .any: TypeMask(bits: .max)
    case .nothing: TypeMask(.nothing)
    case .number: TypeMask(.number)
    case .integer: TypeMask(bits: TypeMask.integer)
    case .text: TypeMask(.text)
    case .truth: TypeMask(.truth)
    case .date: TypeMask(.date)
    case .duration: TypeMask(.duration)
    case .list: TypeMask(.list)
    case .set: TypeMask(.set)
    case .map: TypeMask(.map)
    case .record: TypeMask(.record)
    case .function: TypeMask(.function)
    case .range: TypeMask(.range)
    case .collection: TypeMask(.list, .set, .map, .range, .text)
    case .entity: TypeMask(.entity)
    case .kind: TypeMask(.kind)
    case .event: TypeMask(.event)
    case .either(let types): TypeMask(bits: types.reduce(0) { $0 | $1.mask.bits })
    }
  }
}

/// A set of value types, as bits.
struct TypeMask: Sendable {
  let bits: UInt32
  /// The bit for numbers without fraction.
  static let integer: UInt32 = 1 << 31

  init(bits: UInt32) { self.bits = bits }

  init(_ types: ValueType...) { bits = types.reduce(0) { $0 | 1 << UInt32($1.position) } }

  @inline(__always)
  func accepts(_ value: Value) -> Bool {
    if bits >> UInt32(value.type.position) & 1 != 0 { return true }
    guard bits & Self.integer != 0, case .number(let number) = value else { return false }
    return Int(exactly: number) != nil
  }
}

extension ValueType {
  /// Its place among the types.
  var position: Int {
    switch self {
    case .nothing: 0
    case .truth: 1
    case .number: 2
    case .text: 3
    case .date: 4
    case .duration: 5
    case .list: 6
    case .set: 7
    case .map: 8
    case .record: 9
    case .function: 10
    case .range: 11
    case .entity: 12
    case .kind: 13
    case .event: 14
    }
  }
}
