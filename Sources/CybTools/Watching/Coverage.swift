import CybRuntime
import CybSyntax

/// Which lines and clauses of scripts a run has reached.
public struct Coverage: Sendable {
  /// How often the first line of each statement, and of each function's body, was reached.
  public private(set) var files: [String: [Int: Int]] = [:]

  /// The clauses that have norms, and how often one of these spoke of an act or began a duty.
  public private(set) var clauses: [String: [Clause]] = [:]

  public struct Clause: Sendable {
    public let name: String
    public let line: Int
    public internal(set) var count: Int
  }

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
    for clause in recorder.clauses { add(clause, sources[clause.span.file]) }
  }

  private mutating func add(_ clause: RunRecorder.Clause, _ file: SourceFile) {
    guard !file.name.hasPrefix("<") else { return }
    let line = file.position(of: clause.span.start).line
    var known = clauses[file.name] ?? []
    if let index = known.firstIndex(where: { $0.name == clause.name && $0.line == line }) {
      known[index].count += clause.count
    } else {
      known.append(Clause(name: clause.name, line: line, count: clause.count))
    }
    clauses[file.name] = known
  }

  /// Two tables: for each file how many of its lines were reached, and which were not; the same of its clauses, where
  /// there are any.
  public func table() -> String {
    var text = table("lines", files.mapValues(Self.count(ofLines:)))
    if !clauses.isEmpty { text += "\n" + table("clauses", clauses.mapValues(Self.count(ofClauses:))) }
    return text
  }

  /// The tracefile format of lcov, in which clauses stand as functions.
  public func lcov() -> String {
    files.keys.sorted().map { name in
      let lines = (files[name] ?? [:]).sorted { $0.key < $1.key }
      let clauses = clauses[name] ?? []
      var text = "TN:\nSF:\(name)\n"
      if !clauses.isEmpty {
        text += clauses.map { "FN:\($0.line),\($0.name)\n" }.joined()
        text += clauses.map { "FNDA:\($0.count),\($0.name)\n" }.joined()
        text += "FNF:\(clauses.count)\nFNH:\(clauses.count { $0.count > 0 })\n"
      }
      text += lines.map { "DA:\($0.key),\($0.value)\n" }.joined()
      return text + "LF:\(lines.count)\nLH:\(lines.count { $0.value > 0 })\nend_of_record\n"
    }.joined()
  }

  /// What there is to be reached, how much of it was, and what was not.
  private struct Count {
    var all: Int
    var reached: Int
    var missing = ""
  }

  private static func count(ofLines lines: [Int: Int]) -> Count {
    Count(
      all: lines.count, reached: lines.values.count { $0 > 0 },
      missing: ranges(lines.filter { $0.value == 0 }.keys.sorted()))
  }

  private static func count(ofClauses clauses: [Clause]) -> Count {
    let missing = clauses.filter { $0.count == 0 }
    return Count(
      all: clauses.count, reached: clauses.count - missing.count,
      missing: missing.map { "\($0.name) (line \($0.line))" }.joined(separator: ", "))
  }

  private func table(_ what: String, _ counts: [String: Count]) -> String {
    let width = max(files.keys.map(\.count).max() ?? 0, 4)
    var text = Columns.left("file", width) + "  " + Columns.right(what, 7) + "  reached       missing\n"
    for name in counts.keys.sorted() {
      if let count = counts[name] { text += row(name, count, width) }
    }
    guard counts.count > 1 else { return text }
    let all = Count(all: counts.values.reduce(0) { $0 + $1.all }, reached: counts.values.reduce(0) { $0 + $1.reached })
    return text + row("all", all, width)
  }

  private func row(_ name: String, _ count: Count, _ width: Int) -> String {
    let share = count.all == 0 ? 100 : Int((100 * Double(count.reached) / Double(count.all)).rounded(.down))
    let text =
      Columns.left(name, width) + "  " + Columns.right("\(count.all)", 7) + "  "
      + Columns.right("\(count.reached)", 7) + " " + Columns.right("\(share)%", 5)
    return count.missing.isEmpty ? text + "\n" : text + " " + count.missing + "\n"
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
