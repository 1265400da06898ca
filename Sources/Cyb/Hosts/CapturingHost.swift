import CybRuntime
import CybSyntax
import Synchronization

/// Keeps what scripts print, for the host program to read; gives them no files of its own.
public final class CapturingHost: Host {
  private let bytes = Mutex<[UInt8]>([])

  public init() {}

  /// All that has been printed and not taken.
  public var output: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

  /// What has been printed since the last time, which is then forgotten.
  public func take() -> String {
    String(
      decoding: bytes.withLock { bytes in
        defer { bytes = [] }
        return bytes
      }, as: UTF8.self)
  }

  public func write(_ piece: [UInt8]) { bytes.withLock { $0 += piece } }

  public func read(path: String, from script: String) throws -> [UInt8] { throw GuardedHost.noFiles(path) }
}
