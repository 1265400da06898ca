/// Diagnostics as text for a reader: the message, the source lines with carets, labels, notes, advice and the call stack.
///
/// ```text
/// error[cyb-unknown-name]: there is no `pwoer` here
///  --> script.cyb:2:7
///   |
/// 2 | print(pwoer)
///   |       ^^^^^
///   = help: did you mean `power`?
///   |
/// 2 | print(power)
///   |       +++++
/// ```
public struct DiagnosticText {
  /// More than these are counted, not shown.
  public static let countLimit = 50
  /// Of a longer call stack the middle is left out.
  static let stackLimit = 12

  private let sources: SourceMap
  private let painter: Painter

  /// - Parameter usesColor: whether to use the colours of a terminal.
  public init(sources: SourceMap, usesColor: Bool) {
    self.sources = sources
    painter = Painter(usesColor: usesColor)
  }

  /// All of them, with blank lines between; of very many the first ones, and how many more there are.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    var text = diagnostics.prefix(Self.countLimit).map { render($0) + "\n" }.joined()
    let rest = diagnostics.dropFirst(Self.countLimit)
    guard !rest.isEmpty else { return text }
    text += "… and \(Self.count(rest)) more\n\n"
    return text
  }

  /// `3 errors, 1 warning`.
  public static func count(_ diagnostics: some Sequence<Diagnostic>) -> String {
    var counts: [Diagnostic.Severity: Int] = [:]
    for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
    let parts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity in
      counts[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
    }
    return parts.isEmpty ? "no errors" : parts.joined(separator: ", ")
  }

  /// One diagnostic; ends with a line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    let marks = marks(of: diagnostic)
    let gutter = marks.map { String(Snippet.lastLine($0.file, $0.marks)).count }.max() ?? 1
    var text = painter.paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", diagnostic.severity.role)
    text += painter.paint(": " + hung(diagnostic.message, 2), .message) + "\n"
    let blank = String(repeating: " ", count: gutter)
    for (index, part) in marks.enumerated() {
      let start = part.marks.first { $0.isPrimary } ?? part.marks[0]
      let arrow = painter.paint(index == 0 ? "-->" : ":::", .frame)
      text += "\(blank)\(arrow) \(place(part.file, start.range.lowerBound))\n"
      text +=
        Snippet(file: part.file, marks: part.marks, severity: diagnostic.severity, painter: painter, gutter: gutter)
        .render()
    }
    for note in diagnostic.notes { text += remark("note", note, .note, blank) }
    for help in diagnostic.help { text += remark("help", help, .help, blank) }
    text += mended(diagnostic, gutter)
    text += stack(diagnostic, blank)
    return text
  }

  /// The places of a diagnostic by file, its primary one first.
  private func marks(of diagnostic: Diagnostic) -> [(file: SourceFile, marks: [Snippet.Mark])] {
    guard let span = diagnostic.span else { return [] }
    var parts: [(file: SourceFile, marks: [Snippet.Mark])] = []
    func add(_ span: Span, _ text: String?, isPrimary: Bool) {
      guard Int(span.file.index) < sources.files.count else { return }
      let file = sources[span.file]
      let limit = UInt32(file.bytes.count)
      let start = min(span.start, limit)
      let mark = Snippet.Mark(range: start..<max(min(span.end, limit), start), text: text, isPrimary: isPrimary)
      if let index = parts.firstIndex(where: { $0.file === file }) {
        parts[index].marks.append(mark)
      } else {
        parts.append((file, [mark]))
      }
    }
    add(span, diagnostic.caption, isPrimary: true)
    for label in diagnostic.labels { add(label.span, label.message, isPrimary: false) }
    return parts
  }

  private func place(_ file: SourceFile, _ offset: UInt32) -> String {
    let (line, column) = file.position(of: offset)
    return "\(file.name.printable):\(line):\(column)"
  }

  private func remark(_ word: String, _ text: String, _ role: Painter.Role, _ blank: String) -> String {
    "\(blank) \(painter.paint("=", .frame)) \(painter.paint(word, role)): \(hung(text, blank.count + 9))\n"
  }

  /// A text of several lines with all but the first indented.
  private func hung(_ text: String, _ indentation: Int) -> String {
    let text = text.printable
    guard text.contains("\n") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + String(repeating: " ", count: indentation))
  }

  /// The lines as the edits would leave them, with what is new marked.
  private func mended(_ diagnostic: Diagnostic, _ gutter: Int) -> String {
    guard let first = diagnostic.fixIts.first, Int(first.span.file.index) < sources.files.count else { return "" }
    let file = sources[first.span.file]
    let edits = diagnostic.fixIts.filter { $0.span.file == first.span.file }.sorted { $0.span.start < $1.span.start }
    var text = ""
    let lines = Set(edits.map { file.position(of: $0.span.start).line }).sorted()
    for number in lines.prefix(3) {
      let line = file.lineStarts[number - 1]..<file.endOfLine(number)
      // An edit of several lines, or in a line too long to be read, is not shown.
      guard line.count <= 400 else { return "" }
      var shown = ""
      var added: [Range<Int>] = []
      var offset = line.lowerBound
      for edit in edits where line.contains(edit.span.start) || edit.span.start == line.upperBound {
        guard edit.span.end <= line.upperBound, edit.span.start >= offset, !edit.replacement.contains("\n") else {
          return ""
        }
        shown += file.text(Span(file: file.id, start: offset, end: edit.span.start)).untabbed
        let column = DisplayWidth.of(shown)
        shown += edit.replacement.printable
        added.append(column..<column + DisplayWidth.of(edit.replacement))
        offset = edit.span.end
      }
      shown += file.text(Span(file: file.id, start: offset, end: line.upperBound)).untabbed
      let blank = String(repeating: " ", count: gutter)
      let digits = String(number)
      text += "\(blank) \(painter.paint("|", .frame))\n"
      text += painter.paint(String(repeating: " ", count: gutter - min(digits.count, gutter)) + digits + " |", .frame)
      text += " \(shown)\n"
      guard added.contains(where: { !$0.isEmpty }) else { continue }
      text += "\(blank) \(painter.paint("|", .frame)) "
      var column = 0
      for range in added {
        text += String(repeating: " ", count: range.lowerBound - column)
        text += painter.paint(String(repeating: "+", count: range.count), .added)
        column = range.upperBound
      }
      text += "\n"
    }
    return text
  }

  /// The calls on the way to a run-time error, innermost first; of very many the middle is left out.
  private func stack(_ diagnostic: Diagnostic, _ blank: String) -> String {
    let edge = "\(blank) \(painter.paint("=", .frame))"
    func line(_ frame: Diagnostic.Frame) -> String {
      let span = frame.call
      let place = Int(span.file.index) < sources.files.count ? place(sources[span.file], span.start) : "?"
      let times = frame.count > 1 ? " (\(frame.count) times)" : ""
      return "\(edge) in \(frame.function.printable), called at \(place)\(times)\n"
    }
    let frames = diagnostic.stack
    let omitted = diagnostic.omittedCalls
    guard frames.count > Self.stackLimit || omitted > 0 else { return frames.map(line).joined() }
    let inner = frames.prefix(Self.stackLimit / 2)
    let outer = omitted > 0 ? [] : frames.suffix(Self.stackLimit / 2)
    let between = frames.dropFirst(inner.count).dropLast(outer.count).reduce(omitted) { $0 + $1.count }
    return inner.map(line).joined() + "\(edge) … \(between) more calls\n" + outer.map(line).joined()
  }
}

extension String {
  /// The text with tabs as four blanks, fit for a terminal.
  fileprivate var untabbed: String {
    split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "    ").printable
  }
}
