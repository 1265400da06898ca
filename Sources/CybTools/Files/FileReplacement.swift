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
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0o777)
    guard descriptor >= 0 else { throw problem(path) }
    fchmod(descriptor, status.st_mode & 0o777)
    let bytes = Array(content.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { break }
      written += count
    }
    let isWhole = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isWhole, rename(temporary, target) == 0 else {
      let failure = problem(path)
      unlink(temporary)
      throw failure
    }
  }

  private static func problem(_ path: String) -> Problem {
    Problem(description: "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
  }
}
