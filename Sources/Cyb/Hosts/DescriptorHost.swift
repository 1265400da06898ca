import CybRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes what scripts print to a file descriptor, standard output as a rule; gives them no files of its own.
public final class DescriptorHost: Host {
  private let descriptor: Int32

  /// - Parameter descriptor: open for writing; it is not closed.
  public init(_ descriptor: Int32 = 1) { self.descriptor = descriptor }

  /// - Throws: `Failure` with the code `cyb-output-closed` where the reader at the other end has gone.
  public func write(_ bytes: [UInt8]) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        systemWrite(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno == EPIPE {
        throw Failure("cyb-output-closed", "nobody reads the output any more")
      } else if errno != EINTR {
        throw Failure("cyb-output", "the output cannot be written: \(String(cString: strerror(errno)))")
      }
    }
  }

  public func read(path: String, from script: String) throws -> [UInt8] { throw GuardedHost.noFiles(path) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
