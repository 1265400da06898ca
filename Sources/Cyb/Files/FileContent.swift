import CybRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads whole files through the system's own calls.
public enum FileContent {
  /// The largest file that is read unless another limit is given: 256 MB.
  public static let sizeLimit = 256 << 20

  /// The content of the file that a user names. Pipes and devices are read to their end; `-` is standard input.
  ///
  /// - Throws: `Failure` that says why it cannot be read.
  public static func named(_ path: String, limit: Int = sizeLimit) throws -> [UInt8] {
    if path == "-" { return try read(STDIN_FILENO, name: "standard input", limit: limit) }
    let descriptor = try opened(path, name: path, flags: O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    return try read(descriptor, name: path, limit: limit)
  }

  /// An open file; the caller closes it.
  static func opened(_ path: String, name: String, flags: Int32) throws -> Int32 {
    guard !path.utf8.contains(0) else { throw Failure("cyb-file-missing", "no file can be named `\(name)`") }
    while true {
      let descriptor = open(path, flags)
      if descriptor >= 0 { return descriptor }
      guard errno == EINTR else { throw failure(errno, name) }
    }
  }

  /// All that an open file has to give.
  static func read(_ descriptor: Int32, name: String, limit: Int) throws -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno, name) }
    if status.st_mode & S_IFMT == S_IFDIR { throw failure(EISDIR, name) }
    if status.st_size > limit { throw tooLarge(name, limit) }
    var content: [UInt8] = []
    // One byte more than there should be shows the end of the file without another look.
    var room = max(Int(status.st_size) + 1, 1 << 14)
    while true {
      var failed: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        while count < buffer.count {
          let got = systemRead(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
          if got < 0 {
            if errno == EINTR { continue }
            failed = errno
          }
          guard got > 0 else { break }
          count += got
        }
      }
      if failed != 0 { throw failure(failed, name) }
      let isEnd = chunk.count < room
      if content.isEmpty { content = chunk } else { content += chunk }
      if content.count > limit { throw tooLarge(name, limit) }
      if isEnd { return content }
      room = min(max(content.count, 1 << 16), 1 << 24)
    }
  }

  private static func tooLarge(_ name: String, _ limit: Int) -> Failure {
    Failure("cyb-file-too-large", "`\(name)` is larger than \(limit) bytes, which is the limit")
  }

  /// What a user is told of a system's error.
  static func failure(_ code: Int32, _ name: String) -> Failure {
    switch code {
    case ENOENT, ENOTDIR: Failure("cyb-file-missing", "there is no file `\(name)`")
    case EISDIR:
      Failure("cyb-file-is-folder", "`\(name)` is a folder, not a file", help: "name a file in it")
    case EACCES, EPERM: Failure("cyb-file-permission", "the system does not permit reading `\(name)`")
    case ELOOP: Failure("cyb-file-outside", "`\(name)` is a link that leads round in a circle")
    default: Failure("cyb-file-unreadable", "`\(name)` cannot be read: \(String(cString: strerror(code)))")
    }
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
