import CybTools

/// What came of reading a line.
public enum LineInput: Equatable {
  case line(String)
  /// Ctrl-C.
  case interrupted
  /// The end of the input, or Ctrl-D on an empty line.
  case end
}

/// Reads lines from a user, or from a file or pipe.
public protocol LineEditor: AnyObject {
  /// Whether somebody types; else no prompt is shown, and an empty line does not give an entry up.
  var isInteractive: Bool { get }
  /// What completes the line that is being edited; it gets the text before the cursor.
  var completer: ((String) -> Completions)? { get set }

  /// Reads a line, or several where the user pasted or recalled them.
  ///
  /// - Parameter draft: a text to begin with.
  func readLine(prompt: String, draft: String) -> LineInput
  /// The next line, where it is there already; it is still read next.
  func peekLine() -> String?
  /// Keeps an entry in the history.
  func remember(_ entry: String)
}
