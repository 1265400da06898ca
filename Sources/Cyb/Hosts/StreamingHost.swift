import CybRuntime

/// Hands on what scripts print, piece by piece as it is flushed; gives them no files of its own.
///
/// A piece may end in the middle of a character, which is why it comes as UTF-8 bytes.
public final class StreamingHost: Host {
  private let receive: @Sendable ([UInt8]) throws -> Void

  /// - Parameter receive: takes a piece of output; what it throws ends the run.
  public init(_ receive: @escaping @Sendable ([UInt8]) throws -> Void) { self.receive = receive }

  public func write(_ bytes: [UInt8]) throws { try receive(bytes) }

  public func read(path: String, from script: String) throws -> [UInt8] { throw GuardedHost.noFiles(path) }
}
