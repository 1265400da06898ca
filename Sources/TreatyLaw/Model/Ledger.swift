/// A growing list, most of which copies share: changing a copy costs the piece that changes, not the whole.
public struct Ledger<Element>: RandomAccessCollection {
  /// What it was made from, kept as one piece, of which `baseCount` elements count; then what has been appended, in equal
  /// pieces.
  private var pieces: [[Element]]
  private var baseCount: Int
  public private(set) var count: Int
  /// The bits of an index within its piece.
  private let bits: Int

  /// Changing one of the elements that it is made from costs a copy of them all.
  init(_ elements: consuming [Element] = [], bits: Int = 10) {
    self.bits = bits
    count = elements.count
    baseCount = elements.count
    pieces = [elements]
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }
  private var mask: Int { (1 << bits) - 1 }

  /// The piece that an index lies in.
  @inline(__always)
  private func piece(of index: Int) -> Int { index < baseCount ? 0 : 1 + (index - baseCount) >> bits }

  @inline(__always)
  private func place(of index: Int) -> Int { index < baseCount ? index : (index - baseCount) & mask }

  public subscript(index: Int) -> Element {
    @inline(__always) _read { yield pieces[piece(of: index)][place(of: index)] }
    @inline(__always) _modify { yield &pieces[piece(of: index)][place(of: index)] }
  }

  /// The elements from an index on, as far as they lie side by side.
  @inline(__always)
  func withRun<Result>(from index: Int, _ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    pieces[piece(of: index)].withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[place(of: index)..<(index < baseCount ? baseCount : $0.count)]))
    }
  }

  /// The elements that an index lies among, and the index of the first of them. There may be more behind the last that
  /// counts.
  func piece(around index: Int) -> (elements: [Element], first: Int) {
    (pieces[piece(of: index)], index - place(of: index))
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if (count - baseCount) & mask == 0 { addPiece() }
    pieces[pieces.count - 1].append(element)
    count += 1
  }

  mutating func append(contentsOf elements: some RandomAccessCollection<Element>) {
    var rest = elements[...]
    while !rest.isEmpty {
      if (count - baseCount) & mask == 0 { addPiece() }
      let room = 1 << bits - (count - baseCount) & mask
      let taken = rest.prefix(room)
      pieces[pieces.count - 1].append(contentsOf: taken)
      count += taken.count
      rest = rest.dropFirst(room)
    }
  }

  private mutating func addPiece() {
    var piece: [Element] = []
    piece.reserveCapacity(1 << bits)
    pieces.append(piece)
  }

  /// Takes away all from an index on.
  mutating func cut(to length: Int) {
    guard length < count else { return }
    baseCount = Swift.min(baseCount, length)
    let kept = length - baseCount
    let whole = 1 + (kept + mask) >> bits
    pieces.removeLast(pieces.count - whole)
    let rest = kept & mask
    if rest != 0 { pieces[whole - 1].removeLast(pieces[whole - 1].count - rest) }
    count = length
  }
}
