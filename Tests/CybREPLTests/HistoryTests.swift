import Foundation
import Testing

@testable import CybREPL

/// The history's file and order; expected values by hand from issue 5: duplicates dropped, 10 000 entries, one item for
/// an entry of several lines.
@Suite struct HistoryTests {
  let home: TemporaryHome
  var path: String { home.path + "/state/cyb/history" }

  init() throws { home = try TemporaryHome() }

  @Test func keepsTheLatestOfTheSame() {
    var history = History(path: path)
    for entry in ["a", "b", "a", "a", "c"] { history.add(entry) }
    #expect(history.entries == ["b", "a", "c"])
    var again = History(path: path)
    #expect(again.entries == ["b", "a", "c"])
  }

  @Test(arguments: ["a\nb", "a\\nb", "\\", "a\r\nb", "tab\there", "\\\\n\n", "日本 é"])
  func keepsEveryText(_ entry: String) {
    #expect(History.decoded(History.encoded(entry)) == entry)
    #expect(!History.encoded(entry).contains("\n"))
    var history = History(path: path)
    history.add(entry)
    var again = History(path: path)
    #expect(again.entries == [entry])
  }

  @Test func holdsTenThousand() throws {
    try home.write((1...12_000).map { "entry \($0)\n" }.joined(), to: "state/cyb/history")
    var history = History(path: path)
    #expect(history.entries.count == 10_000)
    #expect(history.entries.first == "entry 2001")
    #expect(history.entries.last == "entry 12000")
    // The file was made smaller too, and is for its owner's eyes only.
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 10_000)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func sessionsAtTheSameTimeLoseNothing() {
    var first = History(path: path)
    var second = History(path: path)
    first.add("of the first")
    second.add("of the second")
    first.add("again of the first")
    var again = History(path: path)
    #expect(again.entries == ["of the first", "of the second", "again of the first"])
  }

  @Test func doesWithoutAFile() throws {
    var none = History(path: nil)
    none.add("a")
    #expect(none.entries == ["a"])
    // A file where the folder should be: nothing can be written, and nothing fails.
    try home.write("", to: "blocked")
    var blocked = History(path: home.path + "/blocked/cyb/history")
    blocked.add("a")
    #expect(blocked.entries == ["a"])
  }

  @Test func walksOverWhatBeginsAlike() {
    var history = History(path: nil)
    for entry in ["let a = 1", "print(a)", "let b = 2", "ask x"] { history.add(entry) }
    var walk = HistoryWalk(history: history)
    walk.begin()
    #expect(walk.earlier("let", beforeCursor: "let") == "let b = 2")
    #expect(walk.earlier("let b = 2", beforeCursor: "let b = 2") == "let a = 1")
    #expect(walk.earlier("let a = 1", beforeCursor: "let a = 1") == nil)
    #expect(walk.later("let a = 1") == "let b = 2")
    #expect(walk.later("let b = 2") == "let")
    #expect(walk.later("let") == nil)
  }
}
