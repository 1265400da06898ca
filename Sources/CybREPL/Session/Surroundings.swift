/// The world around a session: where it shows things, and what it may do at the user's command.
///
/// The session itself knows no terminal; tests put their own surroundings around it.
public protocol Surroundings: AnyObject {
  /// The columns of the terminal; nothing where there is none, and then nothing is cut or fitted.
  var width: Int? { get }
  /// The lines of the terminal; nothing where there is none.
  var height: Int? { get }
  /// Whether diagnostics and the prompt may be coloured.
  var isColoured: Bool { get }

  /// Shows an answer.
  func show(_ text: String)
  /// Shows a diagnostic.
  func complain(_ text: String)
  /// Shows a long text in a pager; false where there is none.
  func page(_ text: String) -> Bool
  /// Lets the user edit a text in an editor; nothing where that cannot be done.
  func edit(_ text: String) throws(Complaint) -> String
  /// Clears the screen.
  func clear()
  /// Writes a file whole or not at all.
  func write(_ text: String, to path: String) throws(Complaint)
  /// The names of the files in a folder, those of folders with a `/` behind; none where it cannot be read.
  func files(in folder: String) -> [String]
}

/// What the session tells a user who asked for something that cannot be done.
public struct Complaint: Error, Equatable {
  public var message: String
  public var help: String?

  public init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}
