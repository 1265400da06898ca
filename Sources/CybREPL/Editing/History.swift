#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was entered, in this session and before.
///
/// The file has an entry on each line, with `\n` for a line break and `\\` for a backslash. An entry is appended at once
/// when it is made, so that no way to end a session loses it, and sessions at the same time do not lose each other's.
/// The file is read when somebody first wants an entry, so that a long history does not keep the prompt waiting.
struct History {
  static let limit = 10_000

  private var known: [String]?
  private let path: String?

  /// - Parameter path: the file; nothing keeps the history for this session only.
  init(path: String?) { self.path = path }

  /// From the oldest to the latest.
  var entries: [String] {
    mutating get {
      if let known { return known }
      let read = readFile()
      known = read
      return read
    }
  }

  private func readFile() -> [String] {
    guard let path, let content = Self.content(of: path) else { return [] }
    let lines = content.split(separator: UInt8(ascii: "\n"))
    let entries = Self.withoutDuplicates(
      lines.map { line in
        let text = String(decoding: line, as: UTF8.self)
        return line.contains(UInt8(ascii: "\\")) ? Self.decoded(text) : text
      })
    // The file is made small again before it grows to more than it should hold.
    if lines.count > Self.limit + Self.limit / 10 || lines.count > 2 * entries.count + 1000 { rewrite(entries) }
    return entries
  }

  /// Adds an entry, and takes away an earlier one of the same text.
  ///
  /// - Returns: whether an earlier one was taken away from between others.
  @discardableResult
  mutating func add(_ entry: String) -> Bool {
    var all = entries
    if all.last == entry { return false }
    let earlier = all.firstIndex(of: entry)
    if let earlier { all.remove(at: earlier) }
    all.append(entry)
    if all.count > Self.limit { all.removeFirst(all.count - Self.limit) }
    known = all
    append(entry)
    return earlier != nil
  }

  private static func withoutDuplicates(_ all: [String]) -> [String] {
    var seen = Set<String>()
    let latest = all.reversed().filter { seen.insert($0).inserted }
    return latest.prefix(limit).reversed()
  }

  static func encoded(_ entry: String) -> String {
    var text = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  static func decoded(_ line: some StringProtocol) -> String {
    var text = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        isEscaped = false
        switch scalar {
        case "n": text += "\n"
        case "r": text += "\r"
        default: text.unicodeScalars.append(scalar)
        }
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  // MARK: the file

  private static func content(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { memory, count in
        count = max(read(descriptor, memory.baseAddress, memory.count), 0)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  private func append(_ entry: String) {
    guard let path else { return }
    Self.makeFolder(of: path)
    // Only its owner may read what somebody entered.
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    fchmod(descriptor, 0o600)
    Self.write(Array((Self.encoded(entry) + "\n").utf8), to: descriptor)
  }

  private func rewrite(_ entries: [String]) {
    guard let path else { return }
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten = Self.write(Array(entries.map { Self.encoded($0) + "\n" }.joined().utf8), to: descriptor)
    close(descriptor)
    if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
  }

  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  private static func makeFolder(of path: String) {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      if folder != "/" { mkdir(folder, 0o700) }
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
