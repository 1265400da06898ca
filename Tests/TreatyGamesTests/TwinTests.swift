import Testing

@testable import TreatyGames

/// The engine against a slow and obvious twin that shares no arithmetic with it, on random worlds that use every field.
@Suite struct TwinTests {
  @Test func outcomesAndEffectsAgree() throws {
    for seed in 0..<SearchTests.worlds / 2 {
      let (game, _) = randomGame(seed: UInt64(seed) + 1_000_000, actors: 1 + seed % 7)
      let twin = try TwinSolver(game).predict(Budget(work: 1 << 40))
      let prediction = try TreatySolver(game).predict(Budget(work: 1 << 40))
      #expect(prediction.complete, "seed \(seed)")
      #expect(prediction.stable == twin.stable, "seed \(seed)")
      #expect(Set(prediction.outcomeSets) == Set(twin.outcomeSets), "seed \(seed)")
      #expect(prediction.unsettled == twin.unsettled, "seed \(seed)")
      #expect(prediction.effects == twin.effects, "seed \(seed)")
      for (one, other) in zip(prediction.coalitions, twin.coalitions) {
        #expect(one.signatories == other.signatories && one.parties == other.parties, "seed \(seed)")
        for clause in 0..<game.clauses {
          #expect(one.honouring[clause] ?? [] == other.honouring[clause] ?? [], "seed \(seed)")
          #expect(one.breaching[clause] ?? [] == other.breaching[clause] ?? [], "seed \(seed)")
        }
        #expect(one.omitted == other.omitted, "seed \(seed)")
        #expect(one.done.mapValues(Set.init) == other.done.mapValues(Set.init), "seed \(seed)")
        for (left, right) in zip(one.utility + one.alone, other.utility + other.alone) {
          #expect(abs(left - right) < 1e-9, "seed \(seed)")
        }
      }
    }
  }

  /// The account of every actor adds up to the utility of the report.
  @Test func accountsAddUp() throws {
    for seed in 0..<60 {
      let (game, _) = randomGame(seed: UInt64(seed) + 2_000_000, actors: 2 + seed % 4)
      guard !game.isBinding else { continue }
      let solver = try TreatySolver(game)
      for actor in game.eligible {
        let account = try solver.account(of: actor, in: game.eligible)
        let (with, without) = (
          try solver.report(on: game.eligible), try solver.report(on: game.eligible.without(actor))
        )
        #expect(abs(account.with.terms.total - with.utility[actor]) < 1e-9, "seed \(seed)")
        #expect(abs(account.without.terms.total - without.utility[actor]) < 1e-9, "seed \(seed)")
        let sanctions = account.with.parts.reduce(0) { $0 + $1.price }
        #expect(abs(account.with.terms.sanctions - sanctions) < 1e-9, "seed \(seed)")
      }
    }
  }
}
