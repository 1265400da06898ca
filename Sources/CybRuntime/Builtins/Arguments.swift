import TreatyLaw

/// The arguments of one call of a builtin, checked against its parameters: as many as there are parameters, defaults
/// filled in, a variadic rest as one list.
public struct Arguments: ~Copyable {
  let builtin: Builtin
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

  public func text(_ index: Int) throws -> String {
    guard case .object(let object) = values[index], let text = object as? TextObject else {
      throw mismatch(index, "a text")
    }
    return text.text
  }

  public func truth(_ index: Int) throws -> Truth {
    guard case .truth(let truth) = values[index] else { throw mismatch(index, "a truth") }
    return truth
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

  public func object<T: Object>(_ index: Int, _ type: T.Type, _ description: String) throws -> T {
    guard case .object(let object) = values[index], let typed = object as? T else {
      throw mismatch(index, description)
    }
    return typed
  }

  /// The failure "`name` of `builtin` wants …, but this is …", at the argument.
  public func mismatch(_ index: Int, _ wanted: String) -> Failure {
    Failure(
      "cyb-wrong-type",
      "`\(builtin.parameters[index].name)` of `\(builtin.name)` must be \(wanted), not \(values[index].typePhrase)",
      argument: index)
  }
}
