import Foundation

/// Where the package lies whose tests are running.
public enum Repository {
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below a folder of the package whose name ends so, as paths seen from that folder, in the order of
  /// their names.
  public static func files(below folder: String, ending: String) -> [String] {
    let base = root.appendingPathComponent(folder)
    let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(ending) }.sorted()
  }

  /// The text of a file of the package; nothing where there is none.
  public static func text(_ path: String) -> String? {
    (try? Data(contentsOf: root.appendingPathComponent(path))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether snapshots are to be written anew rather than compared.
  public static let isRecording = ProcessInfo.processInfo.environment["CYB_RECORD"] != nil
}
