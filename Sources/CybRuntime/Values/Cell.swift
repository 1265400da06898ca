/// A variable shared between a function and the closures that captured it.
final class Cell: Object, @unchecked Sendable {
  var value: Value
  /// The savepoint in which it was last changed; see `Journal`.
  var stamp: UInt32 = 0

  init(_ value: Value) {
    self.value = value
    super.init(tag: .cell, depth: 1, payload: 0)
  }
}
