/// A line of a source as a terminal shows it: tabs as blanks, control characters made visible, a long one cut.
struct VisibleLine {
  /// The widest line that is shown whole, in columns.
  static let widthLimit = 140
  /// How much is shown before the place of interest where a line is cut.
  private static let lead = 40
  private static let tabWidth = 4
  private static let cut = "…"

  private(set) var text = ""
  /// The first byte and the column of each character that is shown, and of the end.
  private var offsets: [UInt32] = []
  private var columns: [Int] = []

  /// - Parameters:
  ///   - number: the line, from 1.
  ///   - focus: the byte that must be visible where the line is too long to be shown whole.
  init(_ file: SourceFile, _ number: Int, focus: UInt32) {
    let all = Self.bytes(file, number)
    let piece = Self.piece(of: all, file, around: focus)
    var cells: [(text: String, width: Int, offset: UInt32)] = []
    var width = 0
    var offset = UInt32(piece.lowerBound)
    for character in String(decoding: file.bytes[piece], as: UTF8.self) {
      let length = UInt32(String(character).utf8.count)
      let isTab = character == "\t"
      let shown =
        isTab ? String(repeating: " ", count: Self.tabWidth - width % Self.tabWidth) : String(character).printable
      let columns = isTab ? shown.count : DisplayWidth.of(shown)
      cells.append((shown, columns, offset))
      width += columns
      offset += length
    }
    var first = 0
    var last = cells.count
    if width > Self.widthLimit || piece != all {
      let place = cells.firstIndex { $0.offset >= focus } ?? cells.count
      // From the place of interest a lead to the left, then as much as there is room for to the right.
      first = place
      var room = Self.lead
      if cells[..<place].reduce(0, { $0 + $1.width }) <= Self.widthLimit - Self.lead { room = Self.widthLimit }
      while first > 0, room >= cells[first - 1].width {
        first -= 1
        room -= cells[first].width
      }
      last = first
      room = Self.widthLimit
      while last < cells.count, room >= cells[last].width {
        room -= cells[last].width
        last += 1
      }
    }
    let isCutBefore = first > 0 || piece.lowerBound > all.lowerBound
    let isCutBehind = last < cells.count || piece.upperBound < all.upperBound
    var column = 0
    if isCutBefore {
      text = Self.cut
      column = 1
    }
    for cell in cells[first..<last] {
      text += cell.text
      offsets.append(cell.offset)
      columns.append(column)
      column += cell.width
    }
    offsets.append(last < cells.count ? cells[last].offset : offset)
    columns.append(column)
    if isCutBehind { text += Self.cut }
  }

  /// The column (from 0) at which a byte of the line is shown; the nearest one where the line is cut.
  func column(of offset: UInt32) -> Int {
    var low = 0
    var high = offsets.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= offset { low = middle } else { high = middle }
    }
    return columns[low]
  }

  /// The column behind the last byte of a range, at least one behind the first.
  func end(of range: Range<UInt32>) -> Int {
    let start = column(of: range.lowerBound)
    guard range.upperBound > range.lowerBound else { return start + 1 }
    var end = column(of: range.upperBound)
    // A range that ends within a character, or behind what is shown, takes that character in.
    if end <= start, let next = columns.first(where: { $0 > start }) { end = next }
    return max(end, start + 1)
  }

  /// The bytes of a line without its line break.
  private static func bytes(_ file: SourceFile, _ number: Int) -> Range<Int> {
    let start = Int(file.lineStarts[number - 1])
    var end = number < file.lineStarts.count ? Int(file.lineStarts[number]) : file.bytes.count
    while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// So much of a very long line as can matter, so that a line of megabytes costs no more than any other.
  private static func piece(of line: Range<Int>, _ file: SourceFile, around focus: UInt32) -> Range<Int> {
    guard line.count > 4000 else { return line }
    let place = min(max(Int(focus), line.lowerBound), line.upperBound)
    var start = max(line.lowerBound, place - 1000)
    var end = min(line.upperBound, place + 2000)
    while start > line.lowerBound, file.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.upperBound, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }
}
