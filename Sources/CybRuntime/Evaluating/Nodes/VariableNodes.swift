import CybSyntax

/// A parameter, local or captured value in the frame.
final class LocalNode: Node {
  let slot: Int

  init(slot: Int, _ span: Span) {
    self.slot = slot
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value { frame.slots[slot] }

  override func number(_ frame: Frame) throws -> Double { (frame.slots + slot).number(frame) }

  override func isNothing(_ frame: Frame) throws -> Bool {
    if case .nothing = frame.slots[slot] { return true }
    return false
  }
}

/// A variable that a closure shares: its slot holds a cell.
final class CellNode: Node {
  let slot: Int
  let name: String

  init(slot: Int, name: String, _ span: Span) {
    self.slot = slot
    self.name = name
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    guard case .object(let object) = frame.slots[slot] else {
      throw Failure(Diagnostic("cyb-not-yet-set", "`\(name)` has no value yet", at: span))
    }
    let value = unsafeDowncast(object, to: Cell.self).value
    if case .undefined = value {
      throw Failure(Diagnostic("cyb-not-yet-set", "`\(name)` has no value yet", at: span))
    }
    return value
  }
}

/// A top-level variable or function of a file.
final class GlobalNode: Node {
  let slot: Int
  let name: Name
  let declaration: Span

  init(slot: Int, name: Name, declaration: Span) {
    self.slot = slot
    self.name = name
    self.declaration = declaration
    super.init(name.span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let value = frame.machine.globals[slot]
    if case .undefined = value { throw notYetSet() }
    return value
  }

  @inline(never)
  private func notYetSet() -> Failure {
    Failure(
      Diagnostic("cyb-not-yet-set", "`\(name.text)` has no value yet: its declaration has not run", at: span)
        .label(declaration, "it is given its value here"))
  }
}

/// Gives a local its value.
final class SetLocalNode: Node {
  let slot: Int
  let value: Node

  init(slot: Int, value: Node, _ span: Span) {
    self.slot = slot
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    (frame.slots + slot).put(try value.evaluate(frame))
    return .normal
  }
}

/// Declares a variable that closures share: makes its cell anew.
final class MakeCellNode: Node {
  let slot: Int
  let value: Node?

  init(slot: Int, value: Node?, _ span: Span) {
    self.slot = slot
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let initial = try value?.evaluate(frame) ?? .undefined
    frame.slots[slot] = .object(Cell(initial))
    return .normal
  }
}

/// Gives a top-level variable its value.
final class SetGlobalNode: Node {
  let slot: Int
  let value: Node

  init(slot: Int, value: Node, _ span: Span) {
    self.slot = slot
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let result = try value.evaluate(frame)
    frame.machine.willChangeGlobal(slot)
    frame.machine.globals[slot] = result
    return .normal
  }
}
