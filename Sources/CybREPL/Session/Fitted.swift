import CybRuntime

/// A text fitted into a terminal, with a note of what is left where it was cut.
struct Fitted {
  var lines: [String]
  /// Says how much is left; nothing where all is shown.
  var note: String?

  var isCut: Bool { note != nil }

  init(lines: [String], note: String? = nil) {
    self.lines = lines
    self.note = note
  }

  /// Wraps the lines of a text between words, and cuts it after so many.
  init(text: String, width: Int?, lines limit: Int?) {
    var wrapped: [String] = []
    var shown = 0
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rows = all.last?.isEmpty ?? false ? all.dropLast() : all[...]
    for row in rows {
      let pieces = width.map { Self.wrap(row, $0) } ?? [String(row)]
      if let limit, wrapped.count + pieces.count > limit,
        shown < rows.count - 1 || wrapped.count + pieces.count > limit + 1
      {
        break
      }
      wrapped += pieces
      shown += 1
    }
    if shown == 0, let row = rows.first, let limit {
      // One line longer than the screen.
      wrapped = Array((width.map { Self.wrap(row, $0) } ?? [String(row)]).prefix(limit))
    }
    let left = rows.count - shown
    self.init(
      lines: wrapped, note: left > 0 ? "… \(left) more \(left == 1 ? "line" : "lines"); `:more` shows all" : nil)
  }

  /// A page of a table.
  init(_ page: TablePage) {
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    self.init(lines: lines, note: page.note)
  }

  /// A line in pieces that fit, broken between words; the pieces after the first are indented further than the line.
  static func wrap(_ line: Substring, _ width: Int) -> [String] {
    guard TextWidth.of(line) > width else { return [String(line)] }
    let indent = line.prefix { $0 == " " || "│├└─".contains($0) }
    let hanging = String(repeating: " ", count: min(indent.count + 2, width / 2))
    var pieces: [String] = []
    var current = String(indent)
    var isEmpty = true
    for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, TextWidth.of(current) + 1 + TextWidth.of(word) > width {
        pieces.append(current)
        current = hanging
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return pieces + [current]
  }
}
