/// Walks through the history with the arrow keys: over the entries that begin as the line began.
struct HistoryWalk {
  var history: History
  /// What was typed before the walk began.
  private var draft = ""
  private var prefix = ""
  private var index: Int?
  /// What the walk put into the line last; another text there begins a new walk.
  private var shown: String?

  init(history: History) { self.history = history }

  mutating func begin() {
    index = nil
    shown = nil
  }

  /// The entry before, of those that begin like the text before the cursor.
  mutating func earlier(_ text: String, beforeCursor: String) -> String? {
    if shown != text || index == nil {
      draft = text
      prefix = beforeCursor
      index = history.entries.count
    }
    guard var position = index else { return nil }
    while position > 0 {
      position -= 1
      let entry = history.entries[position]
      if entry.hasPrefix(prefix), entry != text {
        index = position
        shown = entry
        return entry
      }
    }
    return nil
  }

  /// The entry after; at the end what was typed.
  mutating func later(_ text: String) -> String? {
    guard shown == text, var position = index else { return nil }
    while position + 1 < history.entries.count {
      position += 1
      let entry = history.entries[position]
      if entry.hasPrefix(prefix), entry != text {
        index = position
        shown = entry
        return entry
      }
    }
    begin()
    return draft
  }
}
