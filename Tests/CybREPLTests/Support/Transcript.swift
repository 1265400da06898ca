import CybREPL
import Foundation

/// A session as a reader sees it: prompts with what was typed, and below them what was shown.
struct Transcript {
  /// The root of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  let text: String

  /// The lines that were typed.
  var typed: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      for prompt in ["cyb>", "...>"] where line.hasPrefix(prompt) {
        return String(line.dropFirst(prompt.count + (line.hasPrefix(prompt + " ") ? 1 : 0)))
      }
      return nil
    }
  }

  /// The transcript of a new session in which the same is typed.
  func played() -> String {
    _ = FileManager.default.changeCurrentDirectoryPath(Self.root.path)
    let session = TestSession()
    let editor = ScriptedEditor(typed, session.surroundings)
    _ = Dialogue(session.repl, editor).run()
    return session.surroundings.take()
  }
}
