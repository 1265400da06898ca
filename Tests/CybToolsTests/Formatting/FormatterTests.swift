import CybSyntax
import CybTools
import Foundation
import TestSupport
import Testing

/// The canonical style by examples, and what must hold for every script.
struct FormatterTests {
  private func formatted(_ source: String, width: Int = Formatter.width) throws -> String {
    try FormattedScript(Array(source.utf8), name: "a.cyb", width: width).text
  }

  /// Source and canonical form.
  static let pairs: [(String, String)] = [
    ("", ""), ("\n\n  \n", ""), ("// only a comment  ", "// only a comment\n"),
    ("let  x=1", "let x = 1\n"), ("var x=1;x+=2", "var x = 1; x += 2\n"),
    ("let x = true or false", "let x = yes or no\n"),
    ("let a=1\n\n\n\nlet b=2", "let a = 1\n\nlet b = 2\n"),
    ("let d = 90   days", "let d = 90 days\n"), ("let x = - (1)\nlet y = - -x", "let x = -(1)\nlet y = - -x\n"),
    ("let f=(x)->x*2\nlet g=()->1", "let f = x -> x * 2\nlet g = () -> 1\n"),
    ("let r=1 .. 5 by 2", "let r = 1..5 by 2\n"), ("let m=[ : ]", "let m = [:]\n"),
    ("state A{holds:{},outlook:liberal}", "state A { holds: {}, outlook: liberal }\n"),
    ("state A{\nholds:{},outlook:liberal\n}", "state A {\n  holds: {}, outlook: liberal\n}\n"),
    ("actor   A \"t\",B:state", "actor A \"t\", B: state\n"),
    ("verb pay/pays/paid number to actor or treaty ?", "verb pay/pays/paid number to actor or treaty?\n"),
    ("fn f ( a , b = 1 ) { return a }", "fn f(a, b = 1) { return a }\n"),
    ("fn f(a)=a", "fn f(a) = a\n"), ("while yes{}", "while yes {}\n"),
    ("if yes{\nprint(1)}\nelse{print(2)}", "if yes {\n  print(1)\n} else {\n  print(2)\n}\n"),
    ("let xs=[1,2,\n3]", "let xs = [1, 2, 3]\n"), ("let xs=[\n1,2,\n3]", "let xs = [\n  1, 2,\n  3,\n]\n"),
    ("print(1) // one\nprint(100) // two", "print(1)      // one\nprint(100)    // two\n"),
    ("let s = \"a{ 1+1 }b\"", "let s = \"a{ 1+1 }b\"\n"), ("let x = 1 + /* why */ 2", "let x = 1 + /* why */ 2\n"),
    ("import \"a.cyb\"  as  a", "import \"a.cyb\" as a\n"), ("ask  why may A use  k", "ask why may A use k\n"),
    ("on 2012-01-01 : {A,B}  sign T", "on 2012-01-01: {A, B} sign T\n"),
    (
      "ask has A signed T  as  of 2012-01-01  since 2011-01-01",
      "ask has A signed T as of 2012-01-01 since 2011-01-01\n"
    ),
    ("let x = a  is  not nothing and b not  in c", "let x = a is not nothing and b not in c\n"),
    (
      "treaty T{clause 2a\"x\"{forbid anyone to use anything}}",
      "treaty T { clause 2a \"x\" { forbid anyone to use anything } }\n"
    ),
    ("expect error \"x\"{f()}", "expect error \"x\" { f() }\n"),
    ("let x = [e for   e in xs if e>1]", "let x = [e for e in xs if e > 1]\n"),
    ("let x = try 1/0 else 2", "let x = try 1 / 0 else 2\n"), ("print(f( a , b:2 ))", "print(f(a, b: 2))\n"),
    ("\u{FEFF}let x = 1\r\nlet y = 2\r\n", "let x = 1\nlet y = 2\n"),
  ]

  @Test(arguments: pairs)
  func canonicalForm(source: String, expected: String) throws {
    #expect(try formatted(source) == expected)
    #expect(try formatted(expected) == expected)
  }

  @Test func longLinesAreBroken() throws {
    #expect(
      try formatted("let total = sum(a.power for a in all(state)) + count(parties) * 2", width: 40) == """
        let total =
          sum(a.power for a in all(state)) +
          count(parties) * 2

        """)
    #expect(
      try formatted("print(first_argument, second_argument, third: 3)", width: 30) == """
        print(
          first_argument,
          second_argument,
          third: 3,
        )

        """)
    #expect(
      try formatted("let ys = xs.filter(x -> x > 2).map(x -> x * 2).sum()", width: 30) == """
        let ys = xs
          .filter(x -> x > 2)
          .map(x -> x * 2)
          .sum()

        """)
    #expect(
      try formatted("let x = if a > 1 then \"more than one\" else \"not more\"", width: 30) == """
        let x =
          if a > 1
            then "more than one"
            else "not more"

        """)
  }

  @Test func tailsOfNormsKeepTheirLines() throws {
    #expect(
      try formatted(
        "treaty T { clause 1 {\nforbid any state as s to use anything for warfare against any party unless in_self_defence else oblige s to pay 5 to anyone\npermit anyone to use anything\nwhen yes } }"
      ) == """
        treaty T {
          clause 1 {
            forbid any state as s to use anything for warfare against any party
              unless in_self_defence
              else oblige s to pay 5 to anyone
            permit anyone to use anything
              when yes
          }
        }

        """)
  }

  @Test func commentsStayWhereTheyBelong() throws {
    let source = """
      /// Doc of A.
      state A {    // opens
        // first
        holds: {}    // holds nothing

        /* before outlook */
        outlook: liberal
        // last
      }
      let xs = [
        1,    // one
        // two
        2,
      ]
      // end

      """
    #expect(try formatted(source) == source)
  }

  @Test func aTextOfSeveralLinesStaysAsItIs() throws {
    let source = "print(\"\"\"\n    a\n  b {1+1}\n  \"\"\")\n"
    #expect(try formatted(source) == source)
  }

  @Test func scriptsWithErrorsAreRefused() {
    #expect(throws: FormattedScript.Problem.self) { try formatted("let x = \"a") }
    #expect(throws: FormattedScript.Problem.self) { try FormattedScript([0xFF], name: "a.cyb") }
  }

  @Test func deepNestingIsNoProblem() throws {
    let deep = "let x = " + String(repeating: "(", count: 400) + "1" + String(repeating: ")", count: 400) + "\n"
    #expect(try formatted(deep, width: 2000) == deep)
    let long = "let x = " + Array(repeating: "1", count: 5000).joined(separator: " - ")
    #expect(try formatted(long).split(separator: "\n").count == 5001)
  }

  /// The examples are what readers copy their style from; so is what the documentation shows.
  @Test(arguments: Repository.files(below: "examples", ending: ".cyb"))
  func examplesAreInCanonicalStyle(name: String) throws {
    let source = try #require(Repository.text("examples/" + name))
    #expect(try formatted(source) == source, "run `cyb fmt examples`")
  }

  /// Scripts of the repository.
  static let scripts: [String] = {
    let folders = ["examples", "Tests", "Benchmarks", "Sources/CybRuntime/Prelude"]
    let found = folders.flatMap { folder in
      Repository.files(below: folder, ending: ".cyb").compactMap { Repository.text(folder + "/" + $0) }
    }
    return found + DiagnosticCatalog.all.flatMap { [$0.bad, $0.good] } + pairs.map(\.0)
  }()

  /// `FormattedScript` itself fails where the tree would change; here that is an error of the test.
  @Test(arguments: [1, 20, 40, 70, 100, 1000])
  func formattingKeepsTheMeaningAndIsIdempotent(width: Int) throws {
    var count = 0
    for source in Self.scripts {
      let sources = SourceMap()
      let tree = Parser.parse(file: sources.add(name: "a.cyb", bytes: Array(source.utf8)), options: .init(isREPL: true))
      guard !tree.hasErrors else { continue }
      count += 1
      do {
        let once = try formatted(source, width: width)
        let twice = try formatted(once, width: width)
        #expect(once == twice, "formatting again changes something, width \(width)")
      } catch let problem as FormattedScript.Problem {
        Issue.record("\(problem.rendering)\n\(source)")
      }
    }
    #expect(count > 150)
  }
}
