import CybSyntax

/// A child that is often a local: then its slot is read without a step down the tree.
struct Operand {
  let node: Node
  /// The local's slot, or -1.
  private let slot: Int

  init(_ node: Node) {
    self.node = node
    slot = Specialisation.isOn ? (node as? LocalNode)?.slot ?? -1 : -1
  }

  var span: Span { node.span }

  @inline(__always)
  func evaluate(_ frame: Frame) throws -> Value {
    slot >= 0 ? frame.slots[slot] : try node.evaluate(frame)
  }

  /// See `Node.number`.
  @inline(__always)
  func number(_ frame: Frame) throws -> Double {
    guard slot >= 0 else { return try node.number(frame) }
    return (frame.slots + slot).number(frame)
  }
}

/// Nodes side by side, walked without counting references to them.
struct NodeList {
  let nodes: [Node]
  let count: Int
  private let row: Row

  init(_ nodes: [Node]) {
    self.nodes = nodes
    count = nodes.count
    row = Row(nodes)
  }

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  func evaluate(_ index: Int, _ frame: Frame) throws -> Value {
    try row.start[index]._withUnsafeGuaranteedRef { try $0.evaluate(frame) }
  }

  @inline(__always)
  func execute(_ index: Int, _ frame: Frame) throws -> Completion {
    try row.start[index]._withUnsafeGuaranteedRef { try $0.execute(frame) }
  }

  private final class Row {
    let start: UnsafeMutablePointer<Unmanaged<Node>>

    init(_ nodes: [Node]) {
      start = .allocate(capacity: max(nodes.count, 1))
      for (index, node) in nodes.enumerated() { (start + index).initialize(to: .passUnretained(node)) }
    }

    deinit { start.deallocate() }
  }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// The value of a place as `Node.number` hands it on.
  @inline(__always)
  func number(_ frame: Frame) -> Double {
    if case .number(let number) = pointee { return number }
    return frame.number(pointee)
  }
}
