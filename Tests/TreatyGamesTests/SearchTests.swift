import Foundation
import Testing

@testable import TreatyGames

/// The search against plain enumeration, on random worlds (models.md §5: "for up to 20 actors the same answers must come
/// from plain enumeration").
@Suite struct SearchTests {
  /// How many random worlds are tried; set `CYB_RANDOM_WORLDS` for a long run.
  static let worlds = ProcessInfo.processInfo.environment["CYB_RANDOM_WORLDS"].flatMap { Int($0) } ?? 500

  @Test func searchFindsWhatEnumerationFinds() throws {
    var searched = 0
    for seed in 0..<Self.worlds {
      let (game, _) = randomGame(seed: UInt64(seed), actors: 1 + seed % 10)
      let solver = try TreatySolver(game)
      guard !game.isBinding, let arithmetic = solver.payoffs.fixed else { continue }
      let all = try solver.enumerate(Budget())
      let found = try solver.search(arithmetic, Budget(work: 1 << 40))
      searched += 1
      #expect(found.complete, "seed \(seed)")
      #expect(found.stable == all.stable, "seed \(seed)")
      #expect(found.outcomes == all.outcomes, "seed \(seed)")
      #expect(Set(found.outcomeSets) == Set(all.outcomeSets), "seed \(seed)")
      #expect(found.unsettled == all.unsettled, "seed \(seed)")
      #expect(found.effects == all.effects, "seed \(seed)")
      #expect(try solver.searchedStableCoalitions(Budget(work: 1 << 40)) == solver.stableCoalitions(), "seed \(seed)")
    }
    #expect(searched > Self.worlds / 2)
  }

  @Test func aSpentBudgetIsUnknownNotWrong() throws {
    let (game, _) = randomGame(seed: 7, actors: 8)
    let solver = try TreatySolver(game)
    let prediction = try solver.predict(Budget(work: 1))
    #expect(!prediction.complete)
    #expect(prediction.outcomes == nil)
    #expect(try solver.stableCoalitions(Budget(work: 1)) == nil)
    #expect(throws: CancellationError.self) { try solver.predict(Budget(isCancelled: { true })) }
    // Wherever it runs out.
    for work in stride(from: 5, to: 2_000, by: 190) {
      for seed in 0..<5 {
        let (game, _) = randomGame(seed: UInt64(seed), actors: 7)
        let solver = try TreatySolver(game)
        guard !game.isBinding, let arithmetic = solver.payoffs.fixed else { continue }
        let cut = try solver.search(arithmetic, Budget(work: work))
        let all = try solver.enumerate(Budget())
        #expect(cut.settledIn.isSubset(of: all.settledIn), "seed \(seed) work \(work)")
        #expect(cut.settledOut.isSubset(of: all.settledOut), "seed \(seed) work \(work)")
      }
    }
  }

  @Test func patternsGiveTheSameUtilitiesAsActs() throws {
    for seed in 0..<Self.worlds {
      let (game, _) = randomGame(seed: UInt64(seed), actors: 1 + seed % 8)
      let solver = try TreatySolver(game)
      guard !game.isBinding, let arithmetic = solver.payoffs.fixed else { continue }
      let player = SearchPlay(SearchLayout(SearchTables(arithmetic)))
      var random = SeededGenerator(seed: UInt64(seed))
      for _ in 0..<4 {
        let signatories = ActorSet(game.eligible.filter { _ in random.chance(0.6) })
        let flags = game.actors.indices.map { signatories.contains($0) }
        player.run(flags, inForce: try solver.payoffs.isInForce(signatories))
        let utilities = flags.indices.map { player.utility($0, signs: flags[$0]) }
        for (one, other) in zip(utilities, try solver.payoffs.utilities(signatories)) {
          #expect(abs(one - other) < 1e-9, "seed \(seed) \(Array(signatories))")
        }
      }
    }
  }
}
