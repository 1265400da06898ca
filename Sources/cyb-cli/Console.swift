import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error.
enum Console {
  /// Where scripts and commands print.
  static let output = DescriptorHost(STDOUT_FILENO)
  private static let complaints = DescriptorHost(STDERR_FILENO)

  /// Prints to standard output.
  ///
  /// - Throws: `OutputClosed` where nobody reads it any more.
  static func write(_ text: String) throws {
    do { try output.write(Array(text.utf8)) } catch let failure as Failure {
      if failure.diagnostic.code == "cyb-output-closed" { throw OutputClosed() }
      complain("error: \(failure.diagnostic.message)\n")
      throw Ending.failed.code
    }
  }

  /// Prints to standard error; what cannot be written there has no other place to go.
  static func complain(_ text: String) {
    try? complaints.write(Array(text.utf8))
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// A variable of the environment, unless it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

/// The reader at the other end of a pipe has gone; the process ends in silence, and well, since it did its part.
struct OutputClosed: Error {}
