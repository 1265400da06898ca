import TreatyLaw

extension Arguments {
  /// The elements of a collection, in its order; a map counts as its keys, a text as its characters.
  func elements(_ index: Int, _ machine: Machine) throws -> [Value] {
    guard case .object(let object) = values[index] else { throw builtin.mismatch(values[index], at: index) }
    switch object.tag {
    case .list:
      let elements = unsafeDowncast(object, to: ListObject.self).elements
      try machine.charge(elements.count)
      return elements
    case .set:
      let elements = unsafeDowncast(object, to: SetObject.self).elements
      try machine.charge(elements.count)
      return Array(elements)
    case .map:
      let keys = unsafeDowncast(object, to: MapObject.self).entries.keys
      try machine.charge(keys.count)
      return Array(keys)
    case .range:
      let range = unsafeDowncast(object, to: RangeObject.self)
      try machine.reserve(range.count)
      return (0..<range.count).map { .number(range.element(at: $0)) }
    case .text:
      let text = unsafeDowncast(object, to: TextObject.self).text
      try machine.reserve(text.utf8.count)
      return try text.map { character in try machine.working { .text(String(character)) } }
    case .record, .function, .cell:
      throw builtin.mismatch(values[index], at: index)
    }
  }

  /// The elements of a collection of numbers.
  func numbers(_ index: Int, _ machine: Machine) throws -> [Double] {
    if case .object(let object) = values[index], object.tag == .list {
      let elements = unsafeDowncast(object, to: ListObject.self).elements
      try machine.charge(elements.count)
      return try elements.map { try number($0, index) }
    }
    return try elements(index, machine).map { try number($0, index) }
  }

  private func number(_ value: Value, _ index: Int) throws -> Double {
    if case .number(let number) = value { return number }
    throw Failure(
      "cyb-wrong-type",
      "`\(name(index))` of `\(builtin.name)` must hold numbers only, but holds \(value.typePhrase)",
      help: value.type == .nothing ? "leave out what is missing, as in `[x for x in xs if x is not nothing]`" : nil,
      argument: index)
  }

  /// The failure for an operation that needs at least one element.
  func empty(_ index: Int, help: String? = nil) -> Failure {
    Failure(
      "cyb-empty-collection", "`\(builtin.name)` of an empty \(values[index].type.rawValue)", help: help,
      argument: index)
  }

  /// The failure for a number outside its range.
  func outOfRange(_ index: Int, _ wanted: String) -> Failure {
    let shown = if case .number(let number) = values[index] { NumberText.of(number) } else { values[index].typePhrase }
    return Failure(
      "cyb-out-of-range", "`\(name(index))` of `\(builtin.name)` must be \(wanted), but is \(shown)",
      argument: index)
  }
}

extension Machine {
  /// One of many elements that a builtin makes or looks at: charged for one by one, so that memory and time are looked at
  /// while they are made.
  @inline(__always)
  func working<Result>(_ body: () throws -> Result) throws -> Result {
    try charge(1)
    return try body()
  }

  /// The set of some values.
  func set(of values: [Value]) throws -> ValueSet {
    var set = ValueSet()
    for value in values {
      try charge(1)
      set.append(value)
    }
    return set
  }

  /// The map of some entries, of which later ones prevail.
  func map(of entries: some Sequence<(Value, Value)>) throws -> ValueMap {
    var map = ValueMap()
    for (key, value) in entries {
      try charge(1)
      map[key] = value
    }
    return map
  }

  /// The most elements, or bytes of a text, that one builtin may make at a time.
  static let largestResult = 1 << 26

  /// Charges for making so many elements, and fails where they would be too many.
  func reserve(_ elements: Int) throws {
    guard elements <= Self.largestResult else { throw Self.tooLarge(Double(elements)) }
    if elements >= 1 << 12 { try checkMemory(adding: elements * MemoryLayout<Value>.stride) }
    try charge(elements)
  }

  static func tooLarge(_ elements: Double) -> Failure {
    Failure(
      "cyb-too-large",
      "the result would have \(NumberText.of(elements)) elements, more than \(largestResult)",
      help: "work through them one at a time, in a loop")
  }

  /// The answer of a function that was asked whether something holds.
  func truth(_ answer: Value) throws -> Truth {
    if case .truth(let truth) = answer { return truth }
    throw Failure("cyb-not-a-truth", "the function must answer yes or no, not \(answer.typePhrase)")
  }

  /// The answer of a function that was asked whether something holds; unknown is an error.
  func decision(_ answer: Value) throws -> Bool {
    let truth = try truth(answer)
    guard truth != .unknown else {
      throw Failure(
        "cyb-unknown-condition", "the function answers unknown: neither yes nor no",
        help: "say what counts when it is unknown, as in `… ?? no`")
    }
    return truth == .yes
  }
}
