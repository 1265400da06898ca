import TreatyLaw

/// The arguments of one call of a builtin, checked against its parameters: as many as there are parameters, defaults
/// filled in, a variadic rest as one list.
public struct Arguments: ~Copyable {
  unowned(unsafe) let builtin: Builtin
  let values: UnsafeMutablePointer<Value>
  public let count: Int

  init(builtin: Builtin, values: UnsafeMutablePointer<Value>, count: Int) {
    self.builtin = builtin
    self.values = values
    self.count = count
  }

  public subscript(index: Int) -> Value { values[index] }

  public func isNothing(_ index: Int) -> Bool {
    if case .nothing = values[index] { return true }
    return false
  }

  /// Whether an optional argument was given.
  public func isGiven(_ index: Int) -> Bool {
    if case .undefined = values[index] { return false }
    return true
  }

  public func number(_ index: Int) throws -> Double {
    guard case .number(let number) = values[index] else { throw mismatch(index, "a number") }
    return number
  }

  public func integer(_ index: Int) throws -> Int {
    guard case .number(let number) = values[index], let integer = Int(exactly: number) else {
      throw mismatch(index, "a whole number")
    }
    return integer
  }

  /// A whole number that is not negative.
  public func count(_ index: Int) throws -> Int {
    let integer = try integer(index)
    guard integer >= 0 else {
      throw Failure(
        "cyb-out-of-range", "`\(name(index))` of `\(builtin.name)` must not be negative, but is \(integer)",
        argument: index)
    }
    return integer
  }

  public func text(_ index: Int) throws -> String {
    guard let text = values[index].textObject else { throw mismatch(index, "a text") }
    return text.text
  }

  public func truth(_ index: Int) throws -> Truth {
    guard case .truth(let truth) = values[index] else { throw mismatch(index, "a truth") }
    return truth
  }

  /// A switch: yes or no, not unknown.
  public func flag(_ index: Int) throws -> Bool {
    guard case .truth(let truth) = values[index], truth != .unknown else { throw mismatch(index, "yes or no") }
    return truth == .yes
  }

  public func date(_ index: Int) throws -> Moment {
    guard case .date(let date) = values[index] else { throw mismatch(index, "a date") }
    return date
  }

  public func duration(_ index: Int) throws -> CivilDuration {
    guard case .duration(let duration) = values[index] else { throw mismatch(index, "a duration") }
    return duration
  }

  public func entity(_ index: Int) throws -> EntityID {
    guard case .entity(let entity) = values[index] else { throw mismatch(index, "an entity") }
    return entity
  }

  public func list(_ index: Int) throws -> [Value] { try object(index, .list, ListObject.self, "a list").elements }

  public func set(_ index: Int) throws -> ValueSet { try object(index, .set, SetObject.self, "a set").elements }

  public func map(_ index: Int) throws -> ValueMap { try object(index, .map, MapObject.self, "a map").entries }

  public func record(_ index: Int) throws -> RecordObject {
    try object(index, .record, RecordObject.self, "a record")
  }

  private func object<T: Object>(
    _ index: Int, _ tag: Object.Tag, _ type: T.Type, _ description: String
  ) throws -> T {
    guard case .object(let object) = values[index], object.tag == tag else { throw mismatch(index, description) }
    return unsafeDowncast(object, to: type)
  }

  public func object<T: Object>(_ index: Int, _ type: T.Type, _ description: String) throws -> T {
    guard case .object(let object) = values[index], let typed = object as? T else {
      throw mismatch(index, description)
    }
    return typed
  }

  /// The parameter's name.
  public func name(_ index: Int) -> String { builtin.parameters[index].name }

  /// The failure "`name` of `builtin` must be …, not …", at the argument.
  public func mismatch(_ index: Int, _ wanted: String) -> Failure {
    Failure(
      "cyb-wrong-type",
      "`\(name(index))` of `\(builtin.name)` must be \(wanted), not \(values[index].typePhrase)",
      argument: index)
  }
}
