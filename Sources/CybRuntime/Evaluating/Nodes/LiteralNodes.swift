import CybSyntax

/// A literal, or any value known when resolving.
class ConstantNode: Node {
  final let value: Value

  init(_ value: Value, _ span: Span) {
    self.value = value
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value { value }
}

/// A number that is known when resolving.
final class NumberNode: ConstantNode {
  private let constant: Double

  init(_ number: Double, _ span: Span) {
    constant = number
    super.init(.number(number), span)
  }

  override func number(_ frame: Frame) throws -> Double { constant }

  override func evaluate(_ frame: Frame) throws -> Value { .number(constant) }
}

/// A text with `{…}` inside.
final class InterpolationNode: Node {
  enum Piece {
    case literal(String)
    case node(Node)
  }

  let pieces: [Piece]

  init(_ pieces: [Piece], _ span: Span) {
    self.pieces = pieces
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    var bytes: [UInt8] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): bytes.append(contentsOf: text.utf8)
      case .node(let node): try node.evaluate(frame).describe(in: frame.machine.world, into: &bytes)
      }
    }
    do { try frame.machine.check(bytes) } catch let failure as Failure { throw failure.located(at: span) }
    return .text(String(decoding: bytes, as: UTF8.self))
  }
}

final class ListNode: Node {
  let elements: NodeList

  init(_ elements: [Node], _ span: Span) {
    self.elements = NodeList(elements)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for index in 0..<elements.count { values.append(try elements.evaluate(index, frame)) }
    return try frame.machine.checked(ListObject(values), at: span)
  }
}

final class SetNode: Node {
  let elements: NodeList

  init(_ elements: [Node], _ span: Span) {
    self.elements = NodeList(elements)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for index in 0..<elements.count { values.append(try elements.evaluate(index, frame)) }
    return try frame.machine.checked(SetObject(values), at: span)
  }
}

final class MapNode: Node {
  let entries: [(key: Node, value: Node)]

  init(_ entries: [(key: Node, value: Node)], _ span: Span) {
    self.entries = entries
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let map = MapObject([:])
    for entry in entries {
      let key = try entry.key.evaluate(frame)
      map.insert(try entry.value.evaluate(frame), for: key)
    }
    return try frame.machine.checked(map, at: span)
  }
}

final class RecordNode: Node {
  let shape: Shape
  let fields: NodeList

  init(shape: Shape, fields: [Node], _ span: Span) {
    self.shape = shape
    self.fields = NodeList(fields)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    try frame.machine.checked(RecordObject(shape: shape) { try fields.evaluate($0, frame) }, at: span)
  }
}

final class RangeNode: Node {
  let lower: Node
  let upper: Node
  let step: Node?
  let excludesUpper: Bool

  init(lower: Node, upper: Node, step: Node?, excludesUpper: Bool, _ span: Span) {
    self.lower = lower
    self.upper = upper
    self.step = step
    self.excludesUpper = excludesUpper
    super.init(span)
  }

  /// Its bounds and step as numbers.
  func bounds(_ frame: Frame) throws -> (lower: Double, upper: Double, step: Double) {
    let lower = try number(self.lower, frame)
    let upper = try number(self.upper, frame)
    guard let step else { return (lower, upper, 1) }
    let width = try number(step, frame)
    guard width > 0 else {
      throw Failure(
        Diagnostic("cyb-range-step", "the step of a range must be greater than 0", at: step.span)
          .help("to count down, write `reverse(1..5)`"))
    }
    return (lower, upper, width)
  }

  private func number(_ node: Node, _ frame: Frame) throws -> Double {
    let value = try node.evaluate(frame)
    guard case .number(let number) = value else {
      throw Failure(
        Diagnostic("cyb-wrong-type", "a range runs over numbers, not \(value.typePhrase)", at: node.span))
    }
    return number
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let (lower, upper, step) = try bounds(frame)
    return .object(RangeObject(lower: lower, upper: upper, excludesUpper: excludesUpper, step: step))
  }
}

/// `x -> e`, or the value of a local `fn`.
final class ClosureNode: Node {
  let code: FunctionCode

  init(_ code: FunctionCode, _ span: Span) {
    self.code = code
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let captures = code.captures.map { frame.slots[$0.outer] }
    return try frame.machine.checked(FunctionObject(body: .script(code), captures: captures), at: span)
  }
}
