import CybSyntax

// Assignments that change a value where it lies, chosen by `Specialisation`. Each does the common case itself, and hands
// what is left, the operand being evaluated, to the general node.

/// `x = e` where `x` is a local, and `e` is arithmetic: most likely a number.
final class SetLocalNumberNode: Node {
  let slot: Int
  private let value: Node

  init(slot: Int, _ value: Node, _ span: Span) {
    self.slot = slot
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let number = try value.number(frame)
    if number.isNaN { frame.slots[slot] = frame.takeAside() } else { (frame.slots + slot).put(number) }
    return .normal
  }
}

/// `x.f = e`, `x.f += e` where `x` is a local.
final class AssignLocalFieldNode: Node {
  let slot: Int
  let general: AssignPlaceNode
  private let value: Operand
  private let isArithmetic: Bool
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(slot: Int, field: Name, general: AssignPlaceNode) {
    self.slot = slot
    self.general = general
    value = Operand(general.value)
    isArithmetic = Specialisation.isArithmetic(general.value)
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let owner = frame.slots + slot
    guard let operation else {
      if isArithmetic {
        let number = try value.number(frame)
        if !number.isNaN, let record = owner.recordHeldAlone, let place = cache.place(in: record) {
          place.put(number)
          return .normal
        }
        return try slowly(number.isNaN ? frame.takeAside() : .number(number), frame)
      }
      let operand = try value.evaluate(frame)
      if operand.isPlain, let record = owner.recordHeldAlone, let place = cache.place(in: record) {
        place.put(operand)
        return .normal
      }
      return try slowly(operand, frame)
    }
    let number = try value.number(frame)
    if !number.isNaN, let record = owner.recordHeldAlone, let place = cache.place(in: record),
      place.update(operation, number)
    {
      return .normal
    }
    return try slowly(number.isNaN ? frame.takeAside() : .number(number), frame)
  }

  @inline(never)
  private func slowly(_ operand: Value, _ frame: Frame) throws -> Completion {
    try general.assign(operand, indices: [], base: .undefined, frame)
    return .normal
  }
}

/// `e.f = v`, `e.f += v` where `e` may be an entity and no engine reads a field of that name, so that any value will do.
final class AssignEntityFieldNode: Node {
  let owner: Node
  let general: AssignPlaceNode
  /// The owner, where it is known when resolving.
  private let entity: EntityID?
  private let value: Operand
  private let operation: BinaryOperator?
  private let cache: FieldCache

  init(owner: Node, field: Name, general: AssignPlaceNode) {
    self.owner = owner
    self.general = general
    entity = if case .entity(let id)? = (owner as? ConstantNode)?.value { id } else { nil }
    value = Operand(general.value)
    operation = general.operation
    cache = FieldCache(name: field.text)
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let base = if let entity { Value.entity(entity) } else { try owner.evaluate(frame) }
    guard let operation else {
      let operand = try value.evaluate(frame)
      if operand.isPlain, case .entity(let id) = base, let place = frame.placeToChange(of: id, cache) {
        place.put(operand)
        return .normal
      }
      return try slowly(operand, base, frame)
    }
    let number = try value.number(frame)
    if !number.isNaN, case .entity(let id) = base, let place = frame.placeToChange(of: id, cache),
      place.update(operation, number)
    {
      return .normal
    }
    return try slowly(number.isNaN ? frame.takeAside() : .number(number), base, frame)
  }

  @inline(never)
  private func slowly(_ operand: Value, _ base: Value, _ frame: Frame) throws -> Completion {
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
    let number = try index.number(frame)
    if number.isNaN { return try slowly(frame.takeAside(), nil, frame) }
    let operand = try value.evaluate(frame)
    let place = frame.slots + slot
    if operand.isPlain, let list = place.listHeldAlone,
      list._withUnsafeGuaranteedRef({ list in
        guard let index = ListObject.index(number, below: list.elements.count) else { return false }
        return list.elements.withUnsafeMutableBufferPointer { elements in
          guard let start = elements.baseAddress else { return false }
          return (start + index).change(operation, operand)
        }
      })
    {
      return .normal
    }
    return try slowly(.number(number), operand, frame)
  }

  @inline(never)
  private func slowly(_ position: Value, _ operand: Value?, _ frame: Frame) throws -> Completion {
    try general.assign(operand ?? value.evaluate(frame), indices: [position], base: .undefined, frame)
    return .normal
  }
}

/// `n += 1`, `n -= 1` where `n` is a local.
final class StepLocalNode: Node {
  let slot: Int
  private let step: Double
  private let general: UpdateLocalNode

  init(step: Double, _ general: UpdateLocalNode) {
    slot = general.slot
    self.step = step
    self.general = general
    super.init(general.span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    (frame.slots + slot).update(.add, step) ? .normal : try general.execute(frame)
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
    guard let list = place.listHeldAlone else {
      do { try frame.machine.update(&place.pointee, .add, .list([added])) } catch let failure as Failure {
        throw failure.located(at: span)
      }
      return .normal
    }
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
