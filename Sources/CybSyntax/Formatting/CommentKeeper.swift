/// The comments of a text, handed out to whoever has room for them; a comment that nobody has taken is noticed.
final class CommentKeeper {
  private let file: SourceFile
  private let comments: [Comment]
  private var isTaken: [Bool]

  init(_ tree: SyntaxTree) {
    file = tree.file
    comments = tree.comments
    isTaken = Array(repeating: false, count: comments.count)
  }

  /// The comments that lie between two offsets and are not taken yet.
  func take(from start: UInt32, to end: UInt32) -> [Comment] {
    indices(from: start, to: end).filter { !isTaken[$0] }.map { index in
      isTaken[index] = true
      return comments[index]
    }
  }

  /// Whether there are comments between two offsets, taken or not.
  func hasComments(from start: UInt32, to end: UInt32) -> Bool { !indices(from: start, to: end).isEmpty }

  /// Whether all comments between two offsets are taken.
  func areAllTaken(from start: UInt32, to end: UInt32) -> Bool {
    indices(from: start, to: end).allSatisfy { isTaken[$0] }
  }

  /// Takes all comments between two offsets.
  func takeAll(from start: UInt32, to end: UInt32) {
    for index in indices(from: start, to: end) { isTaken[index] = true }
  }

  /// The text of a comment, without blanks at the ends of its lines.
  func text(_ comment: Comment) -> String {
    file.text(comment.span).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        var line = line
        while let last = line.last, last == " " || last == "\t" || last == "\r" { line.removeLast() }
        return String(line)
      }.joined(separator: "\n")
  }

  /// Whether nothing but blanks follows a comment on its line.
  func endsLine(_ comment: Comment) -> Bool {
    var offset = Int(comment.span.end)
    while offset < file.bytes.count {
      switch file.bytes[offset] {
      case 0x20, 0x09: offset += 1
      case 0x0A, 0x0D: return true
      default: return false
      }
    }
    return true
  }

  private func indices(from start: UInt32, to end: UInt32) -> Range<Int> {
    let first = firstIndex { $0.span.start >= start }
    let last = firstIndex { $0.span.start >= end }
    return first..<max(first, last)
  }

  private func firstIndex(where condition: (Comment) -> Bool) -> Int {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if condition(comments[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension SourceFile {
  /// The line of an offset, from 1.
  func line(of offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
