/// Things between brackets: statements, members, elements.
extension Formatter {
  /// A thing with its place in the source and the separator behind it.
  struct Item {
    var span: Range<UInt32>
    var layout: Layout
    /// What stands between it and the next thing on the same line.
    var separator: Layout = .line(flat: ", ")
    /// What stands behind it at the end of a line.
    var ending = ""
  }

  /// Things on lines as the source has them, with comments and single blank lines kept.
  ///
  /// - Parameters:
  ///   - start: the offset behind the opening bracket, or 0.
  ///   - end: the offset of the closing bracket, or the end of the text.
  ///   - isOpen: whether there is an opening bracket, behind which a line break is wanted.
  func lines(of items: [Item], from start: UInt32, to end: UInt32, isOpen: Bool) -> Layout {
    var parts: [Layout] = []
    var row: [Layout] = []
    var previous = start
    var isFirst = !isOpen
    func finishRow() {
      if !row.isEmpty { parts.append(.group(.sequence(row))) }
      row = []
    }
    func startLine(_ offset: UInt32) {
      finishRow()
      if isFirst {
        isFirst = false
      } else {
        let isBlank = file.line(of: offset) - file.line(of: previous) > 1 && !(isOpen && previous == start)
        parts.append(isBlank ? .blankLine : .hardLine)
      }
    }
    func place(_ found: [Comment]) -> Bool {
      var hasOwnLine = false
      for comment in found {
        if !hasOwnLine, previous > 0, sameLine(previous - 1, comment.span.start), comments.endsLine(comment) {
          finishRow()
          parts.append(.trailingComment(comments.text(comment)))
        } else {
          startLine(comment.span.start)
          parts.append(.text(comments.text(comment)))
          hasOwnLine = true
        }
        previous = comment.span.end
      }
      return !found.isEmpty
    }
    for (index, item) in items.enumerated() {
      let hasComments = place(comments.take(from: previous, to: item.span.lowerBound))
      if index > 0, !hasComments, sameLine(previous - 1, item.span.lowerBound), !row.isEmpty {
        row.append(items[index - 1].separator)
      } else {
        if index > 0, !row.isEmpty { row.append(.text(items[index - 1].ending)) }
        startLine(item.span.lowerBound)
      }
      row.append(item.layout)
      previous = item.span.upperBound
      // A comma before a comment at the end of the line.
      let next = index + 1 < items.count ? items[index + 1].span.lowerBound : end
      if comments.hasComments(from: previous, to: next) || index + 1 == items.count {
        row.append(.text(item.ending))
        finishRow()
      }
    }
    _ = place(comments.take(from: previous, to: end))
    finishRow()
    return .sequence(parts)
  }

  /// Things between brackets: on one line where they fit and the source has no line break behind the opening bracket (for
  /// blocks and bodies, none at all).
  ///
  /// - Parameter blank: what stands inside the brackets on one line: a blank or nothing.
  func bracketed(
    _ opening: String, _ items: [Item], _ closing: String, span: Span, blank: String = "", lastEnding: String = ""
  ) -> Layout {
    let start = span.start + UInt32(opening.utf8.count)
    let end = span.end - UInt32(closing.utf8.count)
    let isBroken: Bool
    if comments.hasComments(from: start, to: end), hasOwnComments(items, from: start, to: end) {
      isBroken = true
    } else if let first = items.first {
      // A block or body of several lines stays one, whichever its line breaks.
      isBroken = !sameLine(start, blank.isEmpty ? first.span.lowerBound : end)
    } else {
      return .text(opening + closing)
    }
    if isBroken {
      let content = lines(of: items, from: start, to: end, isOpen: true)
      return [.text(opening), .indented(content), .hardLine, .text(closing)]
    }
    var parts: [Layout] = []
    for (index, item) in items.enumerated() {
      parts.append(item.layout)
      if index + 1 < items.count { parts.append(item.separator) }
    }
    return [
      .text(opening), .indented(.line(flat: blank), .sequence(parts)), .ifBroken(lastEnding), .line(flat: blank),
      .text(closing),
    ]
  }

  /// Whether there are comments between the things, and not only within them.
  private func hasOwnComments(_ items: [Item], from start: UInt32, to end: UInt32) -> Bool {
    var previous = start
    for item in items {
      if comments.hasComments(from: previous, to: item.span.lowerBound) { return true }
      previous = item.span.upperBound
    }
    return comments.hasComments(from: previous, to: end)
  }
}

extension Span {
  var range: Range<UInt32> { start..<max(start, end) }
}
