import CybSyntax

/// A statement or the body of a function that reports to the machine's recorder.
final class WatchedNode: Node {
  private let inner: Node
  private let point: Int

  init(_ inner: Node, point: Int) {
    self.inner = inner
    self.point = point
    super.init(inner.span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    guard let recorder = frame.machine.recorder else { return try inner.evaluate(frame) }
    recorder.enter(point)
    defer { recorder.leave() }
    return try inner.evaluate(frame)
  }

  override func test(_ frame: Frame) throws -> Bool {
    guard let recorder = frame.machine.recorder else { return try inner.test(frame) }
    recorder.enter(point)
    defer { recorder.leave() }
    return try inner.test(frame)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    guard let recorder = frame.machine.recorder else { return try inner.execute(frame) }
    recorder.enter(point)
    defer { recorder.leave() }
    return try inner.execute(frame)
  }

  override func unknownSource(_ frame: Frame) -> Span { inner.unknownSource(frame) }
}

extension Resolver {
  /// The node, watched where the machine has a recorder and the statement does something when it runs.
  func watched(_ node: Node, _ statement: Statement) -> Node {
    guard let recorder = machine.recorder else { return node }
    switch statement.kind {
    case .function, .verb, .invalid: return node
    case .declaration(let declaration) where declaration.word.text == "kind": return node
    default: return WatchedNode(node, point: recorder.point(.statement, at: statement.span))
    }
  }

  /// A clause, watched where the machine has a recorder and the clause has a norm that can speak.
  func watch(_ clause: ClauseDeclaration, norms: Int) {
    guard let recorder = machine.recorder, norms > 0 else { return }
    let entity = entitiesByPlace[clause.id.span]
    recorder.add(clause: entity.map { world.name(of: $0) } ?? "clause \(clause.id.text)", at: clause.id.span)
  }

  /// The body of a function, watched where the machine has a recorder.
  func watched(_ body: Node, of code: FunctionCode) -> Node {
    guard let recorder = machine.recorder else { return body }
    return WatchedNode(body, point: recorder.point(.function(code.name), at: code.declaration))
  }
}
