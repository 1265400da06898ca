/// A growing list in pieces, which a copy shares: changing a copy costs the piece that changes, not the whole.
public struct Ledger<Element>: RandomAccessCollection {
  private var pieces: [[Element]] = []
  public private(set) var count = 0
  /// The bits of an index within its piece.
  private let bits: Int

  init(bits: Int = 10) { self.bits = bits }

  init(_ elements: [Element], bits: Int = 10) {
    self.bits = bits
    count = elements.count
    pieces = stride(from: 0, to: count, by: 1 << bits).map { first in
      Array(elements[first..<Swift.min(first + (1 << bits), elements.count)])
    }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  private var mask: Int { (1 << bits) - 1 }

  public subscript(index: Int) -> Element {
    @inline(__always) _read { yield pieces[index >> bits][index & mask] }
    @inline(__always) _modify { yield &pieces[index >> bits][index & mask] }
  }

  mutating func append(_ element: Element) {
    if count & mask == 0 {
      var piece: [Element] = []
      piece.reserveCapacity(1 << bits)
      pieces.append(piece)
    }
    pieces[pieces.count - 1].append(element)
    count += 1
  }

  mutating func append(contentsOf elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  /// Takes away all from an index on.
  mutating func cut(to length: Int) {
    guard length < count else { return }
    let whole = (length + mask) >> bits
    pieces.removeLast(pieces.count - whole)
    let rest = length & mask
    if rest != 0 { pieces[whole - 1].removeLast(pieces[whole - 1].count - rest) }
    count = length
  }
}
