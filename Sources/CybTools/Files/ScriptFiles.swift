import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The scripts that a command line names.
public enum ScriptFiles {
  /// A path that cannot be used, and why.
  public struct Problem: Error, CustomStringConvertible {
    public var description: String
  }

  /// The scripts below paths: a file stands for itself, a folder for all `.cyb` files in and below it, in the order of
  /// their names. Hidden files and links to folders are left out; `-` is standard input.
  ///
  /// - Throws: `Problem` where a path does not exist, or a folder has no script.
  public static func found(below paths: [String]) throws(Problem) -> [String] {
    var files: [String] = []
    for path in paths {
      switch kind(path) {
      case _ where path == "-": files.append(path)
      case nil: throw Problem(description: "there is no file `\(path)`")
      case .folder?:
        let scripts = scripts(in: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
        if scripts.isEmpty { throw Problem(description: "there is no script, `.cyb`, in `\(path)`") }
        files += scripts
      case .file?: files.append(path)
      }
    }
    return files
  }

  private enum Kind {
    case file, folder
  }

  private static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  private static func scripts(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    var files: [String] = []
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += scripts(in: path)
      } else if name.hasSuffix(".cyb"), kind(path) == .file {
        files.append(path)
      }
    }
    return files
  }
}
