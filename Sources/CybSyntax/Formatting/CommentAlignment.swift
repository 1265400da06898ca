/// Puts the comments at the ends of neighbouring lines below each other.
enum CommentAlignment {
  /// Blanks between the longest line of a run and its comment.
  private static let gap = 4
  /// Lines whose lengths differ more do not belong to one run.
  private static let largestSpread = 30

  /// Replaces the marks that `LayoutPrinter` left before comments by blanks.
  static func aligned(_ text: String) -> String {
    guard text.contains(LayoutPrinter.commentMark) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [String] = []
    result.reserveCapacity(lines.count)
    var run: [(code: Substring, comment: Substring, width: Int)] = []
    func finish() {
      let column = (run.map(\.width).max() ?? 0) + gap
      for (code, comment, width) in run {
        result.append(code + String(repeating: " ", count: column - width) + comment)
      }
      run = []
    }
    for line in lines {
      guard let mark = line.firstIndex(of: LayoutPrinter.commentMark) else {
        finish()
        result.append(String(line))
        continue
      }
      let code = line[..<mark]
      let comment = line[line.index(after: mark)...].split(separator: LayoutPrinter.commentMark)
        .joined(separator: " ")[...]
      let width = DisplayWidth.of(String(code))
      let widths = run.map(\.width) + [width]
      if let least = widths.min(), let most = widths.max(), most - least > largestSpread { finish() }
      run.append((code, comment, width))
    }
    finish()
    return result.joined(separator: "\n")
  }
}
