import CybSyntax
import Testing

/// Diagnostics as text and as JSON. The expected texts are what a reader should see, drawn by hand.
struct RenderingTests {
  /// A source in which the place of each piece of text can be asked for.
  private struct Page {
    let sources = SourceMap()
    let file: SourceFile

    init(_ text: String, name: String = "a.cyb") { file = sources.add(name: name, bytes: Array(text.utf8)) }

    func span(_ piece: String) -> Span {
      let bytes = Array(piece.utf8)
      let start = file.bytes.indices.first { file.bytes[$0...].starts(with: bytes) } ?? 0
      return Span(file: file.id, start: UInt32(start), end: UInt32(start + bytes.count))
    }

    func text(_ diagnostic: Diagnostic, usesColor: Bool = false) -> String {
      DiagnosticText(sources: sources, usesColor: usesColor).render(diagnostic)
    }
  }

  @Test func caretsStandUnderTheSpan() {
    let page = Page("let power = 5\nprint(pwoer)\n")
    let diagnostic = Diagnostic("cyb-unknown-name", "there is no `pwoer` here", at: page.span("pwoer"))
      .help("did you mean `power`?").fix(page.span("pwoer"), "power").note("names of a file are visible\nin all of it")
    #expect(
      page.text(diagnostic) == """
        error[cyb-unknown-name]: there is no `pwoer` here
         --> a.cyb:2:7
          |
        2 | print(pwoer)
          |       ^^^^^
          = note: names of a file are visible
                  in all of it
          = help: did you mean `power`?
          |
        2 | print(power)
          |       +++++

        """)
  }

  @Test func tabsAndWideCharactersTakeTheirColumns() {
    let page = Page("\tlet 世界 = e\u{301}x + 👩‍👩‍👧 + y")
    #expect(
      page.text(Diagnostic("cyb-x", "m", at: page.span("y")).label(page.span("世界"), "wide")) == """
        error[cyb-x]: m
         --> a.cyb:1:25
          |
        1 |     let 世界 = e\u{301}x + 👩‍👩‍👧 + y
          |         ----             ^
          |         |
          |         wide

        """)
  }

  @Test func severalLabelsHangBelowTheirLine() {
    let page = Page("f(alpha, beta, gamma)")
    let diagnostic = Diagnostic("cyb-x", "m", at: page.span("gamma")).caption("third")
      .label(page.span("alpha"), "first").label(page.span("beta"), "second")
    #expect(
      page.text(diagnostic) == """
        error[cyb-x]: m
         --> a.cyb:1:16
          |
        1 | f(alpha, beta, gamma)
          |   -----  ----  ^^^^^ third
          |   |      |
          |   |      second
          |   first

        """)
  }

  @Test func linesBetweenAreLeftOut() {
    let page = Page("one\ntwo\nthree\n4\n5\n6\n7\n8\n9\nten")
    let diagnostic = Diagnostic("cyb-x", "m", at: page.span("ten"), severity: .warning)
      .label(page.span("one"), "a").label(page.span("three"), "b")
    #expect(
      page.text(diagnostic) == """
        warning[cyb-x]: m
          --> a.cyb:10:1
           |
         1 | one
           | --- a
         2 | two
         3 | three
           | ----- b
        ...
        10 | ten
           | ^^^

        """)
  }

  @Test func aSpanOfSeveralLinesHasAnArm() {
    let page = Page("x = treaty T {\n  quorum: 2\n  delay: 3\n  notice: 4\n}\n")
    let diagnostic = Diagnostic("cyb-x", "m", at: page.span("treaty T {\n  quorum: 2\n  delay: 3\n  notice: 4\n}"))
      .caption("all of it")
    #expect(
      page.text(diagnostic) == """
        error[cyb-x]: m
         --> a.cyb:1:5
          |
        1 |   x = treaty T {
          |  _____^
        ... |
        5 | | }
          | |_^ all of it

        """)
  }

  @Test func theEndOfTheTextHasACaret() {
    let page = Page("let x =")
    let end = Span(file: page.file.id, start: 7, end: 7)
    #expect(
      page.text(Diagnostic("cyb-x", "m", at: end))
        == "error[cyb-x]: m\n --> a.cyb:1:8\n  |\n1 | let x =\n  |        ^\n")
    let empty = Page("")
    #expect(
      empty.text(Diagnostic("cyb-x", "m", at: Span(file: empty.file.id, start: 0, end: 0)))
        == "error[cyb-x]: m\n --> a.cyb:1:1\n  |\n1 |\n  | ^\n")
  }

  @Test func longLinesAreCutAroundTheSpan() {
    for count in [200, 3000, 1_000_000] {
      let page = Page(String(repeating: "1+", count: count) + "zz" + String(repeating: "+1", count: count))
      let lines = page.text(Diagnostic("cyb-x", "m", at: page.span("zz"))).split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[1] == " --> a.cyb:1:\(2 * count + 1)")
      #expect(lines[3].count == 4 + 142 && lines[3].hasPrefix("1 | …1+1") && lines[3].hasSuffix("1…"))
      #expect(lines[4] == "  | " + String(repeating: " ", count: 41) + "^^")
      #expect(Array(lines[3])[(4 + 41)...].prefix(2) == ["z", "z"])
    }
  }

  @Test func controlCharactersDoNoHarm() {
    let page = Page("a\u{1B}[31mb", name: "x\u{7}.cyb")
    let text = page.text(Diagnostic("cyb-x", "m\u{1B}]0;t\u{202E}", at: page.span("b")).help("\u{0}"))
    #expect(
      text == """
        error[cyb-x]: m␛]0;t\u{FFFD}
         --> x␇.cyb:1:7
          |
        1 | a␛[31mb
          |       ^
          = help: ␀

        """)
  }

  @Test func placesInOtherFilesHaveSnippetsOfTheirOwn() {
    let page = Page("state A\n")
    let other = page.sources.add(name: "b.cyb", bytes: Array("\n\nstate A".utf8))
    let diagnostic = Diagnostic(
      "cyb-declared-twice", "`A` is declared twice", at: Span(file: other.id, start: 8, end: 9)
    ).label(page.span("A"), "first declared here")
    #expect(
      page.text(diagnostic) == """
        error[cyb-declared-twice]: `A` is declared twice
         --> b.cyb:3:7
          |
        3 | state A
          |       ^
         ::: a.cyb:1:7
          |
        1 | state A
          |       - first declared here

        """)
  }

  @Test func aDiagnosticWithoutPlaceHasOnlyItsWords() {
    #expect(
      Page("").text(Diagnostic("cyb-file-missing", "there is no file `x.cyb`", at: nil).help("look elsewhere"))
        == "error[cyb-file-missing]: there is no file `x.cyb`\n  = help: look elsewhere\n")
  }

  @Test func callsAreListedInnermostFirst() {
    let page = Page("f(1)\ng(2)\n")
    var diagnostic = Diagnostic("cyb-x", "m", at: nil)
    diagnostic.stack = [
      .init(function: "`f`", call: page.span("f(1)"), count: 99), .init(function: "`g`", call: page.span("g(2)")),
    ]
    #expect(
      page.text(diagnostic)
        == "error[cyb-x]: m\n  = in `f`, called at a.cyb:1:1 (99 times)\n  = in `g`, called at a.cyb:2:1\n")
    diagnostic.stack = (0..<24).map { .init(function: "`f\($0)`", call: page.span("f(1)")) }
    diagnostic.omittedCalls = 100
    let lines = page.text(diagnostic).split(separator: "\n")
    #expect(lines.count == 8 && lines[7] == "  = … 118 more calls")
  }

  @Test func veryManyAreCounted() {
    let page = Page("x")
    let error = Diagnostic("cyb-x", "m", at: nil)
    let warning = Diagnostic("cyb-y", "w", at: nil, severity: .warning)
    let text = DiagnosticText(sources: page.sources, usesColor: false)
      .render(Array(repeating: error, count: 60) + [warning])
    #expect(text.hasSuffix("error[cyb-x]: m\n\n… and 10 errors, 1 warning more\n\n"))
    #expect(DiagnosticText.count([error]) == "1 error" && DiagnosticText.count([Diagnostic]()) == "no errors")
  }

  @Test func coloursAreSequencesOfECMA48() {
    let page = Page("x")
    let text = page.text(Diagnostic("cyb-x", "m", at: page.span("x")), usesColor: true)
    #expect(text.hasPrefix("\u{1B}[1;31merror[cyb-x]\u{1B}[0m\u{1B}[1m: m\u{1B}[0m\n"))
    #expect(text.contains("\u{1B}[1;31m^\u{1B}[0m"))
    // Without its sequences the text is the plain one.
    #expect(text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == page.text(Diagnostic("cyb-x", "m", at: page.span("x"))))
  }

  @Test func jsonHasEverything() {
    let page = Page("é = \"x\"\n")
    var diagnostic = Diagnostic("cyb-x", "say \"x\"", at: page.span("\"x\"")).caption("c").note("n").help("h")
      .label(page.span("é"), "l").fix(page.span("é"), "e")
    diagnostic.stack = [.init(function: "`f`", call: page.span("é"))]
    let place = #""file":"a.cyb","line":1,"column":1,"endLine":1,"endColumn":2,"start":0,"end":2"#
    #expect(
      DiagnosticJSON(sources: page.sources).render([diagnostic])
        == #"{"severity":"error","code":"cyb-x","message":"say \"x\"","#
        + #""place":{"file":"a.cyb","line":1,"column":5,"endLine":1,"endColumn":8,"start":5,"end":8},"caption":"c","#
        + #""labels":[{"message":"l",\#(place)}],"notes":["n"],"help":["h"],"fixes":[{"replacement":"e",\#(place)}],"#
        + #""stack":[{"function":"`f`","count":1,\#(place)}]}"# + "\n")
  }
}
