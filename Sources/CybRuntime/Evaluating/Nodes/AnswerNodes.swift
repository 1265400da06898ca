import CybSyntax
import TreatyLaw

/// An expression as a statement; at the REPL its value is the answer.
final class ExpressionStatementNode: Node {
  let expression: Node

  init(_ expression: Node, _ span: Span) {
    self.expression = expression
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    machine.lastValue = try expression.evaluate(frame)
    machine.lastAnswer = machine.lastValue
    machine.lastIsQuestion = expression is QuestionNode
    machine.lastUndecided = (expression as? QuestionNode).map { $0.takeUndecided(machine) } ?? []
    return .normal
  }
}

/// The answer of an `ask`.
public struct Answer: Sendable {
  /// The question as written.
  public var question: String
  public var value: Value
  /// The same as `print` shows it, several lines where it is a table or an explanation.
  public var text: String
  /// Of a `who`: those for whom it is unknown.
  public var undecided: [EntityID]
  public var span: Span

  /// Question and answer as `ask` prints them.
  package var printed: String { Rendering.asked(self) }
}

/// `ask E`.
final class AskNode: Node {
  let expression: Node

  init(_ expression: Node, _ span: Span) {
    self.expression = expression
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    let value = try expression.evaluate(frame)
    let undecided = (expression as? QuestionNode).map { $0.takeUndecided(machine) } ?? []
    let answer = Answer(
      question: machine.sources.text(expression.span), value: value,
      text: Rendering.answer(value, undecided: undecided, machine), undecided: undecided, span: span)
    if let sink = machine.answerSink {
      try sink(answer)
    } else {
      try machine.write(Rendering.asked(answer).utf8)
    }
    machine.lastValue = value
    machine.lastAnswer = value
    return .normal
  }
}

/// `test "name" { … }`: run by `cyb test` only, in a copy of the world.
final class TestNode: Node {
  let name: Node
  let body: Node
  let assigned: [Int]

  init(name: Node, body: Node, assigned: [Int], _ span: Span) {
    self.name = name
    self.body = body
    self.assigned = assigned
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    guard let report = machine.testSink else { return .normal }
    let title = machine.describe(try name.evaluate(frame))
    guard machine.testFilter(title) else { return .normal }
    let start = ContinuousClock.now
    var failure: Failure?
    do {
      _ = try machine.supposing(assigned, frame) { try body.execute(frame) }
    } catch let caught as Failure {
      guard caught.isCatchable || caught.diagnostic.code != "cyb-interrupted" else { throw caught }
      failure = caught
    }
    report(
      TestResult(
        name: title, span: span, failure: failure?.diagnostic, duration: ContinuousClock.now - start))
    return .normal
  }
}

/// How one `test` block went.
public struct TestResult: Sendable {
  public var name: String
  public var span: Span
  public var failure: Diagnostic?
  public var duration: Duration
}

/// `expect E`; of a comparison a failure shows both sides.
final class ExpectNode: Node {
  let left: Node
  let comparison: ComparisonOperator?
  let right: Node?
  let source: Span

  init(_ condition: Node, source: Span, _ span: Span) {
    left = condition
    comparison = nil
    right = nil
    self.source = source
    super.init(span)
  }

  init(left: Node, _ comparison: ComparisonOperator, right: Node, source: Span, _ span: Span) {
    self.left = left
    self.comparison = comparison
    self.right = right
    self.source = source
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    let value = try left.evaluate(frame)
    guard let comparison, let right else {
      guard case .truth(let truth) = value else { throw left.notATruth(value, frame) }
      if truth == .unknown { throw left.notATruth(value, frame) }
      if truth == .no { throw failed(machine, []) }
      return .normal
    }
    let other = try right.evaluate(frame)
    let truth: Truth
    do { truth = try comparison.holds(value, other) } catch let failure as Failure {
      throw failure.located(at: source)
    }
    if truth == .yes { return .normal }
    let notes = ["left:  \(machine.longLiteral(value))", "right: \(machine.longLiteral(other))"]
    throw failed(machine, truth == .unknown ? notes + ["the comparison is unknown"] : notes)
  }

  private func failed(_ machine: Machine, _ notes: [String]) -> Failure {
    var diagnostic = Diagnostic("cyb-expectation-failed", "the expectation does not hold", at: source)
    for note in notes { diagnostic = diagnostic.note(note) }
    return Failure(diagnostic)
  }
}

/// `expect error "part" { … }`: the block must fail with a message that has the part in it.
final class ExpectErrorNode: Node {
  let part: Node
  let body: Node
  let assigned: [Int]

  init(part: Node, body: Node, assigned: [Int], _ span: Span) {
    self.part = part
    self.body = body
    self.assigned = assigned
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    let wanted = machine.describe(try part.evaluate(frame))
    do {
      _ = try machine.supposing(assigned, frame) { try body.execute(frame) }
    } catch let failure as Failure {
      guard failure.isCatchable else { throw failure }
      let diagnostic = failure.diagnostic
      if diagnostic.message.contains(wanted) || diagnostic.code.name.contains(wanted) { return .normal }
      throw Failure(
        Diagnostic("cyb-expectation-failed", "the error is another one than expected", at: span)
          .note("expected: \(wanted)").note("got: \(diagnostic.message)").label(diagnostic.span, "it arose here"))
    }
    throw Failure(
      Diagnostic("cyb-expectation-failed", "an error was expected, but there was none", at: span))
  }
}

/// A local function that refers to itself, or is referred to by another: its cell is made before its closure.
final class DeclareFunctionNode: Node {
  let slot: Int
  let closure: ClosureNode

  init(slot: Int, closure: ClosureNode, _ span: Span) {
    self.slot = slot
    self.closure = closure
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let cell = Cell(.undefined)
    frame.slots[slot] = .object(cell)
    cell.value = try closure.evaluate(frame)
    return .normal
  }
}

extension Machine {
  /// A value as it would be written in a program, up to a few hundred characters.
  func longLiteral(_ value: Value) -> String {
    var bytes: [UInt8] = []
    value.write(in: world, into: &bytes)
    return bytes.count > 600
      ? String(decoding: bytes.prefix(597), as: UTF8.self) + "…" : String(decoding: bytes, as: UTF8.self)
  }
}
