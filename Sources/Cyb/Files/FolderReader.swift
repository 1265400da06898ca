import CybRuntime
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads the files that scripts name, and only those below certain folders.
///
/// A path is checked twice: as it is written, before anything is opened, so that nothing outside is as much as touched;
/// and, once the file is open, by asking the system where the open file lies, so that no link, and no change of a link
/// in between, leads out.
final class FolderReader: Sendable {
  private let allowed: Mutex<[String]>
  private let limit: Int
  /// Where the files lie that sources were read from, by the name of the source.
  private let places = Mutex<[String: String]>([:])

  /// Folders that do not exist permit nothing.
  init(folders: [String], limit: Int = FileContent.sizeLimit) {
    allowed = Mutex(folders)
    self.limit = limit
  }

  private var folders: [String] { allowed.withLock { $0 } }

  /// Permits one more folder.
  func allow(_ folder: String) {
    allowed.withLock { if !$0.contains(folder) { $0.append(folder) } }
  }

  /// Remembers from which file a source was read, since relative paths in it start at its folder.
  func note(source name: String, at path: String) {
    places.withLock { $0[name] = path }
  }

  /// The content of a file that a script names.
  func read(path: String, from script: String) throws -> [UInt8] {
    let full = Path.normalised(Path.joined(base(of: script), path))
    let roots = folders.compactMap(Path.real)
    let folder = Path.real(Path.parent(full))
    guard let folder, roots.contains(where: { Path.isBelow(folder, $0) }) else {
      let isWithin =
        folder == nil && folders.contains { Path.isBelow(Path.absolute(full), Path.normalised(Path.absolute($0))) }
      throw isWithin ? FileContent.failure(ENOENT, path) : outside(path)
    }
    // Asked before opening, since opening a device may already do something.
    var status = stat()
    guard stat(full, &status) == 0 else { throw FileContent.failure(errno, path) }
    try checkKind(status, path)
    let descriptor = try FileContent.opened(full, name: path, flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    defer { close(descriptor) }
    guard fstat(descriptor, &status) == 0 else { throw FileContent.failure(errno, path) }
    try checkKind(status, path)
    guard let place = Path.place(of: descriptor), roots.contains(where: { Path.isBelow(place, $0) }) else {
      throw outside(path)
    }
    let content = try FileContent.read(descriptor, name: path, limit: limit)
    note(source: Session.path(path, from: script), at: full)
    return content
  }

  /// The folder at which a script's relative paths start.
  private func base(of script: String) -> String {
    if let place = places.withLock({ $0[script] }) { return Path.parent(place) }
    return folders.first ?? "."
  }

  private func checkKind(_ status: stat, _ path: String) throws {
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw FileContent.failure(EISDIR, path)
    default:
      throw Failure(
        "cyb-file-not-regular", "`\(path)` is no regular file", help: "a script reads no devices, pipes or sockets")
    }
  }

  private func outside(_ path: String) -> Failure {
    Failure(
      "cyb-file-outside", "`\(path)` lies outside the folders that this script may read",
      help: "a script reads files below its own folder; allow another with `--allow-read`, or in a host's permissions")
  }
}
