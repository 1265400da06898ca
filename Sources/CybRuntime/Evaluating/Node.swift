import CybSyntax
import TreatyLaw

/// A node of the resolved tree: every name is a slot, every operator a class of its own.
///
/// Three ways in: `evaluate` for a value, `test` for a condition, `execute` for a statement. Children are `let`s, and
/// final classes, so that a step down costs one indirect call and no reference counting.
class Node {
  final let span: Span

  init(_ span: Span) { self.span = span }

  /// The value of an expression.
  func evaluate(_ frame: Frame) throws -> Value {
    fatalError("\(type(of: self)) is a statement")
  }

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

  /// One turn of a loop or one call.
  @inline(__always)
  func tick(at span: Span) throws { try reference._withUnsafeGuaranteedRef { try $0.tick(at: span) } }

  /// Calls a function with arguments that have been evaluated.
  @inline(__always)
  func call(_ code: FunctionCode, _ first: Value, from span: Span) throws -> Value {
    try reference._withUnsafeGuaranteedRef { machine in
      let base = machine.top
      base.initialize(to: first)
      return try machine.invoke(code, base, 1, from: span)
    }
  }

  @inline(__always)
  func call(_ code: FunctionCode, _ first: Value, _ second: Value, from span: Span) throws -> Value {
    try reference._withUnsafeGuaranteedRef { machine in
      let base = machine.top
      base.initialize(to: first)
      (base + 1).initialize(to: second)
      return try machine.invoke(code, base, 2, from: span)
    }
  }
}
