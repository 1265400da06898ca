import Cyb
import CybRuntime
import Foundation
import Testing
import TreatyLaw

/// The embedding API: values both ways, functions of the host, output, errors, and one world per interpreter.
struct InterpreterTests {
  @Test func valuesComeOutAsSwiftTypes() throws {
    let cyb = Interpreter()
    try cyb.run(source: "state Atlantia\nstate Baltia\nlet r = {name: \"x\", n: 2}")
    #expect(try cyb.evaluate("1 / 4") == 0.25)
    #expect(try cyb.evaluate("7") as Int == 7)
    #expect(try cyb.evaluate("1 < 2") == true)
    #expect(try cyb.evaluate("unknown") == Truth.unknown)
    #expect(try cyb.evaluate("unknown") as Bool? == nil)
    #expect(try cyb.evaluate("nothing") as String? == nil)
    #expect(try cyb.evaluate("\"a\" + \"b\"") == "ab")
    #expect(try cyb.evaluate("Atlantia") == "Atlantia")
    #expect(try cyb.evaluate("[1, 2, 3]") == [1.0, 2, 3])
    #expect(try cyb.evaluate("1..3") == [1, 2, 3])
    #expect(try cyb.evaluate("{3, 1}") == Set([1, 3]))
    #expect(try cyb.evaluate("all(state)") == ["Atlantia", "Baltia"])
    #expect(try cyb.evaluate("[\"a\": 1]") == ["a": 1])
    #expect(try cyb.evaluate("[\"a\": [1, nothing]]") as [String: [Int?]] == ["a": [1, nil]])
    #expect(try cyb.evaluate("2011-11-01") as Moment == Moment.parse("2011-11-01"))
  }

  @Test(arguments: [("\"a\"", "a number"), ("1.5", "a whole number"), ("unknown", "yes or no"), ("3", "a list")])
  func aValueOfAnotherTypeIsAnError(source: String, wanted: String) {
    let cyb = Interpreter()
    let error = #expect(throws: CybError.self) {
      switch wanted {
      case "a number": _ = try cyb.evaluate(source) as Double
      case "a whole number": _ = try cyb.evaluate(source) as Int
      case "yes or no": _ = try cyb.evaluate(source) as Bool
      default: _ = try cyb.evaluate(source) as [Double]
      }
    }
    #expect(error?.first?.code == "cyb-conversion")
    #expect(error?.first?.message.contains(wanted) == true)
  }

  @Test func valuesGoInAndComeBack() throws {
    let cyb = Interpreter()
    try cyb.define(name: "rates", value: ["a": [1.5, 2], "b": []])
    try cyb.define(name: "day", value: try #require(Moment.parse("2012-02-29")))
    try cyb.define(name: "missing", value: String?.none)
    #expect(try cyb.evaluate("rates[\"a\"][1] + count(rates)") == 4.0)
    #expect(try cyb.evaluate("rates") as [String: [Double]] == ["a": [1.5, 2], "b": []])
    #expect(try cyb.evaluate("day + 1 year") == Moment.parse("2013-02-28"))
    #expect(try cyb.evaluate("missing ?? \"none\"") == "none")
    #expect(throws: CybError.self) { try cyb.define(name: "x", value: Double.infinity) }
    #expect(throws: CybError.self) { try cyb.run(source: "day = 2012-01-01") }
  }

  @Test func functionsOfTheHost() throws {
    let cyb = Interpreter()
    try cyb.define(name: "add") { (a: Double, b: Double) in a + b }
    try cyb.define(name: "answer") { 42 }
    try cyb.define(name: "fail") { (_: String) throws -> Int in throw CocoaError(.featureUnsupported) }
    try cyb.define(name: "longest", variadic: { values in .number(Double(values.count)) })
    #expect(try cyb.evaluate("add(1, 2) + answer()") == 45.0)
    #expect(try cyb.evaluate("[1, 2].map(x -> x.add(1))") == [2.0, 3])
    #expect(try cyb.evaluate("longest(1, 2, 3)") == 3)
    #expect(code { _ = try cyb.evaluate("add(1, \"x\")") as Double } == "cyb-conversion")
    #expect(code { _ = try cyb.evaluate("add(1)") as Double } == "cyb-missing-argument")
    #expect(code { _ = try cyb.evaluate("fail(\"x\")") as Int } == "cyb-host")
    #expect(try cyb.evaluate("try fail(\"x\") else 7") == 7)
  }

  @Test func aFunctionOfTheHostCannotCallItsInterpreter() throws {
    let cyb = Interpreter()
    try cyb.define(name: "again") { try cyb.evaluate("1") as Int }
    #expect(code { _ = try cyb.evaluate("again()") as Int } == "cyb-host")
    #expect(try cyb.evaluate("2") == 2)
  }

  @Test func outputIsCaptured() throws {
    let cyb = Interpreter()
    #expect(try cyb.run(source: "print(\"a\", 1)\nprint(yes)").output == "a 1\nyes\n")
    let error = #expect(throws: CybError.self) { try cyb.run(source: "print(\"before\")\nprint(1 / 0)") }
    #expect(error?.output == "before\n")
    #expect(try cyb.run(source: "print(2)").output == "2\n")
  }

  @Test func oneCallKnowsWhatAnotherDeclared() throws {
    let cyb = Interpreter()
    try cyb.run(source: "let x = 1\nfn f(n) = n + x")
    #expect(try cyb.evaluate("f(2)") == 3)
    #expect(try cyb.enter("let x = 5").value == nil)
    #expect(try cyb.evaluate("x") == 5)
    #expect(code { _ = try Interpreter().evaluate("x") as Int } == "cyb-unknown-name")
  }

  @Test func theFailingStatementHasNoEffect() throws {
    let cyb = Interpreter()
    try cyb.run(source: "state A { exposure: 1 }\nvar n = 1")
    #expect(throws: CybError.self) {
      try cyb.run(source: "n = 2\nfor i in 1..3 {\n n += 1\n A.exposure = i\n print(1 / (3 - i))\n}")
    }
    #expect(try cyb.evaluate("n") == 2)
    #expect(try cyb.evaluate("A.exposure") == 1)
  }

  @Test func checkFindsSeveralProblemsAndRunsNothing() throws {
    let cyb = Interpreter()
    let found = try cyb.check(source: "print(pwoer)\nlet x = sqrt()\n")
    #expect(found.map(\.code) == ["cyb-unknown-name", "cyb-missing-argument"])
  }

  @Test func aRunCanBeInterrupted() throws {
    let cyb = Interpreter()
    // A thread of its own: the pool of tasks may be full of tests that run scripts.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      cyb.interrupt()
    }
    let error = #expect(throws: CybError.self) { try cyb.run(source: "while yes { }") }
    #expect(error?.reason == .interrupted)
    #expect(try cyb.evaluate("1") == 1)
  }

  @Test func severalRunAtTheSameTime() async throws {
    let results = try await withThrowingTaskGroup(of: Double.self) { group in
      for n in 1...8 {
        group.addTask { try Interpreter().evaluate("sum(x for x in 1..\(n * 1000))") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    // Gauss: n (n + 1) / 2.
    let expected: [Double] = (1...8).map { n in
      let last = Double(n) * 1000
      return last * (last + 1) / 2
    }
    #expect(results.sorted() == expected)
  }

  /// The code of the first error that some work throws.
  private func code(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? CybError)?.first?.code.name }
  }
}
