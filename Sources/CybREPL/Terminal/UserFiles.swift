#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A user's own files, where the XDG Base Directory Specification puts them.
public enum UserFiles {
  /// Run at the start of each session: `~/.config/cyb/init.cyb`.
  public static var initFile: String? { path("XDG_CONFIG_HOME", "/.config", "/cyb/init.cyb") }

  /// What was entered: `~/.local/state/cyb/history`.
  public static var history: String? { path("XDG_STATE_HOME", "/.local/state", "/cyb/history") }

  /// A relative path in such a variable is to be ignored, says the specification.
  private static func path(_ variable: String, _ below: String, _ rest: String) -> String? {
    if let folder = value(variable), folder.hasPrefix("/") { return folder + rest }
    return value("HOME").map { $0 + below + rest }
  }

  private static func value(_ variable: String) -> String? {
    guard let value = getenv(variable), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
