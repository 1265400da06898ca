import CMemory
import Synchronization

/// The names of a record's fields, shared by all records with the same names in the same order.
///
/// Shapes form a tree: `adding` a name leads to one child, made once. What stands in the tree lives as long as the process
/// and is not counted. Since names may be computed, and texts come from strangers, the tree has an end: beyond so many
/// names in all, or in one shape, each record that is made has a shape of its own, which goes with the last one that
/// uses it.
public final class Shape: Sendable {
  public let names: [String]
  /// How many names it has.
  let count: Int
  /// A number of its own, less than 2^48.
  let number: UInt64
  /// Whether it stands in the tree.
  let isShared: Bool
  private let indices: [String: Int]
  private let children = Mutex<[String: Shape]>([:])

  private static let made = Atomic<UInt64>(0)
  /// How many more names the tree may have in all its shapes; about 100 bytes each.
  private static let room = Atomic<Int>(1 << 18)
  /// The most names of a shape in the tree.
  private static let mostShared = 64

  public static let empty = Shape(names: [], isShared: true)

  private init(names: [String], isShared: Bool) {
    self.names = names
    self.isShared = isShared
    count = names.count
    number = Self.made.add(1, ordering: .relaxed).newValue
    var indices: [String: Int] = [:]
    indices.reserveCapacity(names.count)
    for (index, name) in names.enumerated() { indices[name] = index }
    self.indices = indices
    if !isShared { cyb_account(bytes) }
  }

  deinit { if !isShared { cyb_account(-bytes) } }

  private var bytes: Int { 128 + count * 100 }

  /// The shape with these names, each of them once.
  static func of(_ names: [String]) -> Shape {
    names.count <= mostShared ? names.reduce(empty) { $0.adding($1) } : Shape(names: names, isShared: false)
  }

  public func index(of name: String) -> Int? { indices[name] }

  /// The shape with one more name, which must be new.
  public func adding(_ name: String) -> Shape {
    guard isShared, count < Self.mostShared else { return Shape(names: names + [name], isShared: false) }
    return children.withLock { children in
      if let child = children[name] { return child }
      let hasRoom = Self.room.subtract(count + 1, ordering: .relaxed).newValue >= 0
      let child = Shape(names: names + [name], isShared: hasRoom)
      if hasRoom { children[name] = child } else { Self.room.add(count + 1, ordering: .relaxed) }
      return child
    }
  }
}
