import Cyb
import CybRuntime
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
    "var t = \"abc\"\nwhile yes { t += t }",
    "let xs = to_list(1..1e9)",
    "let xs = fill(1e9, 0)",
    "let t = repeat(\"abc\", 1e9)",
    "var m = [:]\nvar n = 0\nwhile yes {\n  m[n] = \"value {n}\"\n  n += 1\n}",
    "var s = set()\nvar n = 0\nwhile yes {\n  s |= {n}\n  n += 1\n}",
    "let ps = permutations(1..15)",
    "let ss = subsets(1..40)",
    "let xs = [[0] * 1 for i in 1..1e9]",
    "let t = pad_left(\"a\", 1e10)",
    "fn f(n) = if n == 0 then [] else [f(n - 1), f(n - 1)]\nlet x = f(40)",
  ])
  func memory(source: String) {
    let ending = code(source) {
      $0.memory = 16 << 20
      $0.steps = 20_000_000
    }
    let allowed: Set<String> = ["cyb-limit-memory", "cyb-too-large", "cyb-limit-steps", "cyb-wrong-operands"]
    #expect(ending.map { allowed.contains($0) } == true, "\(ending ?? "no error"): \(source)")
  }

  @Test func aValueThatHoldsItselfManyTimesHasNoText() {
    let source = "var x = [1]\nfor i in 1..60 { x = [x, x] }\n"
    #expect(code(source + "print(x)") { _ in } == "cyb-too-large")
  }

  @Test func memoryThatIsLetGoDoesNotCount() {
    // 160 MB in all, 3 MB at a time. The limit has room for what other tests use at the same time.
    let source = "for i in 1..100 {\n  let xs = fill(100_000, i)\n}\nlet ys = fill(100_000, 0)"
    #expect(code(source) { $0.memory = 128 << 20 } == nil)
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
