import Testing

@testable import TreatyGames

/// The worked case of the standard model, number by number: two rivals A and B hold a tool of worth 6 and harm 9 for war
/// and industry; appetite .6 and .1; industry does no harm; quorum 2.
struct WorkedCaseTests {
  static let war = 0
  static let industry = 1

  /// The game with one clause for each set of forbidden purposes.
  static func game(forbidding clauses: [Set<Int>], attribution: Double) -> TreatyGame {
    var actor = GameActor()
    actor.patience = 0.85
    actor.holds = [0]
    actor.appetite = [war: 0.6, industry: 0.1]
    var actors = [actor, actor]
    actors[0].rivals = [1]
    actors[1].rivals = [0]
    var tool = GameCapability()
    tool.worth = 6
    tool.harm = 9
    tool.attribution = attribution
    tool.serves = [war, industry]
    return TreatyGame(
      actors: actors, capabilities: [tool], purposes: [GamePurpose(), GamePurpose(harm: 0)], clauses: clauses.count,
      parts: clauses.indices.map { Part(clause: $0, kind: .prohibition) },
      matching: .fixed(
        Matching(
          forbidding: { conduct, _ in
            var parts: PartSet = []
            for (index, purposes) in clauses.enumerated() where purposes.contains(conduct.purpose) {
              parts.insert(index)
            }
            return parts
          }, owing: { _ in [] }, binding: { _ in PartSet(bits: 1 << UInt128(clauses.count) - 1) })))
  }

  @Test func withoutATreaty() throws {
    let report = try TreatySolver(Self.game(forbidding: [[Self.war]], attribution: 0.7)).report(on: [])
    #expect(abs(report.utility[0] - (6 * 0.7 - 9 * 0.6)) < 1e-12)
  }

  @Test func aBanOnWarAloneCannotBeSeen() throws {
    let solver = try TreatySolver(Self.game(forbidding: [[Self.war]], attribution: 0.7))
    let prediction = try solver.predict()
    #expect(prediction.coalitions.map(\.effects) == [[0: .dead]])
    #expect(try solver.answer(.join(0), in: prediction) == Answer(would: false, might: false))
    let sanction = try #require(try solver.account(of: 0, in: [0, 1]).with.parts.first)
    let war = try #require(sanction.asks.first)
    #expect(abs(war.temptation - 3.6) < 1e-12)
    #expect(abs(war.legibility - 0.5) < 1e-12)
    #expect(abs(war.detection - 0.35) < 1e-12)
    #expect(abs(sanction.sanction.lostShare(at: 0.35) - 0.6648) < 5e-5)
  }

  @Test func theSanctionOfTheFirstRoundIsJustTooSmall() throws {
    // Relief 5.4 is what the other's restraint is worth while both still honour: z = .6648 · 5.4 = 3.590 < 3.6.
    let solver = try TreatySolver(Self.game(forbidding: [[Self.war]], attribution: 0.7))
    let terms = SanctionTerms(
      penalty: 0, image: 0, salience: 0, asking: 1, reciprocal: true, patience: 0.85, relief: 5.4, verification: 0)
    #expect(abs(terms.price(at: 0.35) - 3.590) < 5e-4)
    #expect(try solver.report(on: [0, 1]).effects == [0: .hollow])
  }

  @Test func aBanOnAnyUseCanBeSeen() throws {
    let solver = try TreatySolver(Self.game(forbidding: [[Self.war, Self.industry]], attribution: 0.7))
    let prediction = try solver.predict()
    #expect(prediction.coalitions.map(\.effects) == [[0: .effective]])
    #expect(prediction.coalitions.first?.utility == [0, 0])
    #expect(try solver.answer(.honour(0, clause: 0), in: prediction) == Answer(would: true, might: true))
    let part = try #require(try solver.account(of: 0, in: [0, 1]).with.parts.first)
    #expect(abs(part.sanction.price(at: 0.7) - 4.313) < 5e-4)
    #expect(abs(part.asks.reduce(0) { $0 + $1.temptation } - 4.2) < 1e-12)
    // Staying apart is stable too, but gives way.
    #expect(prediction.stable == 2)
  }

  @Test func aClauseForEachPurposeMakesWarIllegibleAgain() throws {
    let prediction = try TreatySolver(
      Self.game(forbidding: [[Self.war], [Self.industry]], attribution: 0.7)
    ).predict()
    #expect(prediction.coalitions.map(\.effects) == [[0: .dead, 1: .dead]])
  }

  @Test func betterAttributionIsEnough() throws {
    let prediction = try TreatySolver(Self.game(forbidding: [[Self.war]], attribution: 0.8)).predict()
    #expect(prediction.coalitions.map(\.effects) == [[0: .effective]])
    #expect(abs((prediction.coalitions.first?.utility[0] ?? 0) - 0.6) < 1e-12)
    #expect(prediction.stable == 2)
  }

  /// Two tools of worth 5 and harm 8, attribution 0 and 100 %: only the visible one is given up, −3 each and not −6.
  @Test(arguments: [false, true]) func onlyTheVisibleToolIsGivenUp(clauseForEach: Bool) throws {
    var actor = GameActor()
    actor.patience = 0.85
    actor.holds = [0, 1]
    actor.appetite = [0: 1]
    var actors = [actor, actor]
    actors[0].rivals = [1]
    actors[1].rivals = [0]
    var tools = [GameCapability(), GameCapability()]
    for index in tools.indices {
      tools[index].worth = 5
      tools[index].harm = 8
      tools[index].serves = [0]
    }
    tools[1].attribution = 1
    let parts = clauseForEach ? 2 : 1
    let game = TreatyGame(
      actors: actors, capabilities: tools, purposes: [GamePurpose()], clauses: parts,
      parts: (0..<parts).map { Part(clause: $0, kind: .prohibition) },
      matching: .fixed(
        Matching(
          forbidding: { conduct, _ in clauseForEach ? [conduct.capability] : [0] }, owing: { _ in [] },
          binding: { _ in clauseForEach ? [0, 1] : [0] })))
    let solver = try TreatySolver(game)
    #expect(try solver.report(on: []).utility == [-6, -6])
    let outcome = try #require(try solver.predict().coalitions.first)
    #expect(outcome.utility == [-3, -3])
    #expect(outcome.effects == (clauseForEach ? [0: .hollow, 1: .effective] : [0: .partial]))
  }

  /// Three actors owe each other aid: burden 1, relief 1, verification ½, quorum 3. The limit of patience is ⅔.
  @Test(arguments: [(0.67, Effect.effective), (0.66, .dead)]) func mutualAid(patience: Double, effect: Effect) throws {
    var actor = GameActor()
    actor.patience = patience
    var aid = Part(clause: 0, kind: .duty)
    aid.verification = 0.5
    aid.burden = [1, 1, 1]
    aid.relief = [1, 1, 1]
    var game = TreatyGame(
      actors: [actor, actor, actor], capabilities: [], purposes: [], clauses: 1, parts: [aid],
      matching: .fixed(Matching(forbidding: { _, _ in [] }, owing: { _ in [0] }, binding: { _ in [0] })))
    game.quorum = .count(3)
    #expect(try TreatySolver(game).predict().effects == [0: [effect]])
  }
}
