/// Memory of a fixed size without reference counts or checks, for the inner loops of the search; whoever makes it frees it.
struct FlatBuffer<Element> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating element: Element, count: Int) {
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: element, count: count)
    self.count = count
  }

  init(_ elements: [Element]) {
    base = .allocate(capacity: max(elements.count, 1))
    for (index, element) in elements.enumerated() { (base + index).initialize(to: element) }
    count = elements.count
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  func fill(_ element: Element) { base.update(repeating: element, count: count) }

  func copy(_ other: FlatBuffer) { base.update(from: other.base, count: count) }

  func copy(_ other: [Element]) {
    other.withUnsafeBufferPointer { if let source = $0.baseAddress { base.update(from: source, count: count) } }
  }

  /// Writes the elements to an array of the same size.
  func save(_ other: inout [Element]) {
    other.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: base, count: count) }
  }

  var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  func free() {
    base.deinitialize(count: count)
    base.deallocate()
  }
}
