import TreatyLaw

/// A value of the language.
///
/// Nine bytes with a single class payload, so that copying a number or an entity touches no reference count.
/// Containers are `Object`s with value semantics: whoever holds the only reference may change one in place.
public enum Value: @unchecked Sendable {
  /// A variable that has not been given a value yet; never reaches a script.
  case undefined
  case nothing
  case truth(Truth)
  /// Always finite.
  case number(Double)
  case date(Moment)
  case duration(CivilDuration)
  case entity(EntityID)
  case kind(KindID)
  case event(EventID)
  case object(Object)

  public static let yes = Value.truth(.yes)
  public static let no = Value.truth(.no)
  public static let unknown = Value.truth(.unknown)

  public static func truth(_ value: Bool) -> Value { .truth(Truth(value)) }

  public static func text(_ text: String) -> Value { .object(TextObject(text)) }

  public static func list(_ elements: [Value]) -> Value { .object(ListObject(elements)) }

  public static func set(_ elements: some Sequence<Value>) -> Value { .object(SetObject(elements)) }

  public static func record(_ fields: [(String, Value)]) -> Value { .object(RecordObject(fields)) }
}

/// What a value is, in the words that users see.
public enum ValueType: String, CaseIterable, Sendable {
  case nothing, truth, number, text, date, duration, list, set, map, record, function, range, entity, kind, event
}

/// The number of an entity within its world; the same in the law engine and the strategy engine.
public struct EntityID: Hashable, Sendable {
  public let index: Int32

  public init(index: Int32) { self.index = index }
}

/// The number of a kind within its world.
public struct KindID: Hashable, Sendable {
  public let index: Int32

  public init(index: Int32) { self.index = index }
}

/// The number of an event within its world, in the order of recording.
public struct EventID: Hashable, Sendable {
  public let index: Int32

  public init(index: Int32) { self.index = index }
}
