import Foundation
import Testing

/// A recorded text beside a test; `make record` writes those that exist anew.
public enum Snapshot {
  /// Compares a text with the file of that path, where there is one; says whether there is.
  @discardableResult
  public static func check(_ text: String, against path: String) throws -> Bool {
    guard let recorded = Repository.text(path) else { return false }
    if Repository.isRecording, text != recorded {
      try Data(text.utf8).write(to: Repository.root.appendingPathComponent(path))
    } else if text != recorded {
      Issue.record(Comment(rawValue: "\(path) differs:\n\(difference(recorded, text))"))
    }
    return true
  }

  /// The first lines that differ.
  private static func difference(_ old: String, _ new: String) -> String {
    let old = old.split(separator: "\n", omittingEmptySubsequences: false)
    let new = new.split(separator: "\n", omittingEmptySubsequences: false)
    let start = zip(old, new).prefix { $0 == $1 }.count
    let removed = old.dropFirst(start).prefix(5).map { "- \($0)" }
    let added = new.dropFirst(start).prefix(5).map { "+ \($0)" }
    return "line \(start + 1):\n" + (removed + added).joined(separator: "\n")
  }
}
