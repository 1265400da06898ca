import CybSyntax

// Assignments that change a value where it lies, chosen by `Specialisation`. Each does the common case itself, and hands
// what is left, the operand being evaluated, to the general node.

extension UnsafeMutablePointer where Pointee == Value {
  /// The object of a value that holds one, in its place, so that asking whether it is held once does not hold it twice.
  ///
  /// The payload of an enum with one class payload lies at its start; a test of the layout says so.
  @inline(__always)
  var object: UnsafeMutablePointer<Object> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Object.self) }

  /// Whether the value is an object of a tag that nobody else holds.
  @inline(__always)
  func holdsAlone(_ tag: Object.Tag) -> Bool {
    guard case .object(let object) = pointee, object.tag == tag else { return false }
    return isKnownUniquelyReferenced(&self.object.pointee)
  }

  /// Deinitialises values, most of which are plain: a call of the runtime for all of them costs more than looking.
  @inline(__always)
  func clear(_ count: Int) {
    for index in 0..<count where !self[index].isPlain { (self + index).deinitialize(count: 1) }
  }

  /// `place op= number` where both are numbers and so is the result; whether it was done.
  @inline(__always)
  func update(_ operation: BinaryOperator, _ operand: Value) -> Bool {
    guard case .number(let x) = pointee, case .number(let y) = operand else { return false }
    let result: Double
    switch operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    default: return false
    }
    guard result.isFinite else { return false }
    initialize(to: .number(result))
    return true
  }
}

extension Value {
  @inline(__always)
  var isPlain: Bool {
    if case .object = self { return false }
    return true
  }
}

/// `x.f = e`, `x.f += e` where `x` is a local.
final class AssignLocalFieldNode: Node {
  let slot: Int
  let general: AssignPlaceNode
  private let value: Node
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(slot: Int, field: Name, general: AssignPlaceNode) {
    self.slot = slot
    self.general = general
    value = general.value
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let operand = try value.evaluate(frame)
    let place = frame.slots + slot
    if operand.isPlain, place.holdsAlone(.record) {
      let record = unsafeDowncast(place.object.pointee, to: RecordObject.self)
      if let index = cache.index(in: record.shape), record.set(index, operation, operand) { return .normal }
    }
    try general.assign(operand, indices: [], base: .undefined, frame)
    return .normal
  }
}

extension RecordObject {
  /// Sets or updates a field where that asks for no check; whether it was done. The caller holds the only reference.
  @inline(__always)
  func set(_ index: Int, _ operation: BinaryOperator?, _ operand: Value) -> Bool {
    guard let operation else {
      fields[index] = operand
      return true
    }
    return fields.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return (start + index).update(operation, operand)
    }
  }
}

/// `e.f = v`, `e.f += v` where `e` may be an entity and no engine reads a field of that name, so that any value will do.
final class AssignEntityFieldNode: Node {
  let owner: Node
  let general: AssignPlaceNode
  private let value: Node
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(owner: Node, field: Name, general: AssignPlaceNode) {
    self.owner = owner
    self.general = general
    value = general.value
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let base = try owner.evaluate(frame)
    let operand = try value.evaluate(frame)
    if operand.isPlain, case .entity(let id) = base {
      let world = frame.machine.world
      world.willChange(id)
      if isKnownUniquelyReferenced(&world.entities[Int(id.index)].fields),
        let fields = world.entities[Int(id.index)].fields, let index = cache.index(in: fields.shape),
        fields.set(index, operation, operand)
      {
        return .normal
      }
    }
    try general.assign(operand, indices: [], base: base, frame)
    return .normal
  }
}

/// `xs[i] = e`, `xs[i] += e` where `xs` is a local.
final class AssignLocalElementNode: Node {
  let slot: Int
  let index: Node
  let general: AssignPlaceNode
  private let value: Node
  private let operation: BinaryOperator?

  init(slot: Int, index: Node, general: AssignPlaceNode) {
    self.slot = slot
    self.index = index
    self.general = general
    value = general.value
    operation = general.operation
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let position = try index.evaluate(frame)
    let operand = try value.evaluate(frame)
    let place = frame.slots + slot
    if operand.isPlain, case .number(let number) = position, place.holdsAlone(.list) {
      let list = unsafeDowncast(place.object.pointee, to: ListObject.self)
      if number >= 0, number < Double(list.elements.count) {
        let index = Int(number)
        if Double(index) == number, list.set(index, operation, operand) { return .normal }
      }
    }
    try general.assign(operand, indices: [position], base: .undefined, frame)
    return .normal
  }
}

extension ListObject {
  /// Sets or updates an element where that asks for no check; whether it was done. The caller holds the only reference.
  @inline(__always)
  func set(_ index: Int, _ operation: BinaryOperator?, _ operand: Value) -> Bool {
    guard let operation else {
      elements[index] = operand
      return true
    }
    return elements.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return (start + index).update(operation, operand)
    }
  }
}

/// `xs += [e]` where `xs` is a local: appends without making the list `[e]`.
final class AppendToLocalNode: Node {
  let slot: Int
  let element: Node

  init(slot: Int, element: Node, _ span: Span) {
    self.slot = slot
    self.element = element
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let added = try element.evaluate(frame)
    let place = frame.slots + slot
    guard place.holdsAlone(.list) else {
      do { try frame.machine.update(&place.pointee, .add, .list([added])) } catch let failure as Failure {
        throw failure.located(at: span)
      }
      return .normal
    }
    let list = unsafeDowncast(place.object.pointee, to: ListObject.self)
    list.elements.append(added)
    if case .object(let object) = added, object.depth >= list.depth {
      list.depth = 1 + object.depth
      try frame.machine.checkDepth(list, at: span)
    }
    return .normal
  }
}
