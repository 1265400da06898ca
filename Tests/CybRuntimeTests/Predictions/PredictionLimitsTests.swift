import CybSyntax
import Testing

@testable import CybRuntime

/// Searches end within their limits, and say so.
struct PredictionLimitsTests {
  /// Twenty-four actors of whom no two are alike: too many to be enumerated.
  static let conference = """
    purpose war
    capability k { serves: {war, espionage}, worth: 6, harm: 9, attribution: 60% }
    for i in 0..<24 {
      actor ("S{i}"): state {
        holds: {k}, appetite: [war: (1 + i) / 30, espionage: (i * 7 mod 24) / 30], exposure: 0.4 + i / 20
        outlook: if i mod 3 == 0 then realist else liberal
      }
    }
    treaty T {
      quorum: 9
      clause 1 { forbid any state to use anything for war against any party, verification: 40%, penalty: 1 }
      clause 2 { forbid any state to use anything for espionage against any party, verification: 20% }
    }

    """

  static func run(_ source: String, _ limits: Limits) throws -> String {
    let host = MemoryHost()
    let session = try Session(limits: limits, host: host)
    let result = session.enter(Array(source.utf8), name: "<test>")
    return String(decoding: host.output, as: UTF8.self)
      + result.diagnostics.map { "\($0.code): \($0.message)\n" }.joined()
  }

  @Test func aSearchOutOfBudgetIsUnknown() throws {
    var limits = Limits()
    limits.searchWork = 1
    let shown = try Self.run(
      Self.conference + """
        let s = entity("S3")
        print(outcome(T).complete, would s sign T, might s sign T)
        """, limits)
    #expect(shown.hasPrefix("no unknown unknown"), Comment(rawValue: shown))
    let who = try Self.run(Self.conference + "ask who would sign T", limits)
    #expect(who.contains("nobody (unknown: S0, S1"), Comment(rawValue: who))
  }

  @Test func aSearchObeysTheLimitOfSteps() throws {
    var limits = Limits()
    limits.steps = 3_000
    let shown = try Self.run(Self.conference + "print(outcome(T).complete)", limits)
    #expect(shown.contains("cyb-limit-steps"), Comment(rawValue: shown))
  }
}
