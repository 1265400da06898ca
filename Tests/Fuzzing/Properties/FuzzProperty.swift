import Cyb
import CybREPL
import CybRuntime
import CybSyntax
import Synchronization

/// What must hold for every input, however odd. The names are those of the corpora.
public enum FuzzProperty: String, CaseIterable, Sendable {
  /// Any bytes give a tree and diagnostics with places inside the text.
  case parse
  /// Formatting keeps the tree, and formatting again changes nothing.
  case format
  /// Checking ends with diagnostics at most.
  case check
  /// A script runs to its end, to an error or to a limit; twice the same.
  case run
  /// The same for a program that the bytes choose from the grammar.
  case program
  /// Entries and commands at the prompt; a line that fails leaves the world as it was.
  case repl
  /// A table, or an error with its line.
  case csv
  /// A value that is the same when it is written and read again, or an error with its line.
  case json

  /// What does not hold; nothing where all does.
  public func complaint(about bytes: [UInt8]) -> String? {
    switch self {
    case .parse: Self.parse(bytes)
    case .format: Self.format(bytes)
    case .check: Self.check(bytes)
    case .run: Self.run(bytes)
    case .program: Self.run(Array(ProgramGenerator.program(Choices(bytes)).utf8))
    case .repl: Self.repl(bytes)
    case .csv: Self.csv(bytes)
    case .json: Self.json(bytes)
    }
  }

  /// Strict limits, tighter still where a fuzzer would lose time.
  static var limits: Limits {
    var limits = Limits.strict
    limits.steps = 20_000
    limits.memory = 16 << 20
    limits.outputBytes = 1 << 16
    limits.searchWork = 10_000
    limits.events = 1_000
    return limits
  }
}

// Text.
extension FuzzProperty {
  private static func tree(_ bytes: [UInt8]) -> SyntaxTree {
    Parser.parse(
      file: SourceMap().add(name: "input", bytes: bytes),
      options: ParseOptions(isREPL: true, nestingLimit: limits.sourceNesting))
  }

  private static func parse(_ bytes: [UInt8]) -> String? {
    var complaint: String?
    BigStack.run {
      let sources = SourceMap()
      let (file, faults) = SourceText.add(bytes, name: "input", to: sources)
      let options = ParseOptions(isREPL: true, nestingLimit: limits.sourceNesting)
      complaint = fault(in: faults + Parser.parse(file: file, options: options).diagnostics, sources)
    }
    return complaint
  }

  private static func format(_ bytes: [UInt8]) -> String? {
    let (bytes, faults) = SourceText.validate(bytes)
    guard faults.isEmpty else { return nil }
    var complaint: String?
    BigStack.run {
      let tree = tree(bytes)
      guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return }
      let once = Formatter.format(tree)
      let again = self.tree(Array(once.utf8))
      if TreeDump.dump(again) != TreeDump.dump(tree) {
        complaint = "formatting changes the meaning:\n\(once)"
      } else if Formatter.format(again) != once {
        complaint = "formatting again changes the form:\n\(once)"
      }
    }
    return complaint
  }

  private static func check(_ bytes: [UInt8]) -> String? {
    let text = ProgramGenerator.setting + String(decoding: bytes, as: UTF8.self)
    let interpreter = Interpreter(limits: limits)
    do { return fault(in: try interpreter.check(source: text), interpreter) } catch {
      return fault(in: error.diagnostics, interpreter)
    }
  }

  fileprivate static func fault(in diagnostics: [Diagnostic], _ interpreter: Interpreter) -> String? {
    guard !diagnostics.isEmpty else { return nil }
    var complaint: String?
    try? interpreter.perform { session in complaint = fault(in: diagnostics, session.sources) }
    return complaint
  }

  /// A diagnostic that cannot be shown, or whose place lies outside the text.
  private static func fault(in diagnostics: [Diagnostic], _ sources: SourceMap) -> String? {
    for diagnostic in diagnostics {
      if diagnostic.message.isEmpty { return "\(diagnostic.code) says nothing" }
      guard let span = diagnostic.span else { continue }
      if span.start > span.end || Int(span.end) > sources[span.file].bytes.count {
        return "a place outside the text: \(span)"
      }
    }
    let isShown = diagnostics.isEmpty || !Rendering.plain.render(diagnostics, in: sources).isEmpty
    return isShown ? nil : "diagnostics are not shown"
  }
}

// Running.
extension FuzzProperty {
  /// What a script printed, and what was wrong.
  private static func outcome(of source: String, _ limits: Limits) -> (text: String, complaint: String?) {
    let interpreter = Interpreter(limits: limits)
    do {
      let outcome = try interpreter.run(source: source)
      return (outcome.output + interpreter.render(outcome.diagnostics), fault(in: outcome.diagnostics, interpreter))
    } catch {
      return (error.output + interpreter.render(error.diagnostics), fault(in: error.diagnostics, interpreter))
    }
  }

  private static func run(_ bytes: [UInt8]) -> String? {
    var limits = limits
    // Time is the one limit that may end two runs at different places.
    limits.seconds = nil
    let source = String(decoding: bytes, as: UTF8.self)
    let first = outcome(of: source, limits)
    if let complaint = first.complaint { return "\(complaint)\n\(source)" }
    let second = outcome(of: source, limits)
    return first.text == second.text ? nil : "two runs differ:\n\(source)\n--\n\(first.text)\n--\n\(second.text)"
  }

  private static func repl(_ bytes: [UInt8]) -> String? {
    let surroundings = SilentSurroundings()
    let repl = REPL(surroundings: surroundings) { _, _ in
      Interpreter(limits: limits, host: StreamingHost { _ in })
    }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(20) {
      _ = repl.submit(String(line))
      _ = repl.completions(atEndOf: String(line))
    }
    return nil
  }

  private static func csv(_ bytes: [UInt8]) -> String? {
    reader.withLock { $0.complaint(of: "print(read_csv(\"f\"))", reading: bytes) }
  }

  private static func json(_ bytes: [UInt8]) -> String? {
    let source = "print(to_json(read_json(\"f\")))"
    return reader.withLock { reader in
      if let complaint = reader.complaint(of: source, reading: bytes) { return complaint }
      guard let written = reader.output else { return nil }
      if let complaint = reader.complaint(of: source, reading: Array(written.utf8)) { return complaint }
      return written == reader.output ? nil : "written again it differs:\n\(written)\n\(reader.output ?? "no output")"
    }
  }

  private static let reader = Mutex(FileReader())
}

/// Runs lines that read one file. It keeps its interpreter for some of them, which would else take most of the time.
private struct FileReader: ~Copyable {
  /// What was printed last; nothing after a failure.
  private(set) var output: String?
  private var host = FileHost()
  private var interpreter: Interpreter?
  private var uses = 0

  mutating func complaint(of source: String, reading bytes: [UInt8]) -> String? {
    if uses % 1000 == 0 {
      host = FileHost()
      interpreter = Interpreter(permissions: .askHost, limits: FuzzProperty.limits, host: host)
    }
    uses += 1
    host.content = bytes
    host.output = ""
    output = nil
    guard let interpreter else { return nil }
    do {
      let diagnostics = try interpreter.enter(source).diagnostics
      output = host.output
      return FuzzProperty.fault(in: diagnostics, interpreter)
    } catch { return FuzzProperty.fault(in: error.diagnostics, interpreter) }
  }
}

/// A host with one file.
private final class FileHost: Host, @unchecked Sendable {
  var content: [UInt8] = []
  var output = ""

  func write(_ bytes: [UInt8]) { output += String(decoding: bytes, as: UTF8.self) }
  func read(path: String, from script: String) throws -> [UInt8] { content }
}

/// A prompt that nobody looks at.
private final class SilentSurroundings: Surroundings {
  let width: Int? = 80
  let height: Int? = 24
  let isColoured = true

  func show(_ text: String) {}
  func complain(_ text: String) {}
  func page(_ text: String) -> Bool { true }
  func edit(_ text: String) throws(Complaint) -> String { text }
  func clear() {}
  func write(_ text: String, to path: String) throws(Complaint) {}
  func files(in folder: String) -> [String] { [] }
}
