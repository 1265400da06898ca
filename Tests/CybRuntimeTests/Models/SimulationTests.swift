import CybSyntax
import Foundation
import Testing

@testable import CybRuntime

struct SimulationTests {
  /// What a script prints and how it fails, with so many threads.
  static func run(_ source: String, threads: Int, steps: Int? = nil) throws -> String {
    let host = MemoryHost()
    var limits = Limits()
    limits.threads = threads
    limits.steps = steps
    let session = try Session(limits: limits, host: host)
    let result = session.enter(Array(source.utf8), name: "<test>")
    return String(decoding: host.output, as: UTF8.self)
      + result.diagnostics.map { "\($0.code): \($0.message)\n" }.joined()
  }

  static let scripts = [
    "print(simulate(300, 7, () -> {n: normal(), u: uniform(2, 3), p: pick([1, 2, 3]), c: chance(40%)}))",
    "print(simulate(50, 7, () -> uniform()).values)",
    // Each run has its own world: entities, variables of the file and of closures.
    """
    state Ann { power: 1 }
    var total = 0
    fn once() {
      Ann.power += uniform()
      total += 1
      return total * 100 + Ann.power
    }
    print(simulate(40, 3, once).values, Ann.power, total)
    """,
    """
    fn counter() { var n = 0; return () -> { n: next(n) } }
    fn next(n) = n + 1
    fn make() {
      var n = 0
      fn step() { n += 1; return n }
      return step
    }
    let step = make()
    print(simulate(20, 1, step).values, step())
    """,
    // Printing, in the order of the runs.
    "fn noisy() { let x = pick(1..9); print(x); return x }\nprint(simulate(60, 5, noisy).mean)",
    // The first failure counts.
    "fn fragile() { let x = pick(1..20); print(x); return 1 / (x - 1) }\nprint(simulate(200, 5, fragile).mean)",
    "print(sweep(x -> simulate(20, x, () -> uniform()).mean, over: 1..20))",
    "print(simulate(10, 1, () -> simulate(10, pick(1..100), () -> normal()).mean).values)",
  ]

  @Test(arguments: scripts)
  func threadsDoNotMatter(source: String) throws {
    let alone = try Self.run(source, threads: 1)
    #expect(!alone.isEmpty)
    for threads in [2, 3, 8] { #expect(try Self.run(source, threads: threads) == alone) }
  }

  @Test func stepsAreCountedAlikeOnAnyNumberOfThreads() throws {
    let source = "fn long() { var n = 0; while n < 100 { n += 1 }; return n }\nprint(simulate(100, 1, long).mean)"
    for threads in [1, 2, 4] {
      #expect(try Self.run(source, threads: threads, steps: 12_000) == "100\n")
      #expect(try Self.run(source, threads: threads, steps: 9_000).hasPrefix("cyb-limit-steps"))
    }
  }

  @Test func anEndlessRunEndsAtTheLimit() throws {
    let source = "fn endless() { while yes { } }\nprint(simulate(4, 1, endless))"
    #expect(try Self.run(source, threads: 2, steps: 50_000).hasPrefix("cyb-limit-steps"))
  }

  @Test func interruptionReachesTheThreads() throws {
    let session = try Session(limits: Limits(), host: MemoryHost())
    let machine = session.machine
    // A thread of its own: the pool of tasks may be full of tests that run scripts.
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      machine.interrupt()
    }
    let source = "fn endless() { while yes { } }\nprint(simulate(4, 1, endless))"
    let result = session.enter(Array(source.utf8), name: "<test>")
    #expect(result.diagnostics.first?.code == "cyb-interrupted")
  }

  @Test func theSummaryIsThatOfStatistics() throws {
    let source = "let s = simulate(500, 11, () -> normal(5, 2))\n"
    let text = try evaluate(
      source
        + "[s.mean == mean(s.values), abs(s.sd - sd(s.values)) < 1e-12, s.quantiles[0.25] == quantile(s.values, 0.25), s.runs]"
    )
    #expect(text == "[yes, yes, yes, 500]")
    // Wilson's interval for 0 of 10 is 0 to 0.2775 (Wilson 1927; z = 1.96).
    let interval = try evaluate("format(simulate(10, 1, () -> chance(0)).interval.upper, 4)")
    #expect(interval == "\"0.2775\"")
  }

  @Test func unknownAnswersLeaveTheShareUnknown() throws {
    #expect(try evaluate("simulate(3, 1, () -> unknown).mean") == "unknown")
    #expect(try evaluate("simulate(3, 1, () -> unknown).frequencies") == "[unknown: 3]")
  }
}
