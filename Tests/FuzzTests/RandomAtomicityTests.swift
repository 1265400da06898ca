import Cyb
import CybSyntax
import FuzzProperties
import Testing

@testable import CybRuntime

/// A statement happens whole or not at all, wherever it is stopped: random programs, one statement after the other, each
/// stopped at every step from the first to its last before it may run.
struct RandomAtomicityTests {
  /// Statements that take longer are stopped at so many places, spread over them.
  static let places = 60

  @Test(arguments: 0..<10)
  func whatIsStoppedChangesNothing(part: Int) throws {
    var stops = 0
    var changes = 0
    for number in part * 20..<(part + 1) * 20 {
      let cyb = Interpreter(limits: Self.limits)
      try cyb.run(source: ProgramGenerator.setting)
      var generator = ProgramGenerator(Choices(seed: UInt64(5_000_000 + number)))
      for _ in 0..<6 {
        let statement = generator.statements(upTo: 1)
        let before = try Sample.portrait(of: cyb)
        // How long it takes, tried in a world of its own so that this one sees every stop first.
        let steps = try Self.length(of: statement, in: cyb)
        #expect(try Sample.portrait(of: cyb) == before, "tried and taken back: \(statement)")
        for place in stride(from: 0, to: steps, by: max(1, steps / Self.places)) {
          let failure = try Self.enter(statement, steps: place, in: cyb)
          guard failure == "cyb-limit-steps" else { continue }
          stops += 1
          let after = try Sample.portrait(of: cyb)
          #expect(after == before, "program \(number) stopped after \(place) steps:\n\(statement)")
        }
        let failure = try Self.enter(statement, steps: 5_000, in: cyb)
        let after = try Sample.portrait(of: cyb)
        if failure == nil {
          if after != before { changes += 1 }
        } else {
          #expect(after == before, "program \(number) failed with \(failure ?? ""):\n\(statement)")
        }
      }
    }
    #expect(stops > 100 && changes > 5)
  }

  private static var limits: Limits {
    var limits = Limits.strict
    limits.seconds = nil
    limits.searchWork = 10_000
    return limits
  }

  private static func length(of statement: String, in cyb: Interpreter) throws -> Int {
    try cyb.perform { session in
      session.machine.limits.steps = 5_000
      return session.trial {
        _ = session.enter(Array(statement.utf8), name: "trial")
        return session.machine.steps
      }
    }
  }

  /// Enters a statement as the prompt does, taken back whole where it fails; the code of its failure.
  private static func enter(_ statement: String, steps: Int, in cyb: Interpreter) throws -> String? {
    try cyb.perform { session in
      session.machine.limits.steps = steps
      struct Failed: Error { var code: String }
      do {
        _ = try session.step {
          let result = session.enter(Array(statement.utf8), name: "entry")
          if let error = result.diagnostics.first(where: { $0.severity == .error }) {
            throw Failed(code: error.code.name)
          }
        }
        return nil
      } catch let failed as Failed { return failed.code }
    }
  }
}
