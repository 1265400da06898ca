import Cyb
import CybRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a script reaches from the command line: standard output, a line of progress on standard error where that is a
/// terminal, and the folder for pictures that the user named.
final class TerminalHost: Host {
  private let output: any Host
  private let pictures: String?

  /// - Parameters:
  ///   - output: takes what scripts print.
  ///   - pictures: the folder for pictures; nothing keeps none.
  init(_ output: any Host, pictures: String?) {
    self.output = output
    self.pictures = pictures
  }

  func write(_ bytes: [UInt8]) throws { try output.write(bytes) }

  func read(path: String, from script: String) throws -> [UInt8] { try output.read(path: path, from: script) }

  func report(_ progress: Progress) {
    guard Console.errorIsTerminal else { return }
    // Back to the start of the line, and what stood there erased.
    Console.complain("\r\u{1B}[K")
    if progress.done < progress.total {
      let share = progress.done * 100 / max(1, progress.total)
      Console.complain("\(progress.title): \(progress.done) of \(progress.total) (\(share) %)")
    }
  }

  var columns: Int { Console.columns }

  func save(picture: [UInt8], name: String) throws {
    guard let pictures else { return }
    if mkdir(pictures, 0o777) != 0, errno != EEXIST { throw failure(pictures) }
    let path = pictures + "/" + name
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try DescriptorHost(descriptor).write(picture)
  }

  private func failure(_ path: String) -> Failure {
    Failure("cyb-output", "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }
}

extension Console {
  /// How wide standard output is: of the terminal, or 80.
  static var columns: Int {
    var size = winsize()
    guard outputIsTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return max(40, Int(size.ws_col))
  }
}
