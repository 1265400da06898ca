import CybRuntime
import CybSyntax

/// Which lines of scripts a run has reached.
public struct Coverage: Sendable {
  /// How often the first line of each statement, and of each function's body, was reached.
  public private(set) var files: [String: [Int: Int]] = [:]

  public init() {}

  /// Adds what a recorder has seen. A line with several statements counts as its most frequent one.
  public mutating func add(_ recorder: RunRecorder, in sources: SourceMap) {
    for point in recorder.points {
      let file = sources[point.span.file]
      guard !file.name.hasPrefix("<") else { continue }
      let line = file.position(of: point.span.start).line
      let known = files[file.name, default: [:]][line] ?? 0
      files[file.name, default: [:]][line] = max(known, point.count)
    }
  }

  /// A table: for each file how many of its lines were reached, and which were not.
  public func table() -> String {
    let names = files.keys.sorted()
    let width = max(names.map(\.count).max() ?? 0, 4)
    var text = "file" + String(repeating: " ", count: width - 4) + "  lines  reached       missing\n"
    for name in names { text += row(name, files[name] ?? [:], width) }
    if names.count > 1 {
      let all = files.values.flatMap(\.values)
      text += row("all", [:], width, (all.count, all.count { $0 > 0 }))
    }
    return text
  }

  /// The tracefile format of lcov.
  public func lcov() -> String {
    files.keys.sorted().map { name in
      let lines = (files[name] ?? [:]).sorted { $0.key < $1.key }
      return "TN:\nSF:\(name)\n" + lines.map { "DA:\($0.key),\($0.value)\n" }.joined()
        + "LF:\(lines.count)\nLH:\(lines.count { $0.value > 0 })\nend_of_record\n"
    }.joined()
  }

  private func row(
    _ name: String, _ lines: [Int: Int], _ width: Int, _ counts: (all: Int, reached: Int)? = nil
  ) -> String {
    let all = counts?.all ?? lines.count
    let reached = counts?.reached ?? lines.values.count { $0 > 0 }
    let share = all == 0 ? 100 : Int((100 * Double(reached) / Double(all)).rounded(.down))
    let missing = Self.ranges(lines.filter { $0.value == 0 }.keys.sorted())
    let text =
      name + String(repeating: " ", count: width - name.count + 2) + Columns.right("\(all)", 5) + "  "
      + Columns.right("\(reached)", 7) + " " + Columns.right("\(share)%", 5)
    return missing.isEmpty ? text + "\n" : text + " " + missing + "\n"
  }

  /// `3, 7-9`: neighbours among the lines that could be reached.
  private static func ranges(_ lines: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for line in lines {
      if let last = runs.last, last.upperBound + 1 == line {
        runs[runs.count - 1] = last.lowerBound...line
      } else {
        runs.append(line...line)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
  }
}

/// Text in columns.
enum Columns {
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }

  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
