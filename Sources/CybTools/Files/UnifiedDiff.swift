/// The difference of two texts in unified format, as `diff -u` and `git diff` show it.
public enum UnifiedDiff {
  private static let context = 3

  private enum Line {
    case same(Substring), removed(Substring), added(Substring)

    var isSame: Bool {
      if case .same = self { return true }
      return false
    }
  }

  /// Nothing where the texts are the same.
  public static func text(from old: String, to new: String, name: String) -> String {
    let lines = compare(split(old), split(new))
    guard lines.contains(where: { !$0.isSame }) else { return "" }
    var text = "--- \(name)\n+++ \(name)\n"
    var index = 0
    var (oldLine, newLine) = (1, 1)
    while index < lines.count {
      guard let change = lines[index...].firstIndex(where: { !$0.isSame }) else { break }
      let start = max(index, change - context)
      oldLine += start - index
      newLine += start - index
      // The hunk goes on as long as the next change is near.
      var end = change
      while let next = lines[end...].firstIndex(where: { !$0.isSame }), next - end <= 2 * context { end = next + 1 }
      end = min(end + context, lines.count)
      var body = ""
      var (oldCount, newCount) = (0, 0)
      for line in lines[start..<end] {
        switch line {
        case .same(let content):
          body += " \(content)\n"
          oldCount += 1
          newCount += 1
        case .removed(let content):
          body += "-\(content)\n"
          oldCount += 1
        case .added(let content):
          body += "+\(content)\n"
          newCount += 1
        }
      }
      text += "@@ -\(place(oldLine, oldCount)) +\(place(newLine, newCount)) @@\n" + body
      oldLine += oldCount
      newLine += newCount
      index = end
    }
    return text
  }

  private static func place(_ line: Int, _ count: Int) -> String {
    count == 1 ? "\(line)" : "\(count == 0 ? line - 1 : line),\(count)"
  }

  private static func split(_ text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func compare(_ old: [Substring], _ new: [Substring]) -> [Line] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [Line] = []
    var (first, second) = (0, 0)
    while first < old.count || second < new.count {
      if first < old.count, removed.contains(first) {
        lines.append(.removed(old[first]))
        first += 1
      } else if second < new.count, added.contains(second) {
        lines.append(.added(new[second]))
        second += 1
      } else {
        lines.append(.same(new[second]))
        first += 1
        second += 1
      }
    }
    return lines
  }
}
