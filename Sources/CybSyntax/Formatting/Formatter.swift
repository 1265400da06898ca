/// Writes a tree in the one canonical style.
///
/// - Lines have at most 100 columns where they can be broken; two blanks of indentation.
/// - `true` and `false` become `yes` and `no`; other words, names, numbers and texts stay as they are written.
/// - Line breaks between statements, members and elements are kept, as are single blank lines and all comments; several
///   members or elements may share a line. A body, block or list that begins on a line of its own stays so; one that is
///   written on one line is broken where it does not fit.
/// - A statement with a comment in the middle of an expression is left as it is.
///
/// Formatting never changes the tree, and formatting again changes nothing.
public struct Formatter {
  /// The width of a line, in columns.
  public static let width = 100

  let file: SourceFile
  let comments: CommentKeeper

  /// The tree as text, which ends with a line break unless it is empty.
  ///
  /// - Parameter tree: without errors; the text of one with errors would lack what was not understood.
  public static func format(_ tree: SyntaxTree, width: Int = width) -> String {
    let formatter = Formatter(file: tree.file, comments: CommentKeeper(tree))
    let layout = formatter.lines(
      of: tree.statements.map { formatter.item($0) }, from: 0, to: UInt32(tree.file.bytes.count), isOpen: false)
    var text = CommentAlignment.aligned(LayoutPrinter.print(layout, width: width))
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text.isEmpty ? "" : text + "\n"
  }

  /// A piece of the source as it is written.
  func source(_ span: Span) -> String {
    var text = file.text(span)
    if text.contains("\r") {
      let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
      text = lines.joined(separator: "\n")
    }
    return text
  }

  /// The source between two offsets.
  func source(from start: UInt32, to end: UInt32) -> String {
    source(Span(file: file.id, start: start, end: max(start, end)))
  }

  func sameLine(_ first: UInt32, _ second: UInt32) -> Bool { file.line(of: first) == file.line(of: second) }

  /// Words with one blank between them.
  func words(_ span: Span) -> String {
    file.text(span).split { $0.isWhitespace }.joined(separator: " ")
  }
}
