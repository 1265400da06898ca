/// Puts the comments at the ends of neighbouring lines below each other.
enum CommentAlignment {
  /// Blanks between the longest line of a run and its comment.
  private static let gap = 4
  /// Lines whose lengths differ more do not belong to one run.
  private static let largestSpread = 30

  /// Puts blanks before the comments.
  static func aligned(_ printed: LayoutPrinter.Printed) -> String {
    guard !printed.comments.isEmpty else { return printed.text }
    var result: [String] = []
    var run: [(code: Substring, comment: String, width: Int)] = []
    func finish() {
      let column = (run.map(\.width).max() ?? 0) + gap
      for (code, comment, width) in run {
        result.append(code + String(repeating: " ", count: column - width) + comment)
      }
      run = []
    }
    var start = 0
    var places = printed.comments[...]
    for line in printed.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let end = start + line.count
      defer { start = end + 1 }
      let comments = places.prefix { $0 <= end }.map { line.index(line.startIndex, offsetBy: $0 - start) }
      places = places.dropFirst(comments.count)
      guard let first = comments.first else {
        finish()
        result.append(String(Substring(line)))
        continue
      }
      let code = Substring(line[..<first])
      let ends = comments.dropFirst() + [line.endIndex]
      let width = DisplayWidth.of(String(code))
      let widths = run.map(\.width) + [width]
      if let least = widths.min(), let most = widths.max(), most - least > largestSpread { finish() }
      run.append((code, zip(comments, ends).map { Substring(line[$0..<$1]) }.joined(separator: " "), width))
    }
    finish()
    return result.joined(separator: "\n")
  }
}
