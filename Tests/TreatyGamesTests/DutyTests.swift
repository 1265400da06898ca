import Testing

@testable import TreatyGames

/// Treaties of a single duty: the counts over thresholds against plain enumeration.
@Suite struct DutyTests {
  /// A random treaty of one duty, with numbers that are often round, so that ties occur.
  private func game(seed: UInt64, actors count: Int) -> TreatyGame {
    var random = SeededGenerator(seed: seed)
    let hasImage = random.chance(0.4)
    let actors = (0..<count).map { _ in
      var actor = GameActor()
      if hasImage { actor.image = random.field(2) }
      if random.chance(0.2) { actor.defiance = random.field(1) }
      actor.patience = min(0.95, random.field(1))
      return actor
    }
    var part = Part(clause: 0, kind: .duty)
    part.verification = random.field(1)
    part.penalty = random.chance(0.5) ? 0 : random.field(2)
    part.reciprocal = random.chance(0.8)
    part.isPublic = random.chance(0.6)
    part.burden = (0..<count).map { _ in random.field(4) }
    part.relief = (0..<count).map { _ in random.field(2) }
    let bound = (0..<count).map { _ in random.chance(0.85) }
    var game = TreatyGame(
      actors: actors, capabilities: [], purposes: [], clauses: 1, parts: [part],
      matching: .fixed(
        Matching(
          forbidding: { _, _ in [] }, owing: { bound[$0] ? [0] : [] }, binding: { bound[$0] ? [0] : [] })))
    game.quorum = .count(Int.random(in: 0...count + 1, using: &random))
    return game
  }

  @Test func countingFindsWhatEnumerationFinds() throws {
    var severalDoers = 0
    for seed in 0..<max(400, SearchTests.worlds) {
      let game = game(seed: UInt64(seed), actors: 1 + seed % 9)
      let solver = try TreatySolver(game)
      let arithmetic = try #require(solver.payoffs.fixed)
      let all = try solver.enumerate(Budget())
      var search = try #require(try DutySearch(solver, arithmetic, Budget()))
      let found = try search.predict()
      #expect(found?.stable ?? 0 == all.stable, "seed \(seed)")
      guard let found else { continue }
      #expect(found.outcomes == all.outcomes, "seed \(seed)")
      #expect(Set(found.outcomeSets) == Set(all.outcomeSets), "seed \(seed)")
      #expect(found.effects == all.effects, "seed \(seed)")
      let listed = search.stableCoalitions().map { Set($0) }
      #expect(try listed == solver.stableCoalitions().map { Set($0) }, "seed \(seed)")
      if found.coalitions.contains(where: { $0.parties.count > 2 }) { severalDoers += 1 }
    }
    #expect(severalDoers > 40)
  }

  @Test func manyStableCoalitionsAreCounted() throws {
    for seed in 0..<4 {
      let game = game(seed: UInt64(seed) + 9_000, actors: 13)
      let solver = try TreatySolver(game)
      let arithmetic = try #require(solver.payoffs.fixed)
      var search = try #require(try DutySearch(solver, arithmetic, Budget()))
      #expect(try search.predict()?.stable ?? 0 == solver.enumerate(Budget(work: 1 << 40)).stable, "seed \(seed)")
    }
  }

  @Test func whatIsFoundBySamplesIsStableAndLasts() throws {
    var tried = 0
    for seed in 0..<60 {
      let game = game(seed: UInt64(seed) + 20_000, actors: 14)
      let solver = try TreatySolver(game)
      let arithmetic = try #require(solver.payoffs.fixed)
      var search = try #require(try DutySearch(solver, arithmetic, Budget(work: 1 << 40)))
      guard let found = try search.predict(), found.outcomes == nil else { continue }
      tried += 1
      let all = try solver.enumerate(Budget(work: 1 << 40))
      #expect(found.stable == all.stable, "seed \(seed)")
      #expect(Set(found.outcomeSets).isSubset(of: Set(all.outcomeSets)), "seed \(seed)")
      #expect(!found.outcomeSets.isEmpty, "seed \(seed)")
      #expect(found.settledIn.isSubset(of: all.settledIn), "seed \(seed)")
      #expect(found.settledOut.isSubset(of: all.settledOut), "seed \(seed)")
      if tried == 3 { break }
    }
    #expect(tried > 0)
  }
}
