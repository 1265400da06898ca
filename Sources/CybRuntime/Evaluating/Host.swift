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
}

extension Host {
  public func warn(_ diagnostic: Diagnostic) {}
}
