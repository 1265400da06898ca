import TreatyLaw

extension Value {
  /// `element in container`: among the elements of a list, set or range, the keys of a map, the field names of a
  /// record, or the parts of a text. Unknown where an unknown element might be the one.
  static func isMember(_ element: Value, of container: Value) throws -> Truth {
    guard case .object(let object) = container else { throw noContainer(container) }
    switch object.tag {
    case .list:
      return try isMember(element, among: unsafeDowncast(object, to: ListObject.self).elements)
    case .set:
      return isContained([element], in: unsafeDowncast(object, to: SetObject.self).elements)
    case .map:
      return isContained([element], in: unsafeDowncast(object, to: MapObject.self).entries.keys)
    case .range:
      if case .truth(.unknown) = element { return .unknown }
      guard case .number(let number) = element else { return .no }
      return Truth(unsafeDowncast(object, to: RangeObject.self).contains(number))
    case .text:
      if case .truth(.unknown) = element { return .unknown }
      guard let part = element.textObject else {
        throw Failure("cyb-wrong-type", "only a text can be in a text, not \(element.typePhrase)")
      }
      return Truth(unsafeDowncast(object, to: TextObject.self).text.utf8.firstRange(of: part.text.utf8) != nil)
    case .record:
      if case .truth(.unknown) = element { return .unknown }
      guard let name = element.textObject else {
        throw Failure("cyb-wrong-type", "only the name of a field, a text, can be in a record")
      }
      return Truth(unsafeDowncast(object, to: RecordObject.self).shape.index(of: name.text) != nil)
    case .function, .cell:
      throw noContainer(container)
    }
  }

  static func isMember(_ element: Value, among elements: [Value]) throws -> Truth {
    var result = Truth.no
    for other in elements {
      // Months among days are merely different here, not an error.
      if case .duration = element, case .duration = other {
        if element == other { return .yes }
        continue
      }
      let same = try equal(element, other)
      if same == .yes { return .yes }
      if same == .unknown { result = .unknown }
    }
    return result
  }

  private static func noContainer(_ value: Value) -> Failure {
    Failure(
      "cyb-not-a-collection", "\(value.typePhrase) has no elements to look among",
      help: "`in` wants a list, set, map, range or text on its right")
  }

  /// The text, where it is one.
  var textObject: TextObject? {
    guard case .object(let object) = self, object.tag == .text else { return nil }
    return unsafeDowncast(object, to: TextObject.self)
  }
}

extension RangeObject {
  /// Whether a number is one of the range's, up to a billionth of a step.
  func contains(_ number: Double) -> Bool {
    let place = (number - lower) / step
    let whole = place.rounded()
    return abs(place - whole) <= 1e-9 && whole >= 0 && whole < Double(count)
  }
}

extension Machine {
  /// `element in container`; see `Value.isMember`.
  func contains(_ container: Value, _ element: Value) throws -> Truth {
    try Value.isMember(element, of: container)
  }
}
