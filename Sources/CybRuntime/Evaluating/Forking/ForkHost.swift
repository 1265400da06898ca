import CybSyntax
import Synchronization

/// Keeps what a fork prints and warns of, so that it can be passed on in the order of the runs; and lets one fork at a
/// time read files.
final class ForkHost: Host {
  private let parent: any Host
  /// Shared by the forks of one piece of work.
  private let reading: ReadingLock
  private let kept = Mutex<Kept>(Kept())

  struct Kept: Sendable {
    var output: [UInt8] = []
    var warnings: [Diagnostic] = []
    var pictures: [(bytes: [UInt8], name: String)] = []
  }

  final class ReadingLock: Sendable {
    let mutex = Mutex<Void>(())
  }

  init(parent: any Host, reading: ReadingLock) {
    self.parent = parent
    self.reading = reading
  }

  func write(_ bytes: [UInt8]) { kept.withLock { $0.output += bytes } }

  func read(path: String, from script: String) throws -> [UInt8] {
    try reading.mutex.withLock { _ in try parent.read(path: path, from: script) }
  }

  func warn(_ diagnostic: Diagnostic) { kept.withLock { $0.warnings.append(diagnostic) } }

  var columns: Int { parent.columns }

  func save(picture: [UInt8], name: String) { kept.withLock { $0.pictures.append((picture, name)) } }

  /// What was kept since the last time.
  func take() -> Kept {
    kept.withLock { kept in
      defer { kept = Kept() }
      return kept
    }
  }
}
