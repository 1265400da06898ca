/// Diagnostics as JSON objects, one on a line.
///
/// Places have the file's name, line and column of start and end (from 1, columns in Unicode scalars), and the offsets
/// of both in bytes (from 0; the end just behind the last byte).
public struct DiagnosticJSON {
  private let sources: SourceMap

  public init(sources: SourceMap) { self.sources = sources }

  public func render(_ diagnostics: [Diagnostic]) -> String { diagnostics.map { render($0) + "\n" }.joined() }

  /// One diagnostic, without line break.
  public func render(_ diagnostic: Diagnostic) -> String {
    var fields = [
      field("severity", JSONText.quoted(diagnostic.severity.rawValue)),
      field("code", JSONText.quoted(diagnostic.code.name)), field("message", JSONText.quoted(diagnostic.message)),
    ]
    if let place = diagnostic.span.flatMap(place) { fields.append(field("place", object(place))) }
    if let caption = diagnostic.caption { fields.append(field("caption", JSONText.quoted(caption))) }
    add(
      "labels",
      diagnostic.labels.compactMap { label in
        place(label.span).map { object([field("message", JSONText.quoted(label.message))] + $0) }
      }, to: &fields)
    add("notes", diagnostic.notes.map(JSONText.quoted), to: &fields)
    add("help", diagnostic.help.map(JSONText.quoted), to: &fields)
    add(
      "fixes",
      diagnostic.fixIts.compactMap { fix in
        place(fix.span).map { object([field("replacement", JSONText.quoted(fix.replacement))] + $0) }
      }, to: &fields)
    add(
      "stack",
      diagnostic.stack.map { frame in
        object(
          [field("function", JSONText.quoted(frame.function)), field("count", "\(frame.count)")]
            + (place(frame.call) ?? []))
      }, to: &fields)
    return object(fields)
  }

  private func place(_ span: Span) -> [String]? {
    guard Int(span.file.index) < sources.files.count else { return nil }
    let file = sources[span.file]
    let (start, end) = (file.position(of: span.start), file.position(of: span.end))
    return [
      field("file", JSONText.quoted(file.name)), field("line", "\(start.line)"), field("column", "\(start.column)"),
      field("endLine", "\(end.line)"), field("endColumn", "\(end.column)"), field("start", "\(span.start)"),
      field("end", "\(span.end)"),
    ]
  }

  private func field(_ name: String, _ value: String) -> String { "\(JSONText.quoted(name)):\(value)" }

  private func object(_ fields: [String]) -> String { "{" + fields.joined(separator: ",") + "}" }

  private func add(_ name: String, _ values: [String], to fields: inout [String]) {
    if !values.isEmpty { fields.append(field(name, "[" + values.joined(separator: ",") + "]")) }
  }
}
