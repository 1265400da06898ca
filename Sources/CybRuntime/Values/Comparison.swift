import TreatyLaw

/// The language's `==` and `<`: three-valued, since a part may be unknown.
extension Value {
  /// `==`: structural; unknown where it turns on an unknown part. Values of different types are not equal. Months
  /// compared with days are an error.
  static func equal(_ left: Value, _ right: Value) throws -> Truth {
    switch (left, right) {
    case (.number(let a), .number(let b)): return Truth(a == b)
    case (.entity(let a), .entity(let b)): return Truth(a == b)
    case (.truth(let a), .truth(let b)): return a == .unknown || b == .unknown ? .unknown : Truth(a == b)
    case (.truth(.unknown), _), (_, .truth(.unknown)): return .unknown
    case (.duration(let a), .duration(let b)):
      let (a, b) = try a.aligned(with: b)
      return Truth(a == b)
    case (.object(let a), .object(let b)): return try equal(a, b)
    default: return Truth(left == right)
    }
  }

  private static func equal(_ left: Object, _ right: Object) throws -> Truth {
    guard left.tag == right.tag else { return .no }
    switch left.tag {
    case .text, .range, .function, .cell:
      return Truth(left === right || left.equals(right))
    case .list:
      return try equal(
        unsafeDowncast(left, to: ListObject.self).elements, unsafeDowncast(right, to: ListObject.self).elements)
    case .record:
      return try equal(unsafeDowncast(left, to: RecordObject.self), unsafeDowncast(right, to: RecordObject.self))
    case .set:
      let (left, right) = (
        unsafeDowncast(left, to: SetObject.self).elements, unsafeDowncast(right, to: SetObject.self).elements
      )
      let there = isContained(left, in: right)
      return there == .no ? .no : there && isContained(right, in: left)
    case .map:
      return try equal(
        unsafeDowncast(left, to: MapObject.self).entries, unsafeDowncast(right, to: MapObject.self).entries)
    }
  }

  private static func equal(
    _ left: some RandomAccessCollection<Value>, _ right: some RandomAccessCollection<Value>
  ) throws -> Truth {
    guard left.count == right.count, Traversal.visit(left.count + 1) else { return .no }
    var result = Truth.yes
    for (one, other) in zip(left, right) {
      let same = try equal(one, other)
      if same == .no { return .no }
      if same == .unknown { result = .unknown }
    }
    return result
  }

  private static func equal(_ left: RecordObject, _ right: RecordObject) throws -> Truth {
    if left.shape === right.shape { return try equal(left.fields, right.fields) }
    guard left.fields.count == right.fields.count else { return .no }
    var others: [Value] = []
    for name in left.shape.names {
      guard let index = right.shape.index(of: name) else { return .no }
      others.append(right.fields[index])
    }
    return try equal(left.fields, others)
  }

  private static func equal(_ left: ValueMap, _ right: ValueMap) throws -> Truth {
    let keys = isContained(left.keys, in: right.keys) && isContained(right.keys, in: left.keys)
    guard keys == .yes, left.count == right.count else { return keys == .yes ? .no : keys }
    var others: [Value] = []
    for key in left.keys {
      guard let value = right[key] else { return .unknown }
      others.append(value)
    }
    return try equal(left.values, others)
  }

  /// Whether all members of one set are in another: unknown where members that are not known might make up for
  /// those that are missing.
  static func isContained(_ part: ValueSet, in whole: ValueSet) -> Truth {
    guard Traversal.visit(part.count + 1) else { return .no }
    let wholeIsOpen = whole.contains { $0.containsUnknown }
    var result = Truth.yes
    for value in part {
      if value.containsUnknown {
        result = .unknown
      } else if !whole.contains(value) {
        if !wholeIsOpen { return .no }
        result = .unknown
      }
    }
    return result
  }

  /// Whether it is unknown, or some part of it is.
  var containsUnknown: Bool {
    switch self {
    case .truth(.unknown): return true
    case .object(let object):
      switch object.tag {
      case .text, .range, .function, .cell: return false
      case _ where !Traversal.visit(1): return true
      case .list: return unsafeDowncast(object, to: ListObject.self).elements.contains { $0.containsUnknown }
      case .set: return unsafeDowncast(object, to: SetObject.self).elements.contains { $0.containsUnknown }
      case .record: return unsafeDowncast(object, to: RecordObject.self).fields.contains { $0.containsUnknown }
      case .map:
        return unsafeDowncast(object, to: MapObject.self).entries.contains {
          $0.key.containsUnknown || $0.value.containsUnknown
        }
      }
    default: return false
    }
  }
}

/// How two values stand to each other.
enum Ordering: UInt8, Sendable {
  case ascending, same, descending, unknown

  init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .ascending : left == right ? .same : .descending
  }
}

extension Value {
  /// The order of numbers, texts (by Unicode scalar), dates, durations, and lists of these, element by element.
  /// Anything else has none and is an error; so are months compared with days.
  static func order(_ left: Value, _ right: Value) throws -> Ordering {
    switch (left, right) {
    case (.number(let a), .number(let b)): return Ordering(a, b)
    case (.date(let a), .date(let b)): return Ordering(a.minutes, b.minutes)
    case (.duration(let a), .duration(let b)):
      let (a, b) = try a.aligned(with: b)
      return Ordering(a, b)
    case (.truth(.unknown), _), (_, .truth(.unknown)): return .unknown
    case (.object(let a), .object(let b)) where a.tag == .text && b.tag == .text:
      return TextObject.order(unsafeDowncast(a, to: TextObject.self).text, unsafeDowncast(b, to: TextObject.self).text)
    case (.object(let a), .object(let b)) where a.tag == .list && b.tag == .list:
      return try order(unsafeDowncast(a, to: ListObject.self).elements, unsafeDowncast(b, to: ListObject.self).elements)
    default: throw unordered(left, right)
    }
  }

  private static func order(_ left: [Value], _ right: [Value]) throws -> Ordering {
    guard Traversal.visit(1) else { return .unknown }
    for index in 0..<min(left.count, right.count) {
      let equality = try equal(left[index], right[index])
      if equality == .unknown { return .unknown }
      if equality == .no { return try order(left[index], right[index]) }
    }
    return Ordering(left.count, right.count)
  }

  /// `left < right`.
  static func less(_ left: Value, _ right: Value) throws -> Truth {
    let order = try order(left, right)
    return order == .unknown ? .unknown : Truth(order == .ascending)
  }

  /// `left <= right`.
  static func lessOrEqual(_ left: Value, _ right: Value) throws -> Truth {
    let order = try order(left, right)
    return order == .unknown ? .unknown : Truth(order != .descending)
  }

  private static func unordered(_ left: Value, _ right: Value) -> Failure {
    let help: String? =
      switch (left.type, right.type) {
      case (.nothing, _), (_, .nothing): "say what counts when there is none, as in `x ?? 0`"
      case (.number, .text), (.text, .number): "turn the text into a number with `number(…)`"
      case (.date, .text), (.text, .date): "turn the text into a date with `date(…)`"
      case (.set, .set): "whether one set lies within another is asked by `is_subset(a, b)`"
      case (.entity, .entity): "compare a field of theirs, or their names with `text(…)`"
      default: nil
      }
    let message =
      left.type == right.type
      ? "\(left.type.plural) have no order" : "\(left.typePhrase) and \(right.typePhrase) have no order"
    return Failure("cyb-no-order", message, help: help)
  }
}

extension TextObject {
  /// By Unicode scalars, which is the order of their UTF-8 bytes.
  static func order(_ left: String, _ right: String) -> Ordering {
    let compared = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in order(bytes: left, right) }
    }
    return (compared ?? nil) ?? order(bytes: left.utf8, right.utf8)
  }

  private static func order(bytes left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Ordering {
    if left.elementsEqual(right) { return .same }
    return left.lexicographicallyPrecedes(right) ? .ascending : .descending
  }
}
