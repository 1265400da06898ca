#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts new content in the place of a file's old one: all of it, or, where that fails, none.
public enum FileReplacement {
  public struct Problem: Error, CustomStringConvertible {
    public var description: String
  }

  /// Writes a new file beside the old one and moves it there; the rights of the old one are kept, and a link stays a link.
  public static func replace(_ path: String, by content: String) throws(Problem) {
    guard let resolved = realpath(path, nil) else { throw problem(path) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0, access(target, W_OK) == 0 else { throw problem(path) }
    let temporary = target + ".\(getpid()).tmp"
    try write(content, to: temporary, flags: O_EXCL, rights: status.st_mode & 0o777, as: path)
    guard chmod(temporary, status.st_mode & 0o777) == 0, rename(temporary, target) == 0 else {
      let failure = problem(path)
      unlink(temporary)
      throw failure
    }
  }

  /// Writes a file that a user has named, over what was there.
  public static func write(_ content: String, to path: String) throws(Problem) {
    try write(content, to: path, flags: O_TRUNC, rights: 0o666, as: path)
  }

  private static func write(
    _ content: String, to file: String, flags: Int32, rights: mode_t, as path: String
  ) throws(Problem) {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC | flags, rights)
    guard descriptor >= 0 else { throw problem(path) }
    let bytes = Array(content.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        systemWrite(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { break }
      written += count
    }
    let failure = written == bytes.count ? nil : problem(path)
    guard close(descriptor) == 0, failure == nil else { throw failure ?? problem(path) }
  }

  private static func problem(_ path: String) -> Problem {
    Problem(description: "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
