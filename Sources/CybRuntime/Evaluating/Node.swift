import CybSyntax
import TreatyLaw

/// A node of the resolved tree: every name is a slot, every operator a class of its own.
///
/// Four ways in: `evaluate` for a value, `number` for one that is likely a number, `test` for a condition, `execute` for a
/// statement. Children are `let`s, and final classes, so that a step down costs one indirect call and no reference counting.
class Node {
  final let span: Span

  init(_ span: Span) { self.span = span }

  /// The value of an expression.
  func evaluate(_ frame: Frame) throws -> Value {
    fatalError("\(type(of: self)) is a statement")
  }

  /// The value of an expression where that is a number. Else NaN, which no script ever sees, and the value waits for
  /// `Frame.takeAside`: numbers pass from node to node in a register, without a look at what else they might be.
  func number(_ frame: Frame) throws -> Double { frame.number(try evaluate(frame)) }

  /// Whether a condition holds; unknown is an error that names what is unknown.
  func test(_ frame: Frame) throws -> Bool {
    let value = try evaluate(frame)
    if case .truth(let truth) = value, truth != .unknown { return truth == .yes }
    throw notATruth(value, frame)
  }

  /// Whether the value of an expression is nothing.
  func isNothing(_ frame: Frame) throws -> Bool {
    if case .nothing = try evaluate(frame) { return true }
    return false
  }

  /// Runs a statement.
  func execute(_ frame: Frame) throws -> Completion {
    _ = try evaluate(frame)
    return .normal
  }

  @inline(never)
  final func notATruth(_ value: Value, _ frame: Frame) -> Failure {
    guard case .truth = value else {
      return Failure(
        Diagnostic("cyb-not-a-truth", "a condition must be yes or no, not \(value.typePhrase)", at: span))
    }
    return Failure(
      Diagnostic("cyb-unknown-condition", "the condition is unknown: neither yes nor no", at: unknownSource(frame))
        .help("say what counts when it is unknown, as in `… ?? no`"))
  }

  /// The innermost part that makes a condition unknown.
  func unknownSource(_ frame: Frame) -> Span { span }
}

/// How a statement ended. A returned value waits in the machine.
enum Completion: UInt8 {
  case normal, breaking, continuing, returning
}

/// Where a call finds its slots and its machine; passed in registers.
struct Frame {
  let slots: UnsafeMutablePointer<Value>
  /// The machine outlives every frame, so that its references need not be counted.
  private let reference: Unmanaged<Machine>

  init(slots: UnsafeMutablePointer<Value>, machine: Machine) {
    self.slots = slots
    reference = .passUnretained(machine)
  }

  var machine: Machine {
    @inline(__always) get { reference._withUnsafeGuaranteedRef { $0 } }
  }

  /// A value as `Node.number` hands it on.
  @inline(__always)
  func number(_ value: Value) -> Double {
    if case .number(let number) = value { return number }
    putAside(value)
    return .nan
  }

  @inline(never)
  private func putAside(_ value: Value) { reference._withUnsafeGuaranteedRef { $0.aside = value } }

  /// The value of which `Node.number` said just now that it is no number.
  @inline(never)
  func takeAside() -> Value {
    reference._withUnsafeGuaranteedRef { machine in
      let value = machine.aside
      machine.aside = .undefined
      return value
    }
  }

  /// Where the next call's arguments go.
  @inline(__always)
  var top: UnsafeMutablePointer<Value> { reference._withUnsafeGuaranteedRef { $0.top } }

  @inline(__always)
  var globals: UnsafeMutablePointer<Value> { reference._withUnsafeGuaranteedRef { $0.globals } }

  /// The fields of an entity, not counted.
  @inline(__always)
  func borrowedFields(of id: EntityID) -> Unmanaged<RecordObject>? {
    reference._withUnsafeGuaranteedRef { $0.world.borrowedFields(of: id) }
  }

  /// See `World.placeToChange`.
  @inline(__always)
  func placeToChange(of id: EntityID, _ cache: FieldCache) -> UnsafeMutablePointer<Value>? {
    reference._withUnsafeGuaranteedRef { $0.world.placeToChange(of: id, cache) }
  }

  /// One turn of a loop or one call.
  @inline(__always)
  func tick(at span: Span) throws { try reference._withUnsafeGuaranteedRef { try $0.tick(at: span) } }

  /// Calls a function whose arguments lie at the top of the stack; they are consumed.
  @inline(__always)
  func call(_ code: FunctionCode, _ base: UnsafeMutablePointer<Value>, _ given: Int, from span: Span) throws -> Value {
    try reference._withUnsafeGuaranteedRef { try $0.invoke(code, base, given, from: span) }
  }
}
