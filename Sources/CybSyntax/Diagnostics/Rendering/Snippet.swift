/// The lines of one file that a diagnostic speaks of, with marks under them.
struct Snippet {
  /// A marked place: `^^^^ text` for the primary one, `---- text` for others.
  struct Mark {
    var range: Range<UInt32>
    var text: String?
    var isPrimary: Bool
  }

  let file: SourceFile
  var marks: [Mark]
  let severity: Diagnostic.Severity
  let painter: Painter
  /// The width of the column of line numbers.
  let gutter: Int

  /// A line that is shown: its number, the marks under it, and whether a mark of several lines begins or ends there.
  private struct Line {
    var number: Int
    var marks: [Mark] = []
    var opens: Mark?
    var closes: Mark?
  }

  /// The last line that is shown, from 1.
  static func lastLine(_ file: SourceFile, _ marks: [Mark]) -> Int {
    marks.map { file.position(of: last($0.range)).line }.max() ?? 1
  }

  func render() -> String {
    let lines = arrange()
    guard let first = lines.first?.number else { return "" }
    let hasMargin = lines.contains { $0.opens != nil }
    var text = bar() + "\n"
    var previous = first
    var isInside = false
    for line in lines {
      if line.number - previous == 2 {
        text += show(previous + 1, hasMargin, isInside, focus: 0).text
      } else if line.number - previous > 2 {
        text += painter.paint("...", .frame) + (isInside ? String(repeating: " ", count: gutter) + arm : "") + "\n"
      }
      let (shown, visible) = show(line.number, hasMargin, isInside, focus: focus(line))
      text += shown
      if let mark = line.opens {
        let column = visible.column(of: mark.range.lowerBound)
        text += bar() + " " + paint(" " + String(repeating: "_", count: column + 1) + "^", mark) + "\n"
        isInside = true
      }
      text += under(line.marks, visible, hasMargin, isInside)
      if let mark = line.closes {
        let column = max(visible.end(of: Self.last(mark.range)..<mark.range.upperBound) - 1, 0)
        text += bar() + " " + paint("|" + String(repeating: "_", count: column + 1) + "^", mark)
        text += mark.text.map { " " + paint($0.printable, mark) } ?? ""
        text += "\n"
        isInside = false
      }
      previous = line.number
    }
    return text
  }

  /// A line in the frame's left border, without number.
  func bar() -> String { String(repeating: " ", count: gutter + 1) + painter.paint("|", .frame) }

  /// The arm of a mark of several lines.
  private var arm: String { painter.paint("|", severity.role) }

  private func paint(_ text: String, _ mark: Mark) -> String {
    painter.paint(text, mark.isPrimary ? severity.role : .label)
  }

  /// The offset of the last byte of a range, which lies on its last line.
  private static func last(_ range: Range<UInt32>) -> UInt32 {
    range.upperBound > range.lowerBound ? range.upperBound - 1 : range.lowerBound
  }

  private func focus(_ line: Line) -> UInt32 {
    let primary = line.marks.first { $0.isPrimary } ?? line.marks.first
    if let primary { return primary.range.lowerBound }
    return line.opens?.range.lowerBound ?? line.closes.map { Self.last($0.range) } ?? 0
  }

  /// The marks by lines. Of a mark over several lines only the primary one is drawn as such; others mark their first.
  private func arrange() -> [Line] {
    var lines: [Int: Line] = [:]
    func change(_ number: Int, _ change: (inout Line) -> Void) {
      change(&lines[number, default: Line(number: number)])
    }
    for mark in marks {
      let first = file.position(of: mark.range.lowerBound).line
      let last = file.position(of: Self.last(mark.range)).line
      if first == last {
        change(first) { $0.marks.append(mark) }
      } else if mark.isPrimary {
        change(first) { $0.opens = mark }
        change(last) { $0.closes = mark }
      } else {
        var start = mark
        start.range = mark.range.lowerBound..<max(file.endOfLine(first), mark.range.lowerBound)
        change(first) { $0.marks.append(start) }
      }
    }
    return lines.values.sorted { $0.number < $1.number }
  }

  private func show(
    _ number: Int, _ hasMargin: Bool, _ isInside: Bool, focus: UInt32
  ) -> (text: String, line: VisibleLine) {
    let line = VisibleLine(file, number, focus: focus)
    let digits = String(number)
    var text = painter.paint(String(repeating: " ", count: gutter - digits.count) + digits + " |", .frame)
    if hasMargin { text += isInside ? " " + arm : "  " }
    return (line.text.isEmpty ? text + "\n" : text + " " + line.text + "\n", line)
  }

  /// The rows under a line: the marks, the text of the rightmost one beside it, and the texts of the others hanging below.
  private func under(_ marks: [Mark], _ line: VisibleLine, _ hasMargin: Bool, _ isInside: Bool) -> String {
    guard !marks.isEmpty else { return "" }
    let placed = marks.map { (mark: $0, start: line.column(of: $0.range.lowerBound), end: line.end(of: $0.range)) }
      .sorted { ($0.start, $0.mark.isPrimary ? 1 : 0) < ($1.start, $1.mark.isPrimary ? 1 : 0) }
    let margin = bar() + (hasMargin ? (isInside ? " " + arm : "  ") : "") + " "
    var row: [Mark?] = Array(repeating: nil, count: placed.map(\.end).max() ?? 0)
    for (mark, start, end) in placed where !mark.isPrimary { for column in start..<end { row[column] = mark } }
    for (mark, start, end) in placed where mark.isPrimary { for column in start..<end { row[column] = mark } }
    var text = margin
    for piece in row.chunked(by: { $0?.isPrimary == $1?.isPrimary }) {
      let mark = piece.first ?? nil
      let sign = mark.map { $0.isPrimary ? "^" : "-" } ?? " "
      let signs = String(repeating: sign, count: piece.count)
      text += mark.map { paint(signs, $0) } ?? signs
    }
    var hanging = placed.filter { $0.mark.text != nil }
    if let last = hanging.last, placed.allSatisfy({ $0.end <= last.end || $0.start == last.start }) {
      text += " " + paint((last.mark.text ?? "").printable, last.mark)
      hanging.removeLast()
    }
    text += "\n"
    guard !hanging.isEmpty else { return text }
    text += margin + stems(hanging.map { ($0.mark, $0.start) }) + "\n"
    while let last = hanging.popLast() {
      let before = stems(hanging.filter { $0.start < last.start }.map { ($0.mark, $0.start) }, to: last.start)
      text += margin + before + paint((last.mark.text ?? "").printable, last.mark) + "\n"
    }
    return text
  }

  /// `|` at the columns from which texts hang.
  private func stems(_ places: [(mark: Mark, column: Int)], to width: Int = 0) -> String {
    var text = ""
    var column = 0
    for (mark, place) in places where place >= column {
      text += String(repeating: " ", count: place - column) + paint("|", mark)
      column = place + 1
    }
    return text + String(repeating: " ", count: max(width - column, 0))
  }
}

extension SourceFile {
  /// The offset behind the last byte of a line, its line break left out.
  func endOfLine(_ number: Int) -> UInt32 {
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return UInt32(end)
  }
}

extension Array {
  /// The longest runs of elements each of which belongs with the one before.
  fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belongs(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
