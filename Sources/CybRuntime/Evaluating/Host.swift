import CybSyntax

/// The world outside, as far as a script may reach it: its output, and files that it may read.
public protocol Host: AnyObject, Sendable {
  /// Takes a piece of output, as UTF-8.
  func write(_ bytes: [UInt8]) throws
  /// The content of a file that a script names, or a `Failure` that says why not.
  ///
  /// `script` is the name of the source that asks; a relative path starts at its folder.
  func read(path: String, from script: String) throws -> [UInt8]
  /// Takes a warning about what the script did, such as a void act.
  func warn(_ diagnostic: Diagnostic)
  /// Hears now and then how far a long piece of work has come, and at its end.
  func report(_ progress: Progress)
  /// Columns that plots may be wide.
  var columns: Int { get }
  /// Takes a picture that a script has plotted, for the folder that the user has named for them, if any.
  ///
  /// `name` is a plain file name, with no folder in it, and ends in `.svg`.
  func save(picture: [UInt8], name: String) throws
}

/// How far a long piece of work has come.
public struct Progress: Sendable, Equatable {
  /// What is being done, such as `simulate`.
  public let title: String
  /// Runs that are done, of all.
  public let done: Int
  public let total: Int

  public init(title: String, done: Int, total: Int) {
    self.title = title
    self.done = done
    self.total = total
  }
}

extension Host {
  public func warn(_ diagnostic: Diagnostic) {}

  public func report(_ progress: Progress) {}

  public var columns: Int { 80 }

  public func save(picture: [UInt8], name: String) throws {}
}
