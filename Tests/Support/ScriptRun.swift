import Cyb
import CybRuntime
import CybSyntax

/// What came of running a script and its tests, as `cyb test` runs them.
public struct ScriptRun {
  /// A diagnostic, and the line on which it stands; 1 for one without a place.
  public struct Finding {
    public var diagnostic: Diagnostic
    public var file: String
    public var line: Int

    /// What a mark in a script says of it: `error: cyb-unknown-name`.
    public var mark: String { "\(diagnostic.severity.rawValue): \(diagnostic.code.name)" }
  }

  public var output = ""
  /// All errors and warnings, those of failed tests included, in the order in which they arose.
  public var findings: [Finding] = []
  /// The findings as text.
  public var rendering = ""
  /// How many tests ran.
  public var tests = 0
  /// The sources that took part, by name.
  public var sources: [String: String] = [:]

  /// Runs a file, which may read what lies below `folder`; messages call it `name`.
  public init(path: String, name: String, reading folder: String, limits: Limits = Limits()) {
    let interpreter = Interpreter(permissions: .read(below: folder), limits: limits)
    var results: [TestResult] = []
    try? interpreter.perform { session in session.machine.testSink = { results.append($0) } }
    var diagnostics: [Diagnostic] = []
    do {
      let outcome = try interpreter.run(file: path, name: name)
      output = outcome.output
      diagnostics = outcome.diagnostics
    } catch {
      output = error.output
      diagnostics = error.diagnostics
    }
    diagnostics = results.compactMap(\.failure) + diagnostics
    tests = results.count
    rendering = interpreter.render(diagnostics, as: .plain)
    try? interpreter.perform { session in
      findings = diagnostics.map { diagnostic in
        guard let span = diagnostic.span else { return Finding(diagnostic: diagnostic, file: name, line: 1) }
        let file = session.sources[span.file]
        return Finding(diagnostic: diagnostic, file: file.name, line: file.position(of: span.start).line)
      }
      for file in session.sources.files where file.name != "<prelude>" {
        sources[file.name] = String(decoding: file.bytes, as: UTF8.self)
      }
    }
  }

  /// Where the findings and the marks in the sources differ, a line for each; empty where they agree.
  public var disagreements: [String] {
    var expected = sources.flatMap { name, text in Marks.all(in: text).map { "\(name):\($0.line): \($0.mark)" } }
    var lines: [String] = []
    for finding in findings {
      let place = "\(finding.file):\(finding.line): \(finding.mark)"
      if let index = expected.firstIndex(of: place) {
        expected.remove(at: index)
      } else {
        lines.append("\(place) (\(finding.diagnostic.message)) is not marked")
      }
    }
    return lines + expected.sorted().map { "\($0) is marked, but does not arise" }
  }
}

/// The errors and warnings that a script says it has: `// error: cyb-code`, `// warning: cyb-code` at a line's end.
enum Marks {
  static func all(in text: String) -> [(line: Int, mark: String)] {
    var marks: [(line: Int, mark: String)] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      for match in line.matches(of: /\/\/ ((?:error|warning): cyb-[a-z0-9-]+)/) {
        marks.append((index + 1, String(match.1)))
      }
    }
    return marks
  }
}
