import CybRuntime
import CybSyntax

/// Where a run spent its time: by calls from the top down, by function, and by line.
public struct Profile {
  /// Parts below this share of the whole are left out of the tables.
  private static let leastShare = 0.005
  private static let mostRows = 25
  /// So many rows are shown however little they took.
  private static let fewestRows = 5

  private let recorder: RunRecorder
  private let sources: SourceMap

  public init(_ recorder: RunRecorder, in sources: SourceMap) {
    self.recorder = recorder
    self.sources = sources
  }

  /// Seconds in all.
  private var whole: Double { recorder.calls.reduce(0) { $0 + $1.own } }

  /// The three tables.
  public func table() -> String {
    let whole = max(whole, 1e-9)
    var text = "calls, from the top down (\(milliseconds(whole)) ms in all)\n"
    text += "     total       own      calls  function\n"
    tree(0, depth: 0, totals(), whole, &text)
    text += "\nfunctions\n     total       own      calls  function\n"
    let functions = recorder.points.filter { $0.kind != .statement && $0.count > 0 }.sorted { $0.total > $1.total }
    for (rank, point) in functions.prefix(Self.mostRows).enumerated()
    where rank < Self.fewestRows || point.total >= Self.leastShare * whole {
      text += row(point.total, point.own, point.count, name(point) + "  " + place(point.span)) + "\n"
    }
    text += "\nlines\n     total       own      times  line\n"
    for (rank, line) in lines().prefix(Self.mostRows).enumerated()
    where rank < Self.fewestRows || line.own >= Self.leastShare * whole {
      let file = sources[line.span.file]
      let words = file.line(file.position(of: line.span.start).line).split { $0 == " " || $0 == "\t" }
      let source = words.joined(separator: " ")
      text += row(line.total, line.own, line.count, place(line.span) + "  " + source.prefix(60)) + "\n"
    }
    return text
  }

  /// The lines that ran, the statements that begin on each taken together, by their own time.
  private func lines() -> [RunRecorder.Point] {
    var found: [String: RunRecorder.Point] = [:]
    for point in recorder.points where point.kind == .statement && point.count > 0 {
      let key = place(point.span)
      guard let known = found[key] else {
        found[key] = point
        continue
      }
      // One of them may be within the other.
      let outer = known.total >= point.total ? known : point
      found[key] = outer.adding(own: known.own + point.own - outer.own, count: max(known.count, point.count))
    }
    return found.values.sorted { ($0.own, $1.span.start) > ($1.own, $0.span.start) }
  }

  /// Stacks of calls with microseconds, one on a line, as flame graph tools read them.
  public func foldedStacks() -> String {
    var lines: [String] = []
    var pending = [(node: 0, stack: "script")]
    while let (node, stack) = pending.popLast() {
      let microseconds = Int((recorder.calls[node].own * 1e6).rounded())
      if microseconds > 0 { lines.append("\(stack) \(microseconds)\n") }
      for (function, child) in recorder.calls[node].children {
        pending.append((child, stack + ";" + name(recorder.points[function])))
      }
    }
    return lines.sorted().joined()
  }

  private func tree(_ node: Int, depth: Int, _ totals: [Double], _ whole: Double, _ text: inout String) {
    let call = recorder.calls[node]
    let title = call.function.map { name(recorder.points[$0]) } ?? "the script"
    text += row(totals[node], call.own, call.calls, String(repeating: "  ", count: depth) + title) + "\n"
    guard depth < 40 else { return }
    for child in call.children.values.sorted(by: { (totals[$0], $1) > (totals[$1], $0) })
    where totals[child] >= Self.leastShare * whole {
      tree(child, depth: depth + 1, totals, whole, &text)
    }
  }

  /// The seconds of each call with what it calls; callees have higher numbers than their callers.
  private func totals() -> [Double] {
    var totals = recorder.calls.map(\.own)
    for node in recorder.calls.indices.reversed() {
      if let parent = recorder.calls[node].parent { totals[parent] += totals[node] }
    }
    return totals
  }

  private func name(_ point: RunRecorder.Point) -> String {
    if case .function(let name?) = point.kind { return name }
    let file = sources[point.span.file]
    return "function at \(file.name):\(file.position(of: point.span.start).line)"
  }

  private func place(_ span: Span) -> String {
    let file = sources[span.file]
    return "\(file.name):\(file.position(of: span.start).line)"
  }

  private func row(_ total: Double, _ own: Double, _ count: Int, _ what: String) -> String {
    "\(Columns.right(milliseconds(total), 10))\(Columns.right(milliseconds(own), 10))\(Columns.right("\(count)", 11))  \(what)"
  }

  private func milliseconds(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 1e5).rounded())
    let digits = String(hundredths % 100)
    return "\(hundredths / 100)." + (digits.count == 1 ? "0" : "") + digits
  }
}
