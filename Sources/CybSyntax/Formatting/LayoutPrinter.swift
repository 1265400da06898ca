/// Decides the line breaks of a layout and prints it.
struct LayoutPrinter {
  /// What has been printed. `CommentAlignment` puts blanks before the comments at the ends of lines.
  struct Printed {
    var text = ""
    /// Where these comments begin, in bytes, in order.
    var comments: [Int] = []
  }

  private static let indentation = 2

  let width: Int
  private var output = Printed()
  private var column = 0

  private struct Piece {
    var layout: Layout
    var indentation: Int
    var isBroken: Bool
  }

  static func print(_ layout: Layout, width: Int) -> Printed {
    var printer = LayoutPrinter(width: width)
    printer.print(layout)
    return printer.output
  }

  private init(width: Int) { self.width = width }

  private mutating func print(_ layout: Layout) {
    var pending = [Piece(layout: layout, indentation: 0, isBroken: true)]
    while let piece = pending.popLast() {
      switch piece.layout.kind {
      case .text(let text): write(text)
      case .sequence(let parts):
        for part in parts.reversed() {
          pending.append(Piece(layout: part, indentation: piece.indentation, isBroken: piece.isBroken))
        }
      case .indented(let content):
        pending.append(
          Piece(layout: content, indentation: piece.indentation + Self.indentation, isBroken: piece.isBroken))
      case .group(let content):
        let flat = Piece(layout: content, indentation: piece.indentation, isBroken: false)
        let isBroken = content.isBroken || !fits(flat, pending)
        pending.append(Piece(layout: content, indentation: piece.indentation, isBroken: isBroken))
      case .line(let flat): if piece.isBroken { breakLine(piece.indentation) } else { write(flat) }
      case .hardLine(let blank):
        if blank { breakLine(0) }
        breakLine(piece.indentation)
      case .ifBroken(let text): if piece.isBroken { write(text) }
      case .trailingComment(let text):
        output.comments.append(output.text.utf8.count)
        output.text += text
      }
    }
  }

  private mutating func write(_ text: String) {
    output.text += text
    if let newline = text.lastIndex(of: "\n") {
      column = DisplayWidth.of(String(text[text.index(after: newline)...]))
    } else {
      column += DisplayWidth.of(text)
    }
  }

  private mutating func breakLine(_ indentation: Int) {
    while output.text.last == " " { output.text.removeLast() }
    output.text += "\n" + String(repeating: " ", count: indentation)
    column = indentation
  }

  /// Whether a piece, and what follows it up to the next possible line break, fits into the rest of the line.
  private func fits(_ piece: Piece, _ following: [Piece]) -> Bool {
    var room = width - column
    var pending = [piece]
    var next = following.count
    while room >= 0 {
      if pending.isEmpty {
        guard next > 0 else { return true }
        next -= 1
        pending.append(following[next])
      }
      guard let piece = pending.popLast() else { return true }
      switch piece.layout.kind {
      case .text(let text):
        if let newline = text.firstIndex(of: "\n") { return DisplayWidth.of(String(text[..<newline])) <= room }
        room -= DisplayWidth.of(text)
      case .sequence(let parts):
        for part in parts.reversed() {
          pending.append(Piece(layout: part, indentation: 0, isBroken: piece.isBroken))
        }
      case .indented(let content): pending.append(Piece(layout: content, indentation: 0, isBroken: piece.isBroken))
      case .group(let content):
        // A group that follows may yet be broken, at its first line.
        pending.append(Piece(layout: content, indentation: 0, isBroken: piece.isBroken || content.isBroken))
      case .line(let flat):
        if piece.isBroken { return true }
        room -= flat.utf8.count
      case .hardLine, .trailingComment: return true
      case .ifBroken(let text): if piece.isBroken { room -= text.utf8.count }
      }
    }
    return false
  }
}
