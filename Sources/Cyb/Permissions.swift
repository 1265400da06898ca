/// Which files a script may read. It can write none, and reach nothing else: no network, no environment, no clock.
public struct Permissions: Sendable, Equatable {
  enum Reading: Equatable {
    case nothing
    case below([String])
    case host
  }

  let reading: Reading

  /// No files at all.
  public static let none = Permissions(reading: .nothing)

  /// Files below a folder. A relative path in a script starts at the folder of the script that names it, or at this
  /// folder for a text that came from no file. Links that lead out of the folder are refused.
  public static func read(below folder: String) -> Permissions { read(below: [folder]) }

  /// Files below any of these folders; texts that came from no file start at the first.
  public static func read(below folders: [String]) -> Permissions {
    Permissions(reading: folders.isEmpty ? .nothing : .below(folders))
  }

  /// Whatever the host's `read(path:from:)` gives, such as files kept in memory.
  public static let askHost = Permissions(reading: .host)
}
