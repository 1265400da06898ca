import CybRuntime
import Testing

@testable import CybREPL

/// How answers are fitted into a terminal.
@Suite struct LayoutTests {
  private func lines(_ value: Value, width: Int?, lines: Int? = nil) -> Fitted {
    Layout(world: World(), width: width, lines: lines).fit(value)
  }

  private func numbers(_ range: ClosedRange<Int>) -> Value { .list(range.map { .number(Double($0)) }) }

  @Test func oneLineWhereItFits() {
    #expect(lines(numbers(1...3), width: 9).lines == ["[1, 2, 3]"])
    #expect(lines(numbers(1...3), width: 8).lines == ["[", "  1, 2,", "  3", "]"])
  }

  @Test func nothingIsCutWithoutATerminal() {
    let fitted = lines(numbers(1...5000), width: nil)
    #expect(fitted.lines.count == 1 && !fitted.isCut)
  }

  @Test(arguments: [20, 33, 80]) func staysWithinTheWidth(_ width: Int) {
    let record = Value.record([("numbers", numbers(1...50)), ("name", .text("Atlantia"))])
    let fitted = lines(.list([record, record, numbers(90...140)]), width: width)
    #expect(fitted.lines.allSatisfy { TextWidth.of($0) <= width })
  }

  /// What is shown and what is said to be left make the whole.
  @Test(arguments: [5, 10, 21]) func countsWhatIsLeft(_ limit: Int) throws {
    let fitted = lines(numbers(1...1000), width: 40, lines: limit)
    #expect(fitted.isCut)
    let shown = fitted.lines.joined().split { !$0.isNumber }.count - 1
    let rest = try #require(
      fitted.lines.first { $0.contains("more") }?.split { !$0.isNumber }.first.flatMap { Int($0) })
    #expect(shown + rest == 1000)
    #expect(fitted.lines.count <= limit + 2)
  }

  @Test func looksAtNoMoreThanItShows() {
    // A million elements in no more time than a few.
    let fitted = lines(numbers(1...1_000_000), width: 40, lines: 10)
    #expect(fitted.lines.count <= 12)
  }

  @Test func knowsTheWidthOfCharacters() {
    // East Asian Width (UAX 11): ideographs are wide, combining marks take nothing.
    #expect(TextWidth.of("日本") == 4)
    #expect(TextWidth.of("e\u{301}") == 1)
    #expect(TextWidth.of("🙂") == 2)
    #expect(TextWidth.prefix(of: "日本語", 5) == "日本")
  }

  @Test func wrapsBetweenWords() {
    #expect(Fitted.wrap("  a line of words", 10) == ["  a line", "    of", "    words"])
    #expect(Fitted.wrap("short", 10) == ["short"])
    #expect(Fitted.wrap("  no", 3) == ["  no"])
  }

  @Test func showsRecordsAsATableThatFits() throws {
    let rows = (1...30).map { number in
      Value.record([("name", .text("state \(number)")), ("value", .number(Double(number))), ("note", .text("a note"))])
    }
    let page = try #require(TablePage(.list(rows), world: World(), page: Page(columns: 20, lines: 5)))
    // Heading, rule and three rows; of the columns those that fit.
    #expect(page.text.split(separator: "\n").count == 5)
    #expect(page.text.split(separator: "\n").allSatisfy { TextWidth.of($0) <= 20 })
    #expect(Fitted(page).note == "… 27 more rows, and the column `note`; `:more` shows all")
    let whole = try #require(TablePage(.list(rows), world: World(), page: Page(columns: 80, lines: 100)))
    #expect(whole.note == nil)
    #expect(TablePage(.list([rows[0]]), world: World(), page: Page(columns: 80, lines: 100)) == nil)
    #expect(TablePage(numbers(1...5), world: World(), page: Page(columns: 80, lines: 100)) == nil)
  }
}
