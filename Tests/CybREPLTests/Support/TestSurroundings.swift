import Cyb
import CybREPL
import CybTools

/// Surroundings that keep what is shown, errors among the answers as a user sees them.
final class TestSurroundings: Surroundings {
  var width: Int?
  var height: Int?
  let isColoured = false
  var shown = ""
  var paged: String?
  var edits: (String) -> String = { $0 }
  var files: [String: String] = [:]
  var folder: [String] = []

  init(width: Int? = 80, height: Int? = 24) {
    self.width = width
    self.height = height
  }

  func show(_ text: String) { shown += text }
  func complain(_ text: String) { shown += text }

  func page(_ text: String) -> Bool {
    paged = text
    return true
  }

  func edit(_ text: String) throws(Complaint) -> String { edits(text) }
  func clear() {}
  func write(_ text: String, to path: String) throws(Complaint) { files[path] = text }
  func files(in folder: String) -> [String] { self.folder }

  /// What was shown since the last time.
  func take() -> String {
    defer { shown = "" }
    return shown
  }
}

/// A session, and what it shows.
struct TestSession {
  let surroundings: TestSurroundings
  let repl: REPL

  init(width: Int? = 80, height: Int? = 24) {
    let surroundings = TestSurroundings(width: width, height: height)
    self.surroundings = surroundings
    repl = REPL(surroundings: surroundings) { limits, isQuiet in
      // The same place for answers and output keeps their order.
      nonisolated(unsafe) let surroundings = surroundings
      let host = StreamingHost { if !isQuiet { surroundings.show(String(decoding: $0, as: UTF8.self)) } }
      return Interpreter(permissions: .read(below: "."), limits: limits, host: host)
    }
  }

  /// What an entry or a command shows.
  @discardableResult
  func enter(_ text: String) -> String {
    _ = repl.submit(text)
    return surroundings.take()
  }
}

/// Types the lines of a script, and writes them with their prompts where the answers go.
final class ScriptedEditor: LineEditor {
  let isInteractive: Bool
  var completer: ((String) -> Completions)?
  private var lines: [String]
  private let surroundings: TestSurroundings
  private(set) var remembered: [String] = []

  init(_ lines: [String], _ surroundings: TestSurroundings, isInteractive: Bool = true) {
    self.lines = lines
    self.surroundings = surroundings
    self.isInteractive = isInteractive
  }

  func readLine(prompt: String, draft: String) -> LineInput {
    guard !lines.isEmpty else { return .end }
    let line = lines.removeFirst()
    if isInteractive {
      let trimmed = line.isEmpty ? String(prompt.dropLast()) : prompt
      surroundings.show(trimmed + line + "\n")
    }
    return line == "^C" ? .interrupted : .line(line)
  }

  func peekLine() -> String? { lines.first }
  func remember(_ entry: String) { remembered.append(entry) }
}
