import Cyb
import CybRuntime
import Foundation
import Testing

/// Each limit at its edge: what it allows runs, and one more is refused.
struct LimitTests {
  /// The code of the error that a script ends with under limits; nothing where it runs to its end.
  private func code(_ source: String, _ change: (inout Limits) -> Void) -> String? {
    var limits = Limits()
    change(&limits)
    do throws(CybError) {
      try Interpreter(limits: limits).run(source: source)
      return nil
    } catch { return error.first?.code.name }
  }

  @Test func steps() throws {
    let source = "var n = 0\nwhile n < 1000 { n += 1 }"
    let used = try Interpreter().run(source: source).steps
    #expect(used >= 1000)
    #expect(code(source) { $0.steps = used } == nil)
    #expect(code(source) { $0.steps = used - 1 } == "cyb-limit-steps")
    #expect(code("while yes { }") { $0.steps = 10_000 } == "cyb-limit-steps")
  }

  @Test func callDepth() {
    let source = "fn down(n) = if n == 0 then 0 else 1 + down(n - 1)\n"
    #expect(code(source + "print(down(99))") { $0.callDepth = 100 } == nil)
    #expect(code(source + "print(down(100))") { $0.callDepth = 100 } == "cyb-limit-depth")
    #expect(code(source + "print(down(19_999))") { _ in } == nil)
  }

  @Test func valueDepth() {
    func source(_ n: Int) -> String { "var x = []\nfor i in 1..<\(n) { x = [x] }\nprint(count(\"{x}\"))" }
    #expect(code(source(50)) { $0.valueDepth = 50 } == nil)
    #expect(code(source(51)) { $0.valueDepth = 50 } == "cyb-limit-value-depth")
  }

  @Test func sourceBytes() {
    let source = "print(1)"
    #expect(code(source) { $0.sourceBytes = source.utf8.count } == nil)
    #expect(code(source) { $0.sourceBytes = source.utf8.count - 1 } == "cyb-limit-source")
  }

  @Test func sourceNesting() {
    func source(_ n: Int) -> String {
      "print(" + String(repeating: "(", count: n) + "1" + String(repeating: ")", count: n) + ")"
    }
    let deepest = (1...60).last { code(source($0)) { $0.sourceNesting = 50 } == nil }
    #expect(deepest.map { (45...50).contains($0) } == true)
    #expect(code(source(51)) { $0.sourceNesting = 50 } == "cyb-nesting-too-deep")
  }

  @Test func outputBytes() {
    #expect(code("print(\"1234567\")") { $0.outputBytes = 8 } == nil)
    #expect(code("print(\"12345678\")") { $0.outputBytes = 8 } == "cyb-limit-output")
  }

  @Test func events() {
    let source = "state A, B\nfor i in 1..N { on 2020-01-01 + i * 1 day: A assists B }"
    #expect(code(source.replacing("N", with: "5")) { $0.events = 5 } == nil)
    #expect(code(source.replacing("N", with: "6")) { $0.events = 5 } == "cyb-limit-events")
  }

  @Test func wallTime() {
    #expect(code("while yes { }") { $0.seconds = 0.2 } == "cyb-limit-time")
    #expect(code("print(1)") { $0.seconds = 60 } == nil)
  }

  @Test(arguments: [
    "var xs = [1]\nwhile yes { xs += xs }",
    "var xs = [1]\nwhile yes { xs = xs + [1] + xs }",
    "var xs = []\nwhile yes { xs += [xs] }",
    "var t = \"abc\"\nwhile yes { t += t }",
    "let xs = to_list(1..1e7)",
    "let xs = fill(1e7, 0)",
    "let t = repeat(\"abc\", 2e7)",
    "var m = [:]\nvar n = 0\nwhile yes {\n  m[n] = \"value {n}\"\n  n += 1\n}",
    "var m = [:]\nvar n = 0\nwhile yes {\n  m |= [n: n]\n  n += 1\n}",
    "var s = set()\nvar n = 0\nwhile yes {\n  s |= {\"{n}\"}\n  n += 1\n}",
    "var rs = []\nwhile yes { rs += [{a: 1, b: 2}] }",
    "var fs = []\nvar n = 0\nwhile yes {\n  let k = n\n  fs += [() -> k]\n  n += 1\n}",
    "let ps = permutations(1..9)",
    "let ss = subsets(1..17)",
    "let xs = [[0] for i in 1..1e9]",
    "let t = pad_left(\"a\", 5e7)",
    "fn f(n) = if n == 0 then [] else [f(n - 1), f(n - 1)]\nlet x = f(40)",
    "state A\nstate B\nwhile yes { on 2020-01-01: A assists B }",
  ])
  func memory(source: String) {
    #expect(
      code(source) {
        $0.memory = 16 << 20
        $0.steps = 20_000_000
      } == "cyb-limit-memory")
  }

  /// The count is within a factor of two of the truth. The sizes: a number in a list takes 16 bytes, beside what a list
  /// that has grown keeps free; a text its bytes and 64; a record 128, which has room for four fields.
  @Test(arguments: [
    ("let xs = fill(N, 0)", 16.0),
    ("var xs = []\nfor i in 1..N { xs += [i] }", 16.0),
    ("let xs = [repeat(\"x\", 100) for i in 1..N]", 180.0),
    ("let xs = [{a: 1, b: 2} for i in 1..N]", 144.0),
    ("let s = set(x * 7 for x in 1..N)", 32.0),
  ])
  func memoryIsCountedWithinAFactorOfTwo(source: String, size: Double) {
    let source = source.replacing("N", with: "20000")
    #expect(code(source) { $0.memory = Int(20_000 * size * 2) } == nil)
    #expect(code(source) { $0.memory = Int(20_000 * size / 2) } == "cyb-limit-memory")
  }

  /// What one run leaves behind counts in the next, and what it lets go of does not.
  @Test func memoryIsCountedOverRuns() throws {
    var limits = Limits()
    limits.memory = 4 << 20
    let cyb = Interpreter(limits: limits)
    for _ in 1...20 { try cyb.enter("var xs = fill(100_000, 1)") }
    try cyb.enter("let ys = fill(100_000, 1)")
    #expect(throws: CybError.self) { try cyb.enter("let zs = fill(100_000, 1)") }
    try cyb.enter("xs = []")
    try cyb.enter("let zs = fill(100_000, 1)")
  }

  /// Each interpreter has its own limit, whatever others do at the same time.
  @Test func memoryOfOthersDoesNotCount() throws {
    let greedy = Interpreter()
    try greedy.run(source: "var xs = fill(2_000_000, 1)")
    #expect(code("let ys = fill(50_000, 1)") { $0.memory = 1 << 20 } == nil)
    try greedy.run(source: "xs = []")
    #expect(code("let ys = fill(100_000, 1)") { $0.memory = 1 << 20 } == "cyb-limit-memory")
  }

  @Test func forksShareTheLimit() {
    let source = "let r = simulate(8, 1, () -> count(fill(100_000, 1)))"
    #expect(code(source) { $0.memory = 32 << 20 } == nil)
    #expect(code(source) { $0.memory = 1 << 20 } == "cyb-limit-memory")
    // What the runs answer with takes 2.5 MB in all, and 0.3 MB each: no fork passes the limit by itself.
    #expect(code("let r = simulate(8, 1, () -> fill(20_000, 1))") { $0.memory = 1 << 20 } == "cyb-limit-memory")
  }

  @Test func aValueThatHoldsItselfManyTimesHasNoText() {
    let source = "var x = [1]\nfor i in 1..60 { x = [x, x] }\n"
    #expect(code(source + "print(x)") { _ in } == "cyb-too-large")
  }

  /// Values of a few objects that stand for 2^40 parts can be compared, hashed and looked through for ever, but for limits.
  @Test(arguments: [
    "x == y", "x in [y]", "{x, y}", "[x: 1, y: 2]", "[x, y].unique()", "sort([x, y])", "x < y", "index_of([x], y)",
    "{a: x} == {a: y}", "[1: x] == [1: y]", "simulate(2, 1, () -> x)",
  ])
  func walksThroughValuesObeyTheLimits(expression: String) {
    let source =
      "var x = [1]\nvar y = [1]\nfor i in 1..40 {\n x = [x, x]\n y = [y, y]\n}\nprint(\"begun\")\nlet z = \(expression)\nprint(z)"
    #expect(code(source) { $0.steps = 1_000_000 } == "cyb-limit-steps")
    #expect(code(source) { $0.seconds = 0.3 } == "cyb-limit-time")
    let interpreter = Interpreter()
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      interpreter.interrupt()
    }
    do throws(CybError) {
      try interpreter.run(source: source)
      Issue.record("it ran to its end")
    } catch {
      #expect(error.first?.code.name == "cyb-interrupted" && error.output == "begun\n")
    }
  }

  /// What a builtin makes counts while it is made: the results, of 80 bytes an element and more, are gone afterwards.
  @Test(arguments: [
    "enumerate(xs)", "chunk(xs, 1)", "zip(xs, xs)", "windows(xs, 1)", "items(invert(to_map(enumerate(1..60_000))))",
    "cross(xs, [1])", "choose(xs, 1)", "transpose([xs])", "map(xs, x -> [x])", "chars(repeat(\"é\", 200_000))",
    "split(repeat(\"a,\", 200_000), \",\")", "words(repeat(\"a \", 200_000))", "lines(repeat(\"a\\n\", 200_000))",
    "to_list(repeat(\"é\", 200_000))", "parse_json(\"[\" + repeat(\"[],\", 200_000) + \"1]\")",
    "parse_csv(\"a\\n\" + repeat(\"x\\n\", 200_000))",
    "power_index(to_list(1..200), 10_050)",
  ])
  func whatABuiltinMakesCountsWhileItIsMade(expression: String) {
    let source = "let xs = to_list(1..150_000)\nlet n = count(\(expression))"
    #expect(code(source) { $0.memory = 8 << 20 } == "cyb-limit-memory")
    #expect(code(source) { $0.memory = 256 << 20 } == nil)
  }

  /// No builtin works on many elements without a look at the limits: beside the 1 000 000 steps of making the list, and
  /// as many for taking it over, each element that is worked on is charged for.
  @Test(arguments: [
    ("to_json(xs)", 1.05), ("text(xs)", 1.05), ("literal(xs)", 1.05), ("\"{xs}\"", 1.05), ("print(xs)", 1.05),
    ("parse_json(\"[\" + repeat(\"1,\", 500_000) + \"1]\")", 2.05), ("table(xs)", 1.05), ("plot(xs)", 1.05),
    ("join(xs)", 2.05), ("mode(xs)", 2.05), ("tally(xs)", 2.05), ("to_set(xs)", 2.05), ("median(xs)", 2.05),
    ("unique(xs)", 2.05), ("variance(xs)", 2.05), ("correlation(xs, xs)", 3.05), ("sort(xs)", 2.05),
    ("format_date(2000-01-01, repeat(\"%\", 1_000_000))", 2.05),
  ])
  func workOnManyElementsIsChargedFor(expression: String, millions: Double) {
    let source = "let xs = fill(1_000_000, 7)\nlet n = \(expression)"
    #expect(code(source) { $0.steps = Int(millions * 1e6) } == "cyb-limit-steps")
  }

  /// Reading a text takes time and memory too; nothing of one that is not read to its end is run.
  @Test(arguments: [
    "print(1)\n" + String(repeating: "print(1 + 1)\n", count: 200_000),
    "print(1)\nlet xs = [" + String(repeating: "1, ", count: 700_000) + "1]",
    "print(1)\nlet x = {" + (0..<200_000).map { "a\($0): 1" }.joined(separator: ", ") + "}",
  ])
  func readingObeysTheLimits(source: String) {
    var limits = Limits()
    limits.seconds = 0.01
    do throws(CybError) {
      try Interpreter(limits: limits).run(source: source)
      Issue.record("it was read in a hundredth of a second")
    } catch {
      #expect(error.diagnostics.map(\.code.name) == ["cyb-limit-time"])
      #expect(error.output.isEmpty)
    }
    #expect(code(source) { $0.memory = 16 << 20 } == "cyb-limit-memory")
  }

  @Test func memoryThatIsLetGoDoesNotCount() {
    // 160 MB in all, 3 MB at a time.
    let source = "for i in 1..100 {\n  let xs = fill(100_000, i)\n}\nlet ys = fill(100_000, 0)"
    #expect(code(source) { $0.memory = 4 << 20 } == nil)
  }

  @Test func tryCatchesNoLimit() {
    #expect(
      code("let x = try (() -> 1 / 0)() else 1\nfn f() = f()\nlet y = try f() else 1") { _ in } == "cyb-limit-depth")
  }

  @Test func strictLimitsEndEverything() {
    for source in ["while yes { }", "fn f() = f()\nf()", "while yes { print(\"x\" ) }"] {
      #expect(code(source) { $0 = .strict }?.hasPrefix("cyb-limit-") == true, "\(source)")
    }
  }

  @Test func bracketsWithoutEnd() {
    let source = String(repeating: "(", count: 10 << 20)
    #expect(code(source) { _ in } == "cyb-nesting-too-deep")
    #expect(code(String(repeating: "[", count: 100_000)) { _ in } == "cyb-nesting-too-deep")
    #expect(code(String(repeating: "{", count: 100_000)) { _ in } == "cyb-nesting-too-deep")
    #expect(code("print(" + String(repeating: "-", count: 100_000) + "1)") { _ in } == "cyb-nesting-too-deep")
    #expect(code("print(1" + String(repeating: "+1", count: 100_000) + ")") { _ in } == "cyb-chain-too-long")
  }
}
