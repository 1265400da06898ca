import Testing

@testable import TreatyGames

/// What must hold in every world.
@Suite struct InvariantTests {
  @Test func renamingActorsChangesNothing() throws {
    for seed in 0..<120 {
      let count = 2 + seed % 5
      let (game, text) = randomGame(seed: UInt64(seed) + 3_000_000, actors: count)
      // Actor i becomes actor count − 1 − i.
      func turn(_ actor: Int) -> Int { count - 1 - actor }
      func turn(_ set: ActorSet) -> ActorSet { ActorSet(set.map { turn($0) }) }
      func turn(_ act: Conduct) -> Conduct {
        Conduct(actor: turn(act.actor), capability: act.capability, purpose: act.purpose, target: turn(act.target))
      }
      var turned = game
      turned.actors = game.actors.reversed()
      for index in turned.actors.indices { turned.actors[index].rivals = turn(turned.actors[index].rivals) }
      for index in turned.parts.indices {
        turned.parts[index].burden.reverse()
        turned.parts[index].relief.reverse()
      }
      turned.eligible = turn(game.eligible)
      switch game.quorum {
      case .count: break
      case .monotone(let holds): turned.quorum = .monotone { try holds(turn($0)) }
      case .function(let holds): turned.quorum = .function { try holds(turn($0)) }
      }
      turned.matching = .fixed(
        Matching(
          forbidding: { act, isParty in (isParty ? text.inside[turn(act)] : text.outside[turn(act)]) ?? [] },
          owing: { text.owing[turn($0)] }, binding: { text.binding[turn($0)] }))
      let (one, other) = (try TreatySolver(game).predict(), try TreatySolver(turned).predict())
      #expect(one.stable == other.stable, "seed \(seed)")
      #expect(Set(one.outcomeSets) == Set(other.outcomeSets.map { turn($0) }), "seed \(seed)")
    }
  }

  @Test func scalingAllPayoffsChangesNothing() throws {
    for seed in 0..<120 {
      let (game, _) = randomGame(seed: UInt64(seed) + 4_000_000, actors: 2 + seed % 5)
      // A power of two, so that no rounding differs.
      var scaled = game
      for index in scaled.capabilities.indices {
        scaled.capabilities[index].worth *= 4
        scaled.capabilities[index].harm *= 4
      }
      for index in scaled.actors.indices {
        scaled.actors[index].image *= 4
        scaled.actors[index].defiance *= 4
      }
      for index in scaled.parts.indices {
        scaled.parts[index].penalty *= 4
        scaled.parts[index].burden = scaled.parts[index].burden.map { $0 * 4 }
        scaled.parts[index].relief = scaled.parts[index].relief.map { $0 * 4 }
      }
      let (one, other) = (try TreatySolver(game).predict(), try TreatySolver(scaled).predict())
      #expect(one.stable == other.stable, "seed \(seed)")
      #expect(one.outcomeSets == other.outcomeSets, "seed \(seed)")
    }
  }

  @Test func moreVerificationKeepsAnHonestCoalitionHonest() throws {
    var honest = 0
    for seed in 0..<400 {
      let (game, _) = randomGame(seed: UInt64(seed) + 5_000_000, actors: 2 + seed % 5)
      let report = try TreatySolver(game).report(on: game.eligible)
      guard report.inForce, report.breaching.values.allSatisfy(\.isEmpty) else { continue }
      honest += 1
      var lit = game
      for index in lit.parts.indices { lit.parts[index].verification = (lit.parts[index].verification + 1) / 2 }
      let after = try TreatySolver(lit).report(on: game.eligible)
      #expect(!after.breaching.values.contains { !$0.isEmpty }, "seed \(seed)")
    }
    #expect(honest > 20)
  }

  @Test func whoHasNothingAtStakeSignsForItsImage() throws {
    var tried = 0
    for seed in 0..<200 {
      var (game, text) = randomGame(seed: UInt64(seed) + 6_000_000, actors: 2 + seed % 5)
      // Actor 0 holds nothing, owes nothing, minds nobody and nobody aims at it or does anything for it.
      game.actors[0] = GameActor()
      game.actors[0].image = 2
      game.actors[0].exposure = 0
      text.owing[0] = []
      for index in game.parts.indices {
        if !game.parts[index].relief.isEmpty { game.parts[index].relief[0] = 0 }
        game.parts[index].salience = 0.5
      }
      let fixed = text
      game.matching = .fixed(
        Matching(
          forbidding: { act, isParty in (isParty ? fixed.inside[act] : fixed.outside[act]) ?? [] },
          owing: { fixed.owing[$0] }, binding: { fixed.binding[$0] }))
      guard game.eligible.contains(0), !game.isBinding, game.parts.contains(where: { $0.kind != .open }) else {
        continue
      }
      tried += 1
      let solver = try TreatySolver(game)
      let prediction = try solver.predict()
      let answer = try solver.answer(.sign(0), in: prediction)
      #expect(answer == Answer(would: true, might: true), "seed \(seed)")
    }
    #expect(tried > 50)
  }
}
