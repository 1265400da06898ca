import CybSyntax

/// Where a loop or comprehension puts its element: a slot, or a fresh cell in it where closures share the name.
struct LoopVariable {
  let slot: Int

  @inline(__always)
  func set(_ value: Value, _ frame: Frame) { frame.slots[slot] = value }
}

/// `for x in a..b`, without making the range.
final class ForRangeNode: Node {
  let variable: LoopVariable
  let range: RangeNode
  let body: Node

  init(_ variable: LoopVariable, _ range: RangeNode, body: Node, _ span: Span) {
    self.variable = variable
    self.range = range
    self.body = body
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let (lower, upper, step) = try range.bounds(frame)
    let count =
      RangeObject(lower: lower, upper: upper, excludesUpper: range.excludesUpper, step: step).count
    var index = 0
    while index < count {
      (frame.slots + variable.slot).put(lower + Double(index) * step)
      index += 1
      try frame.tick(at: span)
      switch try body.execute(frame) {
      case .normal, .continuing: continue
      case .breaking: return .normal
      case .returning: return .returning
      }
    }
    return .normal
  }
}

/// `for x in xs` and `for k, v in xs`.
final class ForNode: Node {
  let first: LoopVariable
  let second: LoopVariable?
  let source: Node
  let body: Node

  init(_ first: LoopVariable, _ second: LoopVariable?, source: Node, body: Node, _ span: Span) {
    self.first = first
    self.second = second
    self.source = source
    self.body = body
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let collection = try source.evaluate(frame)
    var result = Completion.normal
    try frame.machine.forEach(collection, pairs: second != nil, at: source.span) { one, two in
      first.set(one, frame)
      second?.set(two, frame)
      try frame.tick(at: span)
      switch try body.execute(frame) {
      case .normal, .continuing: return true
      case .breaking: return false
      case .returning:
        result = .returning
        return false
      }
    }
    return result
  }
}

/// `[e for x in xs if c]` and its kin.
final class ComprehensionNode: Node {
  enum Form {
    case list, set
    case map(value: Node)
  }

  let form: Form
  let element: Node
  let first: LoopVariable
  let second: LoopVariable?
  let source: Node
  let condition: Node?

  init(
    _ form: Form, element: Node, first: LoopVariable, second: LoopVariable?, source: Node, condition: Node?,
    _ span: Span
  ) {
    self.form = form
    self.element = element
    self.first = first
    self.second = second
    self.source = source
    self.condition = condition
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let collection = try source.evaluate(frame)
    switch form {
    case .list:
      var values: [Value] = []
      try forEach(collection, frame) { values.append(try element.evaluate(frame)) }
      return try machine.checked(ListObject(values), at: span)
    case .set:
      var values: [Value] = []
      try forEach(collection, frame) { values.append(try element.evaluate(frame)) }
      return try machine.checked(SetObject(values), at: span)
    case .map(let value):
      let map = MapObject([:])
      try forEach(collection, frame) {
        let key = try element.evaluate(frame)
        map.insert(try value.evaluate(frame), for: key)
      }
      return try machine.checked(map, at: span)
    }
  }

  private func forEach(_ collection: Value, _ frame: Frame, _ body: () throws -> Void) throws {
    try frame.machine.forEach(collection, pairs: second != nil, at: source.span) { one, two in
      first.set(one, frame)
      second?.set(two, frame)
      try frame.tick(at: span)
      if let condition, !(try condition.test(frame)) { return true }
      try body()
      return true
    }
  }
}

extension Machine {
  /// Runs over a collection while the body answers true. With `pairs`: key and value of a map or record, position and
  /// element of the others.
  func forEach(
    _ collection: Value, pairs: Bool, at span: Span, _ body: (Value, Value) throws -> Bool
  ) throws {
    guard case .object(let object) = collection else { throw notIterable(collection, span) }
    switch object {
    case let list as ListObject:
      for (index, element) in list.elements.enumerated() {
        guard try pairs ? body(.number(Double(index)), element) : body(element, .nothing) else { return }
      }
    case let set as SetObject:
      for (index, element) in set.elements.enumerated() {
        guard try pairs ? body(.number(Double(index)), element) : body(element, .nothing) else { return }
      }
    case let map as MapObject:
      for (key, value) in map.entries {
        guard try body(key, value) else { return }
      }
    case let range as RangeObject:
      for index in 0..<range.count {
        let element = Value.number(range.element(at: index))
        guard try pairs ? body(.number(Double(index)), element) : body(element, .nothing) else { return }
      }
    case let record as RecordObject where pairs:
      for (name, value) in zip(record.shape.names, record.fields) {
        guard try body(.text(name), value) else { return }
      }
    case let text as TextObject:
      for (index, character) in text.text.enumerated() {
        let element = Value.text(String(character))
        guard try pairs ? body(.number(Double(index)), element) : body(element, .nothing) else { return }
      }
    default: throw notIterable(collection, span)
    }
  }

  private func notIterable(_ value: Value, _ span: Span) -> Failure {
    var diagnostic = Diagnostic("cyb-not-iterable", "cannot run over \(value.typePhrase)", at: span)
    switch value {
    case .kind(let kind):
      diagnostic = diagnostic.help("for the entities of the kind, write `all(\(world.name(of: kind)))`")
    case .number(let number):
      diagnostic = diagnostic.help("to count, write `0..<\(literal(.number(number)))`")
    case .object(is RecordObject):
      diagnostic = diagnostic.help("for its fields, write `for name, value in …`")
    default: break
    }
    return Failure(diagnostic)
  }
}
