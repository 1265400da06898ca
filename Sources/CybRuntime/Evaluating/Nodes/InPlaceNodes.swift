import CybSyntax

// Assignments that change a value where it lies, chosen by `Specialisation`. Each does the common case itself, and hands
// what is left, the operand being evaluated, to the general node.

/// `x.f = e`, `x.f += e` where `x` is a local.
final class AssignLocalFieldNode: Node {
  let slot: Int
  let general: AssignPlaceNode
  private let value: Operand
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(slot: Int, field: Name, general: AssignPlaceNode) {
    self.slot = slot
    self.general = general
    value = Operand(general.value)
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let operand = try value.evaluate(frame)
    let place = frame.slots + slot
    if operand.isPlain, place.holdsAlone(.record), let record = place.record,
      record._withUnsafeGuaranteedRef({ record in
        guard let index = cache.index(in: record) else { return false }
        return (record.start + index).change(operation, operand)
      })
    {
      return .normal
    }
    try general.assign(operand, indices: [], base: .undefined, frame)
    return .normal
  }
}

/// `e.f = v`, `e.f += v` where `e` may be an entity and no engine reads a field of that name, so that any value will do.
final class AssignEntityFieldNode: Node {
  let owner: Node
  let general: AssignPlaceNode
  private let value: Operand
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(owner: Node, field: Name, general: AssignPlaceNode) {
    self.owner = owner
    self.general = general
    value = Operand(general.value)
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let base = try owner.evaluate(frame)
    let operand = try value.evaluate(frame)
    if operand.isPlain, case .entity(let id) = base,
      frame.machine.world.changeOwnField(of: id, cache, { $0.change(operation, operand) })
    {
      return .normal
    }
    try general.assign(operand, indices: [], base: base, frame)
    return .normal
  }
}

/// `xs[i] = e`, `xs[i] += e` where `xs` is a local.
final class AssignLocalElementNode: Node {
  let slot: Int
  let index: Operand
  let general: AssignPlaceNode
  private let value: Operand
  private let operation: BinaryOperator?

  init(slot: Int, index: Node, general: AssignPlaceNode) {
    self.slot = slot
    self.index = Operand(index)
    self.general = general
    value = Operand(general.value)
    operation = general.operation
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let position = try index.evaluate(frame)
    let operand = try value.evaluate(frame)
    let place = frame.slots + slot
    if operand.isPlain, case .number(let number) = position, place.holdsAlone(.list), let list = place.list,
      list._withUnsafeGuaranteedRef({ list in
        guard let index = list.index(number) else { return false }
        return list.elements.withUnsafeMutableBufferPointer { elements in
          guard let start = elements.baseAddress else { return false }
          return (start + index).change(operation, operand)
        }
      })
    {
      return .normal
    }
    try general.assign(operand, indices: [position], base: .undefined, frame)
    return .normal
  }
}

/// `xs += [e]` where `xs` is a local: appends without making the list `[e]`.
final class AppendToLocalNode: Node {
  let slot: Int
  let element: Operand

  init(slot: Int, element: Node, _ span: Span) {
    self.slot = slot
    self.element = Operand(element)
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
    guard let list = place.list else { return .normal }
    try list._withUnsafeGuaranteedRef { list in
      list.elements.append(added)
      if case .object(let object) = added, object.depth >= list.depth {
        list.depth = 1 + object.depth
        try frame.machine.checkDepth(list, at: span)
      }
    }
    return .normal
  }
}
