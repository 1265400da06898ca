import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

private let up = "\u{1B}[A"
private let down = "\u{1B}[B"
private let controlC = "\u{03}"
private let controlD = "\u{04}"

/// The prompt in a real terminal: what is typed on one side, what is seen on the other.
@Suite(.serialized) struct TerminalTests {
  let home: TemporaryHome

  init() throws { home = try TemporaryHome() }

  private func start(
    _ arguments: [String] = ["repl"], environment: [String: String] = [:], columns: Int = 80
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(home: home.path, arguments, environment: environment, columns: columns)
    try terminal.expect("cyb> ")
    return terminal
  }

  private func leave(_ terminal: PseudoTerminal) throws {
    try terminal.type(controlD)
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func greetsAndAnswers() throws {
    let terminal = try PseudoTerminal(home: home.path, [])
    let greeting = try terminal.expect("cyb> ")
    #expect(greeting.contains(":help"))
    #expect(greeting.split(separator: "\n").count == 2)
    try terminal.ask("2 * 3 + 1", answer: "\n7\n")
    try terminal.enter(":quit", expecting: "\n")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func takesUnicode() throws {
    let terminal = try start()
    try terminal.enter("let größe = \"日本 é 🙂\"", expecting: "cyb> ")
    try terminal.ask("größe + \"!\"", answer: "\n日本 é 🙂!\n")
    // Backspace takes one character away, however many bytes it has.
    try terminal.ask("\"日本\u{7F}\"", answer: "\n日\n")
    try leave(terminal)
  }

  @Test func worksInThePlainLocale() throws {
    let terminal = try start(environment: ["LC_ALL": "C"])
    try terminal.ask("\"é\" + \"x\"", answer: "\néx\n")
    try leave(terminal)
  }

  @Test func keepsHistoryAcrossRuns() throws {
    var terminal = try start()
    try terminal.enter("let answer = 41", expecting: "cyb> ")
    try terminal.ask("answer + 1", answer: "\n42\n")
    try terminal.ask("answer + 1", answer: "\n42\n")
    try leave(terminal)
    let content = try String(contentsOfFile: home.history, encoding: .utf8)
    #expect(content == "let answer = 41\nanswer + 1\n")
    let mode = try FileManager.default.attributesOfItem(atPath: home.history)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    terminal = try start()
    // The prefix decides which entry the arrow brings.
    try terminal.type("let" + up)
    try terminal.enter("", expecting: "cyb> ")
    try terminal.type(up + up)
    try terminal.ask("", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func searchesBackwards() throws {
    let terminal = try start()
    try terminal.ask("100 + 23", answer: "\n123\n")
    try terminal.ask("7 * 7", answer: "\n49\n")
    try terminal.type("\u{12}100")
    try terminal.expect("100 + 23")
    try terminal.ask("", answer: "\n123\n")
    try leave(terminal)
  }

  @Test func recallsAnEntryOfSeveralLinesAsOne() throws {
    var terminal = try start()
    try terminal.enter("fn twice(x) {", expecting: "...> ")
    try terminal.enter("  return 2 * x", expecting: "...> ")
    try terminal.enter("}", expecting: "cyb> ")
    try terminal.ask("twice(4)", answer: "\n8\n")
    try leave(terminal)
    #expect(
      try String(contentsOfFile: home.history, encoding: .utf8) == "fn twice(x) {\\n  return 2 * x\\n}\ntwice(4)\n")

    terminal = try start()
    try terminal.type(up + up)
    try terminal.expect("return 2 * x")
    try terminal.enter("", expecting: "cyb> ")
    try terminal.ask("twice(21)", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func editsWithinAnEntryOfSeveralLines() throws {
    let terminal = try start()
    try terminal.enter("let xs = [", expecting: "...> ")
    try terminal.enter("  1, 2]", expecting: "cyb> ")
    // Up twice: into the first line of the recalled entry; the name there is changed.
    try terminal.type(up + up + "\u{01}\u{1B}[1;5C\u{1B}[1;5C" + "\u{7F}")
    try terminal.enter("", expecting: "cyb> ")
    try terminal.type(controlC)
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func completes() throws {
    let terminal = try start()
    try terminal.enter("state Atlantia { exposure: 7 }", expecting: "cyb> ")
    try terminal.ask("Atl\t.expo\t", answer: "\n7\n")
    try terminal.type("ask may Atlantia use anything for \t\t")
    let before = try terminal.expect("warfare")
    #expect(before.contains("crime") && before.contains("espionage"))
    try terminal.type("esp\t")
    try terminal.expect("espionage")
    try terminal.type(controlC)
    try terminal.expect("cyb> ")
    try terminal.ask(":wor\t", answer: "actors")
    try leave(terminal)
  }

  @Test func indentsAtTheStartOfALine() throws {
    let terminal = try start()
    try terminal.enter("\tlet x = [", expecting: "...> ")
    try terminal.enter("\t\t5]", expecting: "cyb> ")
    try leave(terminal)
    #expect(try String(contentsOfFile: home.history, encoding: .utf8) == "  let x = [\\n    5]\n")
  }

  @Test func givesUpOnControlC() throws {
    let terminal = try start()
    try terminal.type("let x = ")
    try terminal.type(controlC)
    try terminal.expect("^C")
    try terminal.expect("cyb> ")
    try terminal.enter("state A {", expecting: "...> ")
    try terminal.type(controlC)
    try terminal.expect("cyb> ")
    try terminal.type("abc\u{01}")
    try terminal.expect("abc")
    try terminal.type(controlC)
    try terminal.expect("^C")
    try terminal.expect("cyb> ")
    try terminal.ask("1 + 1", answer: "\n2\n")
    try leave(terminal)
  }

  /// Ctrl-C empties the terminal's queue: keys that were announced may be gone before they are read.
  @Test func heedsControlCRightBehindOtherKeys() throws {
    let terminal = try start()
    for _ in 0..<40 {
      try terminal.type("let x = " + controlC)
      try terminal.expect("^C")
      try terminal.expect("cyb> ")
    }
    try terminal.ask("1 + 1", answer: "\n2\n")
    try leave(terminal)
  }

  @Test func stopsAnEndlessLoop() throws {
    let terminal = try start()
    var fastest = Double.infinity
    for _ in 0..<5 {
      try terminal.type("while yes {}\r")
      // The loop runs once the terminal takes lines again instead of keys.
      try terminal.expect("while yes {}")
      try terminal.expect("\n")
      usleep(200_000)
      let start = Date()
      try terminal.type(controlC)
      try terminal.expect("interrupted")
      fastest = min(fastest, Date().timeIntervalSince(start))
      try terminal.expect("cyb> ")
    }
    #expect(fastest < 0.1)
    try terminal.ask("6 * 7", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func followsTheSizeOfTheTerminal() throws {
    let terminal = try start()
    try terminal.ask("[x for x in 100..120]", answer: "]\n")
    terminal.resize(rows: 24, columns: 40)
    try terminal.type("[x for x in 200..220]\r")
    let lines = try terminal.expect("220\n]").split(separator: "\n").filter { $0.hasPrefix("  2") }
    #expect(lines.count >= 3)
    #expect(lines.allSatisfy { $0.count <= 40 })
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func takesAPastedBlockAsOneEntry() throws {
    let terminal = try start()
    let block = "let a = 20\n\nfn plus(x) {\n\n\treturn x + a\n}\nplus(22)\n"
    try terminal.type("\u{1B}[200~" + block.replacingOccurrences(of: "\n", with: "\r") + "\u{1B}[201~")
    try terminal.expect("plus(22)")
    try terminal.ask("", answer: "\n42\n")
    try leave(terminal)
    #expect(try String(contentsOfFile: home.history, encoding: .utf8).split(separator: "\n").count == 1)
  }

  @Test func takesABlockBehindPaste() throws {
    let terminal = try start()
    try terminal.enter(":paste", expecting: ":end")
    try terminal.type("if no { print(1) }\relse {\r\rprint(\"other\")\r}\r:end\r")
    try terminal.expect("\nother\n")
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func takesAVeryLongLine() throws {
    let terminal = try start()
    let text = String(repeating: "abcdefghij", count: 10_000)
    try terminal.ask("count(\"\(text)\")", answer: "\n100000\n")
    try leave(terminal)
  }

  @Test func keepsHistoryWhenKilled() throws {
    var terminal = try start()
    try terminal.enter("let precious = 1", expecting: "cyb> ")
    try terminal.type("while yes {}\r")
    try terminal.expect("while yes {}")
    try terminal.expect("\n")
    let deadline = Date().addingTimeInterval(PseudoTerminal.patience)
    while try !String(contentsOfFile: home.history, encoding: .utf8).contains("while"), Date() < deadline {
      usleep(10_000)
    }
    terminal.send(signal: SIGTERM)
    #expect(try terminal.waitForEnd() & 0x7F == SIGTERM)

    terminal = try start()
    try terminal.type("half an ent")
    terminal.send(signal: SIGTERM)
    #expect(try terminal.waitForEnd() & 0x7F == SIGTERM)
    #expect(try String(contentsOfFile: home.history, encoding: .utf8) == "let precious = 1\nwhile yes {}\n")
  }

  @Test func cutsLongAnswersAndPagesThem() throws {
    let terminal = try start(environment: ["PAGER": "sed s/^/page:/"])
    let shown = try terminal.enter(
      "[{number: x, text: \"a text of some length\"} for x in 901..1000]", expecting: "`:more` shows all")
    try terminal.expect("cyb> ")
    #expect(shown.contains("more") && !shown.contains("1000  a text"))
    try terminal.enter(":more", expecting: "page:")
    try terminal.expect("1000  a text")
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func editsInAnEditor() throws {
    let terminal = try start(environment: ["EDITOR": "sh -c 'echo 6 \\* 7 > \"$0\"'"])
    try terminal.ask("1", answer: "\n1\n")
    try terminal.ask(":edit", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func asksWhatComesNext() throws {
    let terminal = try start()
    try terminal.enter("state A {}", expecting: "cyb> ")
    try terminal.enter("ask may A :?", expecting: "a verb")
    // The entry stands there again, to be gone on with.
    try terminal.expect("cyb> ask may A ")
    try terminal.enter("report to A", expecting: "\n  ")
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func clearsTheScreen() throws {
    let terminal = try start()
    try terminal.ask("1 + 1", answer: "\n2\n")
    try terminal.type("6 * ")
    try terminal.type("\u{0C}")
    // The screen is emptied, and the line stands there again.
    try terminal.expectBytes("\u{1B}[H\u{1B}[2J")
    try terminal.expect("cyb> 6 * ")
    try terminal.ask("7", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func stopsAndComesBack() throws {
    let shell = try PseudoTerminal(
      home: home.path, ["-i"], environment: ["PS1": "shell> ", "ENV": ""], program: "/bin/sh")
    try shell.expect("shell> ")
    try shell.type("'\(PseudoTerminal.product)' repl\r")
    try shell.expect("cyb> ")
    try shell.type("6 * ")
    try shell.expect("6 * ")
    try shell.type("\u{1A}")
    try shell.expect("shell> ")
    try shell.type("fg\r")
    try shell.expect("cyb> 6 * ")
    try shell.ask("7", answer: "\n42\n")
    try shell.type(controlD)
    try shell.expect("shell> ")
    try shell.type("exit\r")
    #expect(try shell.waitForEnd() == 0)
  }

  /// Where no shell could bring the session back, as in a window of its own.
  @Test func goesOnWhereNothingCouldBringItBack() throws {
    let terminal = try start()
    try terminal.type("6 * ")
    try terminal.expect("6 * ")
    try terminal.type("\u{1A}")
    try terminal.expect("cyb> 6 * ")
    try terminal.ask("7", answer: "\n42\n")
    try leave(terminal)
  }

  @Test func plotsTheLastAnswer() throws {
    let terminal = try start(columns: 50)
    try terminal.ask("[\"Atlantia\": 3, \"Baltia\": 12]", answer: "12]\n")
    try terminal.type(":plot\r")
    let chart = try terminal.expect("12\n")
    let bars = chart.split(separator: "\n").filter { $0.contains("█") }.map { $0.filter { $0 == "█" }.count }
    // Baltia's bar is four times as long as Atlantia's, and as long as the terminal is wide.
    #expect(bars.count == 2)
    #expect(abs(bars[0] * 4 - bars[1]) <= 4)
    #expect(bars[1] > 25 && bars[1] < 50)
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  @Test func fitsPrintedTables() throws {
    let terminal = try start(environment: ["PAGER": "sed s/^/page:/"], columns: 50)
    try terminal.enter(
      "let rows = [{name: \"row {i}\", first: 123456789012345, second: 123456789012345, third: 123456789012345} for i in 1..100]",
      expecting: "cyb> ")
    let shown = try terminal.enter("table(rows)", expecting: "`:more` shows all")
    #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 50 })
    #expect(shown.contains("… 81 more rows, and the column `third`"))
    try terminal.expect("cyb> ")
    try terminal.enter(":more", expecting: "page:")
    #expect(try terminal.expect("row 100 ").contains("third"))
    try terminal.expect("cyb> ")
    try leave(terminal)
  }

  /// Issue 5: ready within 50 ms. The suite runs beside others on a busy machine, so the bound here is wide; what it
  /// guards against is work that grows with the history.
  @Test func isReadySoonWithALongHistory() throws {
    func ready() throws -> Double {
      var fastest = Double.infinity
      for _ in 0..<5 {
        let start = Date()
        let terminal = try PseudoTerminal(home: home.path)
        try terminal.expect("cyb> ", polling: 1)
        fastest = min(fastest, Date().timeIntervalSince(start))
        terminal.send(signal: SIGKILL)
        _ = try terminal.waitForEnd()
      }
      return fastest
    }
    let empty = try ready()
    let entries = (0..<10_000).map { "let x\($0) = [\($0), 2, 3] // one of many\n" }
    try home.write(entries.joined(), to: ".local/state/cyb/history")
    #expect(try ready() < empty + 1)
  }

  @Test func knowsTheKeysOfVi() throws {
    try home.write("bind -v\n", to: ".editrc")
    let terminal = try start()
    try terminal.type("1+1\u{1B}0i2*")
    try terminal.ask("", answer: "\n3\n")
    try terminal.enter("(1 +", expecting: "...> ")
    try terminal.type(controlC)
    try terminal.expect("cyb> ")
    try terminal.ask(":wor\t", answer: "actors")
    // In the command mode `k` goes back, over the entries that begin alike.
    try terminal.ask("40 + 2", answer: "\n42\n")
    try terminal.ask("7", answer: "\n7\n")
    try terminal.type("\u{1B}kk")
    try terminal.ask("", answer: "\n42\n")
    try terminal.enter(":quit", expecting: "\n")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func heedsEditrc() throws {
    try home.write("bind ^T em-upper-case\ncyb:bind ^G ed-move-to-end\n", to: ".editrc")
    let terminal = try start()
    try terminal.type("\"abc\"\u{01}\u{14}")
    try terminal.ask("", answer: "\nABC\n")
    try terminal.type("1+2\u{01}\u{07}3")
    try terminal.ask("", answer: "\n24\n")
    try leave(terminal)
  }

  @Test func runsTheUsersInitFile() throws {
    try home.write("fn greeting() = \"hello\"\n", to: ".config/cyb/init.cyb")
    var terminal = try start()
    try terminal.ask("greeting()", answer: "\nhello\n")
    try leave(terminal)
    terminal = try start(["repl", "--no-init"])
    try terminal.ask("greeting()", answer: "cyb-unknown-function")
    try leave(terminal)
  }
}
