import CPseudoTerminal
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The product, running in a real pseudo-terminal; what a user types and sees.
final class PseudoTerminal {
  struct Silence: Error, CustomStringConvertible {
    let description: String
  }

  /// The binary that was built with the tests.
  static var product: String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      folder = URL(fileURLWithPath: own).deletingLastPathComponent()
    }
    for _ in 0..<4 {
      let path = folder.appendingPathComponent("cyb").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      folder = folder.deletingLastPathComponent()
    }
    return Transcript.root.appendingPathComponent(".build/tests/debug/cyb").path
  }

  /// How long something may take on a machine that has other things to do.
  static let patience: Double = 40

  private let terminal: Int32
  let process: pid_t
  private var bytes: [UInt8] = []
  /// Up to where what was shown has been looked at.
  private var seen = 0
  private var status: Int32?

  /// - Parameters:
  ///   - home: the user's home; history and settings lie in it.
  ///   - environment: beside what every session needs.
  init(
    home: String, _ arguments: [String] = ["repl"], environment: [String: String] = [:], rows: Int = 24,
    columns: Int = 80, program: String = product
  )
    throws
  {
    var variables = [
      "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    // How the sanitizers are to behave.
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    variables.merge(environment) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var descriptor: Int32 = -1
    process = cyb_pty_spawn(&words, &settings, Int32(rows), Int32(columns), &descriptor)
    terminal = descriptor
    guard process > 0 else { throw Silence(description: "the program did not start") }
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(terminal)
  }

  /// Types, and reads what is shown meanwhile, since a terminal holds no more than a little of either.
  func type(_ text: String) throws {
    let typed = Array(text.utf8)
    var written = 0
    let deadline = Date().addingTimeInterval(Self.patience)
    while written < typed.count {
      guard Date() < deadline else { throw Silence(description: "nobody takes what is typed") }
      let count = typed.withUnsafeBytes {
        write(terminal, $0.baseAddress.map { $0 + written }, min(typed.count - written, 512))
      }
      if count > 0 { written += count }
      drain(milliseconds: count > 0 ? 0 : 20)
    }
  }

  /// Waits until a text is shown, behind what was waited for before; control sequences left out.
  ///
  /// - Returns: what was shown before it.
  @discardableResult
  func expect(_ text: String, within seconds: Double = patience, polling: Int32 = 50) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      let new = Self.plain(bytes[seen...])
      if let range = new.range(of: text) {
        // The place in the bytes: that many characters of the plain text further on.
        seen = place(ofPlain: new[..<range.upperBound].utf8.count)
        return String(new[..<range.lowerBound])
      }
      guard Date() < deadline, status == nil || drain(milliseconds: 0) else {
        throw Silence(description: "`\(text)` was not shown, but:\n\(new)")
      }
      drain(milliseconds: polling)
    }
  }

  /// Waits until a control sequence is sent, behind what was waited for before.
  func expectBytes(_ sequence: String) throws {
    let deadline = Date().addingTimeInterval(Self.patience)
    let wanted = Array(sequence.utf8)
    while !bytes[seen...].indices.contains(where: { bytes[$0...].starts(with: wanted) }) {
      guard Date() < deadline else {
        throw Silence(description: "the terminal was not sent \(sequence.debugDescription)")
      }
      drain(milliseconds: 50)
    }
  }

  /// Types an entry and waits for what it shows.
  @discardableResult
  func enter(_ text: String, expecting answer: String) throws -> String {
    try type(text + "\r")
    return try expect(answer)
  }

  /// Types an entry, and waits for its answer and the next prompt: only then keys go to the editor again.
  func ask(_ text: String, answer: String) throws {
    try enter(text, expecting: answer)
    try expect("cyb> ")
  }

  func resize(rows: Int, columns: Int) { _ = cyb_pty_resize(terminal, Int32(rows), Int32(columns)) }

  func send(signal: Int32) { kill(process, signal) }

  /// Waits for the end of the program; its status as `waitpid` gives it.
  func waitForEnd() throws -> Int32 {
    let deadline = Date().addingTimeInterval(Self.patience)
    while Date() < deadline {
      drain(milliseconds: 20)
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        self.status = status
        return status
      }
    }
    throw Silence(description: "the program did not end; it shows:\n\(Self.plain(bytes[seen...]))")
  }

  /// Reads what is there; false where nothing came.
  @discardableResult
  private func drain(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0, waiting.revents & Int16(POLLIN) != 0 else {
      if waiting.revents & Int16(POLLHUP) != 0 { usleep(useconds_t(milliseconds * 1000)) }
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(terminal, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }

  /// The length in raw bytes, from `seen`, of so many bytes of plain text; as an absolute place.
  private func place(ofPlain length: Int) -> Int {
    var plain = 0
    var index = seen
    while index < bytes.count, plain < length {
      let skipped = Self.sequenceLength(bytes[index...])
      if skipped > 0 {
        index += skipped
      } else {
        index += 1
        plain += 1
      }
    }
    return index
  }

  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let skipped = sequenceLength(bytes[index...])
      if skipped > 0 {
        index += skipped
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The length of a control sequence that begins here, or of a carriage return or bell; 0 for text.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int {
    guard let first = bytes.first else { return 0 }
    if first == 0x0D || first == 0x07 { return 1 }
    guard first == 0x1B, bytes.count > 1 else { return 0 }
    let second = bytes[bytes.startIndex + 1]
    guard second == UInt8(ascii: "[") else { return second == UInt8(ascii: "(") ? 3 : 2 }
    let final = bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
    return final.map { $0 - bytes.startIndex + 1 } ?? 0
  }
}

/// A home of its own for a test, removed after it.
final class TemporaryHome {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("cyb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var history: String { path + "/.local/state/cyb/history" }

  func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
}
