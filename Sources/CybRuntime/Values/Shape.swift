import Synchronization

/// The names of a record's fields, shared by all records with the same names in the same order.
///
/// Shapes form a tree: `adding` a name leads to one child, made once. They live as long as the process; a program
/// has as many as it has ways to write records, and computed names make no shapes (they make maps).
public final class Shape: Sendable {
  public let names: [String]
  /// How many names it has.
  let count: Int
  /// A number of its own, less than 2^48.
  let number: UInt64
  private let indices: [String: Int]
  private let children = Mutex<[String: Shape]>([:])

  private static let count = Atomic<UInt64>(0)

  public static let empty = Shape(names: [])

  private init(names: [String]) {
    self.names = names
    count = names.count
    number = Self.count.add(1, ordering: .relaxed).newValue
    var indices: [String: Int] = [:]
    for (index, name) in names.enumerated() { indices[name] = index }
    self.indices = indices
  }

  public func index(of name: String) -> Int? { indices[name] }

  /// The shape with one more name, which must be new.
  public func adding(_ name: String) -> Shape {
    children.withLock { children in
      if let child = children[name] { return child }
      let child = Shape(names: names + [name])
      children[name] = child
      return child
    }
  }
}
