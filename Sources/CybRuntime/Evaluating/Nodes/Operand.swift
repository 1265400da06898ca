import CybSyntax

/// A child that is often a local, or an element of a list at the position in a local: these are read without a step down
/// the tree.
struct Operand {
  let node: Node
  /// The local's slot; or one of the two numbers below.
  private let slot: Int
  /// Where the list and the position are, for an element.
  private let list: Int32
  private let position: Int32

  private static let isNode = -1
  private static let isElementOfLocal = -2
  private static let isElementOfGlobal = -3

  init(_ node: Node) {
    self.node = node
    (slot, list, position) = Specialisation.isOn ? Self.place(of: node) : (Self.isNode, 0, 0)
  }

  private static func place(of node: Node) -> (slot: Int, list: Int32, position: Int32) {
    switch node {
    case let local as LocalNode: (local.slot, 0, 0)
    case let element as LocalIndexNode where element.index.slot >= 0:
      (isElementOfLocal, Int32(element.slot), Int32(element.index.slot))
    case let element as GlobalIndexNode where element.index.slot >= 0:
      (isElementOfGlobal, Int32(element.slot), Int32(element.index.slot))
    default: (isNode, 0, 0)
    }
  }

  var span: Span { node.span }

  @inline(__always)
  func evaluate(_ frame: Frame) throws -> Value {
    slot >= 0 ? frame.slots[slot] : try node.evaluate(frame)
  }

  /// See `Node.number`.
  @inline(__always)
  func number(_ frame: Frame) throws -> Double {
    if slot >= 0 { return (frame.slots + slot).number(frame) }
    if slot == Self.isNode { return try node.number(frame) }
    let element = knownElement(frame)
    return element.isNaN ? try node.number(frame) : element
  }

  /// The element of a list, where it is there and a number; else NaN.
  @inline(__always)
  private func knownElement(_ frame: Frame) -> Double {
    let variables = slot == Self.isElementOfLocal ? frame.slots : frame.globals
    guard case .number(let position) = frame.slots[Int(position)] else { return .nan }
    return (variables + Int(list)).list?.number(at: position) ?? .nan
  }

  /// The number that the operand is, if it is a local that holds one: reading that costs nothing and changes nothing.
  @inline(__always)
  func knownNumber(_ frame: Frame) -> Double? {
    if slot >= 0, case .number(let number) = frame.slots[slot] { return number }
    return nil
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
