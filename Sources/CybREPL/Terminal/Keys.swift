import CLibEdit
import CybRuntime
import CybTools

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the keys of the prompt do to the line that is being edited.
struct Keys {
  private let editor: OpaquePointer
  private let owner: LibEditEditor

  private static let refresh = UInt8(CC_REFRESH)
  private static let beep = UInt8(CC_REFRESH_BEEP)
  private static let redisplay = UInt8(CC_REDISPLAY)
  /// Candidates listed at most.
  private static let listLimit = 200

  init?(_ editor: OpaquePointer?) {
    guard let editor, let owner = LibEditEditor.behind(editor) else { return nil }
    self.editor = editor
    self.owner = owner
  }

  /// The line, and the part before the cursor.
  private var line: (all: String, before: String) {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return ("", "") }
    let count = max((line.lastchar ?? start) - start, 0)
    let cursor = max((line.cursor ?? start) - start, 0)
    return (
      WideText.string(UnsafeBufferPointer(start: start, count: count)),
      WideText.string(UnsafeBufferPointer(start: start, count: cursor))
    )
  }

  private func insert(_ text: String) {
    guard !text.isEmpty else { return }
    _ = WideText.with(text) { el_winsertstr(editor, $0) }
  }

  private func replaceAll(by text: String) {
    let (all, before) = line
    let count = all.unicodeScalars.count
    el_cursor(editor, Int32(count - before.unicodeScalars.count))
    if count > 0 { el_deletestr(editor, Int32(count)) }
    insert(text)
  }

  /// Puts in what is pending; of a line that was given up, moves behind it.
  func insertPending() -> UInt8 {
    if owner.wasInterrupted {
      let (all, before) = line
      el_cursor(editor, Int32(all.unicodeScalars.count - before.unicodeScalars.count))
      return Self.refresh
    }
    for text in owner.pending { insert(text) }
    owner.pending = []
    return Self.refresh
  }

  // MARK: up and down

  func up() -> UInt8 {
    let (all, before) = line
    if let break_ = before.lastIndex(of: "\n") {
      let column = before[break_...].unicodeScalars.count - 1
      let above = before[..<break_]
      let start = above.lastIndex(of: "\n").map { above.index(after: $0) } ?? above.startIndex
      let length = above[start...].unicodeScalars.count
      el_cursor(editor, Int32(-(column + 1 + length - min(column, length))))
      return Self.refresh
    }
    guard let entry = owner.walk.earlier(all, beforeCursor: before) else { return Self.beep }
    replaceAll(by: entry)
    return Self.refresh
  }

  func down() -> UInt8 {
    let (all, before) = line
    let after = all.unicodeScalars.dropFirst(before.unicodeScalars.count)
    if let break_ = after.firstIndex(of: "\n") {
      let column = before[(before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex)...]
        .unicodeScalars.count
      let below = after[after.index(after: break_)...].prefix { $0 != "\n" }
      el_cursor(editor, Int32(after[..<break_].count + 1 + min(column, below.count)))
      return Self.refresh
    }
    guard let entry = owner.walk.later(all) else { return Self.beep }
    replaceAll(by: entry)
    return Self.refresh
  }

  // MARK: completion

  func complete() -> UInt8 {
    let (all, before) = line
    let onLine = before.lastIndex(of: "\n").map { before[before.index(after: $0)...] } ?? before[...]
    if onLine.allSatisfy({ $0 == " " }) {
      insert("  ")
      return Self.refresh
    }
    guard let completions = owner.completer?(before), !completions.candidates.isEmpty else { return Self.beep }
    let word = String(decoding: before.utf8.dropFirst(completions.start), as: UTF8.self)
    let common = Self.commonPrefix(of: completions.candidates)
    let isLonger =
      common.unicodeScalars.count > word.unicodeScalars.count || (common != word && completions.candidates.count == 1)
    if isLonger {
      if !word.isEmpty { el_deletestr(editor, Int32(word.unicodeScalars.count)) }
      insert(common)
      owner.stuck = nil
      return Self.refresh
    }
    if completions.candidates.count == 1 { return Self.refresh }
    guard let stuck = owner.stuck, stuck == (all, before.utf8.count) else {
      owner.stuck = (all, before.utf8.count)
      return Self.beep
    }
    owner.stuck = nil
    cyb_el_print(
      editor, "\n" + Columns.text(completions.candidates, width: TerminalSize.current.width, limit: Self.listLimit))
    return Self.redisplay
  }

  private static func commonPrefix(of words: [String]) -> String {
    guard var common = words.first else { return "" }
    for word in words.dropFirst() {
      common = String(
        String.UnicodeScalarView(zip(common.unicodeScalars, word.unicodeScalars).prefix { $0 == $1 }.map(\.0)))
    }
    return common
  }
}

/// Words in columns, read downwards.
enum Columns {
  static func text(_ words: [String], width: Int, limit: Int) -> String {
    let shown = words.prefix(limit)
    let column = (shown.map { TextWidth.of($0) }.max() ?? 0) + 2
    let columns = max(1, width / column)
    let rows = (shown.count + columns - 1) / columns
    var text = ""
    for row in 0..<rows {
      var line = ""
      for index in stride(from: row, to: shown.count, by: rows) {
        let word = shown[index]
        line += word + String(repeating: " ", count: column - TextWidth.of(word))
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return words.count > limit ? text + "… \(words.count - limit) more\n" : text
  }
}
