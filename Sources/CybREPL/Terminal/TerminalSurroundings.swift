import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The size of the terminal that standard output is.
struct TerminalSize {
  var width: Int
  var height: Int

  static var current: TerminalSize {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return TerminalSize(width: 80, height: 24)
    }
    return TerminalSize(width: Int(size.ws_col), height: Int(size.ws_row))
  }
}

/// A session's surroundings in a process: standard output and error, files, pager and editor.
public final class TerminalSurroundings: Surroundings {
  private let isTerminal: Bool
  public let isColoured: Bool
  private let output = DescriptorHost(1)
  private let complaints = DescriptorHost(2)

  /// - Parameter isTerminal: whether somebody sits there; else nothing is fitted or cut.
  public init(isTerminal: Bool, isColoured: Bool) {
    self.isTerminal = isTerminal
    self.isColoured = isColoured
  }

  public var width: Int? { isTerminal ? TerminalSize.current.width : nil }
  public var height: Int? { isTerminal ? TerminalSize.current.height : nil }

  public func show(_ text: String) { try? output.write(Array(text.utf8)) }
  public func complain(_ text: String) { try? complaints.write(Array(text.utf8)) }

  public func clear() { if isTerminal { show("\u{1B}[H\u{1B}[2J") } }

  public func page(_ text: String) -> Bool {
    guard isTerminal, let pager = popen(Self.environment("PAGER") ?? "less -R", "w") else { return false }
    text.utf8CString.withUnsafeBufferPointer { bytes in _ = fwrite(bytes.baseAddress, 1, bytes.count - 1, pager) }
    return pclose(pager) == 0
  }

  public func edit(_ text: String) throws(Complaint) -> String {
    guard isTerminal else { throw Complaint("`:edit` needs a terminal") }
    let folder = Self.environment("TMPDIR") ?? "/tmp"
    var template = Array((folder + "/cyb-XXXXXX.cyb").utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else { throw Complaint("no file can be made in \(folder)") }
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { unlink(path) }
    let file = DescriptorHost(descriptor)
    try? file.write(Array((text.isEmpty || text.hasSuffix("\n") ? text : text + "\n").utf8))
    close(descriptor)
    let editor = Self.environment("VISUAL") ?? Self.environment("EDITOR") ?? "vi"
    guard Self.run("\(editor) '\(path)'") else {
      throw Complaint("`\(editor)` failed", help: "name another in $EDITOR")
    }
    guard let bytes = try? FileContent.named(path) else { throw Complaint("the edited text cannot be read") }
    return String(decoding: bytes, as: UTF8.self)
  }

  public func write(_ text: String, to path: String) throws(Complaint) {
    let temporary = path + ".part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    let isWritten = (try? DescriptorHost(descriptor).write(Array(text.utf8))) != nil
    guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
      let failure = Self.failure(path)
      unlink(temporary)
      throw failure
    }
  }

  public func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      let isFolder = stat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names
  }

  /// Runs a command of the shell and waits for it.
  private static func run(_ command: String) -> Bool { system(command) == 0 }

  private static func failure(_ path: String) -> Complaint {
    Complaint("`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
