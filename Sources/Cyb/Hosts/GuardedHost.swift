import CybRuntime
import CybSyntax
import Synchronization

/// Stands between a script and its host: lets through what the permissions allow, and collects warnings.
final class GuardedHost: Host {
  private let host: any Host
  private let permissions: Permissions
  private let reader: FolderReader
  private let warnings = Mutex<[Diagnostic]>([])

  init(_ host: any Host, _ permissions: Permissions) {
    self.host = host
    self.permissions = permissions
    if case .below(let folders) = permissions.reading {
      reader = FolderReader(folders: folders)
    } else {
      reader = FolderReader(folders: [])
    }
  }

  func write(_ bytes: [UInt8]) throws { try host.write(bytes) }

  func read(path: String, from script: String) throws -> [UInt8] {
    switch permissions.reading {
    case .nothing: throw Self.noFiles(path)
    case .below: try reader.read(path: path, from: script)
    case .host: try host.read(path: path, from: script)
    }
  }

  func warn(_ diagnostic: Diagnostic) {
    warnings.withLock { $0.append(diagnostic) }
    host.warn(diagnostic)
  }

  func report(_ progress: Progress) { host.report(progress) }

  var columns: Int { host.columns }

  func save(picture: [UInt8], name: String) throws { try host.save(picture: picture, name: name) }

  /// Remembers from which file a source was read.
  func note(source name: String, at path: String) { reader.note(source: name, at: path) }

  /// Permits reading below one more folder, where reading below folders is permitted at all.
  func allow(_ folder: String) { reader.allow(folder) }

  /// The warnings of the run, which are then forgotten.
  func takeWarnings() -> [Diagnostic] {
    warnings.withLock { warnings in
      defer { warnings = [] }
      return warnings
    }
  }

  static func noFiles(_ path: String) -> Failure {
    Failure("cyb-files-not-allowed", "`\(path)` cannot be read: this script may read no files")
  }
}
