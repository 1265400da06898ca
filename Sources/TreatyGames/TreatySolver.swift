/// Solves a game: which coalitions are stable, which of them last, and what everyone does there.
public final class TreatySolver {
  /// The game as given.
  public let game: TreatyGame
  /// Differences up to this count as none: 1e-9 of the largest worth, harm, penalty, burden, relief, image or defiance.
  public let tolerance: Double
  let payoffs: Payoffs
  let quorumMemo: QuorumMemo
  private var alone: [Double]?

  /// Tabulates and validates a game.
  ///
  /// - Throws: `GameError`, or what a callback throws.
  public convenience init(_ game: TreatyGame) throws {
    try game.validate()
    guard case .fixed(let matching) = game.matching else {
      self.init(game, nil)
      return
    }
    self.init(game, game.payoff == nil ? try GameTable(game, matching) : nil)
  }

  private init(_ game: TreatyGame, _ table: GameTable?) {
    self.game = game
    let tolerance = 1e-9 * game.scale
    self.tolerance = tolerance
    let memo = QuorumMemo(game)
    quorumMemo = memo
    payoffs = Payoffs(
      game: game, tolerance: tolerance, fixed: table.map { Arithmetic(game, $0, tolerance: tolerance) },
      isInForce: memo.isInForce)
  }

  /// The same treaty with other numbers. What the clauses say is asked again only where it turns on the parties; the
  /// actors must hold, rival and be eligible as before, and the capabilities serve as before.
  public func solverFor(numbersOf other: TreatyGame) throws -> TreatySolver {
    try other.validate()
    guard let table = payoffs.fixed?.table else { return TreatySolver(other, nil) }
    // An appetite that comes up from 0, or goes down to it, changes which acts are open.
    func wanted(_ actor: GameActor) -> Set<Int> { Set(actor.appetite.filter { $0.value > 0 }.keys) }
    if case .fixed(let matching) = other.matching,
      !zip(game.actors, other.actors).allSatisfy({ wanted($0) == wanted($1) })
    {
      return TreatySolver(other, try GameTable(other, matching))
    }
    return TreatySolver(other, table.withNumbers(of: other))
  }

  /// Finds the stable coalitions and the outcomes.
  ///
  /// - Throws: `CancellationError` where the budget says so, or what a callback throws.
  public func predict(_ budget: Budget = Budget()) throws -> Prediction {
    do { return try solve(budget) } catch is BudgetExhausted { return nothing(work: budget.work) }
  }

  private func solve(_ budget: Budget) throws -> Prediction {
    if game.isBinding { return try prediction(outcomes: [game.eligible], stable: 1, work: 1) }
    if case .symmetric(let types, _)? = game.payoff {
      return try SymmetricSearch(self, types: types).predict(budget)
    }
    if game.eligible.count <= Self.mostEnumerated { return try enumerate(budget) }
    if game.payoff == nil, let arithmetic = payoffs.fixed, try quorumMemo.isMonotone() {
      if var duty = try DutySearch(self, arithmetic, budget), let found = try duty.predict() { return found }
      let found = try search(arithmetic, budget)
      if found.complete || game.eligible.count > Self.mostRetried { return found }
    }
    if game.eligible.count <= Enumeration.most { return try enumerate(budget) }
    return nothing(work: 0)
  }

  /// A prediction that establishes nothing but that those who may not join do not.
  private func nothing(work: Int) -> Prediction {
    Prediction(
      complete: false, stable: 0, outcomes: nil, unsettled: [], coalitions: [], effects: [:], settledIn: [],
      settledOut: ActorSet.all(game.actors.count).subtracting(game.eligible), work: work, nodes: 0, outcomeSets: [])
  }

  /// Up to so many actors plain enumeration is no slower than the search.
  static let mostEnumerated = 6
  /// Up to so many actors enumeration is tried where the search has used up its budget.
  static let mostRetried = 16

  /// All stable coalitions and outcomes by plain enumeration, for up to 20 actors: what the search is held against.
  ///
  /// - Throws: `CancellationError` where the budget says so, or what a callback throws.
  public func enumerate(_ budget: Budget) throws -> Prediction {
    let all = try Enumeration(payoffs, budget: budget)
    let stable = all.stable()
    guard stable.isEmpty else {
      let lasting = try all.lasting(of: stable, budget: budget)
      return try prediction(outcomes: lasting.map(all.set), stable: Double(stable.count), work: all.work)
    }
    let absorbing = try all.absorbing(budget: budget).map(all.set)
    var prediction = try prediction(outcomes: absorbing, stable: 0, work: all.work)
    prediction.unsettled = Self.changing(absorbing)
    return prediction
  }

  /// Those that are in some of the coalitions and not in others.
  static func changing(_ coalitions: [ActorSet]) -> ActorSet {
    guard let first = coalitions.first else { return [] }
    let (all, any) = coalitions.reduce((first, first)) { ($0.0.intersection($1), $0.1.union($1)) }
    return any.subtracting(all)
  }

  /// A complete prediction from its outcomes.
  func prediction(outcomes: [ActorSet], stable: Double, work: Int) throws -> Prediction {
    let sorted = Self.sorted(outcomes)
    var effects: [Int: Set<Effect>] = [:]
    var reports: [CoalitionReport] = []
    for outcome in sorted {
      let report = try report(on: outcome)
      for (clause, effect) in report.effects { effects[clause, default: []].insert(effect) }
      if reports.count < Prediction.maximumListed { reports.append(report) }
    }
    let inAll = sorted.dropFirst().reduce(sorted.first ?? []) { $0.intersection($1) }
    let inAny = sorted.reduce(ActorSet()) { $0.union($1) }
    return Prediction(
      complete: true, stable: stable, outcomes: Double(sorted.count), unsettled: [], coalitions: reports,
      effects: effects, settledIn: inAll, settledOut: ActorSet.all(game.actors.count).subtracting(inAny), work: work,
      nodes: 0, outcomeSets: sorted)
  }
}

extension TreatySolver {
  /// What everyone does and has in a coalition, stable or not.
  public func report(on signatories: ActorSet) throws -> CoalitionReport {
    let inForce = try payoffs.isInForce(signatories)
    let utility = try payoffs.utilities(signatories)
    let alone = try utilitiesAlone()
    guard game.payoff == nil else {
      return CoalitionReport(
        signatories: signatories, parties: inForce ? signatories : [], inForce: inForce, effects: [:], honouring: [:],
        breaching: [:], done: [:], omitted: [:], utility: utility, alone: alone)
    }
    let (arithmetic, position) = try payoffs.position(signatories)
    let effects = Effects(arithmetic, position)
    let (honouring, breaching) = effects.honour()
    var (done, omitted): ([Int: [Conduct]], [Int: PartSet]) = ([:], [:])
    for actor in position.parties {
      let acts = arithmetic.table.actsBy[actor].filter { position.done[$0] && !position.forbidden[$0].isEmpty }
      if !acts.isEmpty { done[actor] = acts.map { arithmetic.table.acts[$0].conduct } }
      if !position.omitted[actor].isEmpty { omitted[actor] = position.omitted[actor] }
    }
    return CoalitionReport(
      signatories: signatories, parties: position.parties, inForce: inForce, effects: effects.byClause(),
      honouring: honouring, breaching: breaching, done: done, omitted: omitted, utility: utility, alone: alone)
  }

  /// Everyone's utility if nobody signed; under a law, if nobody were bound.
  private func utilitiesAlone() throws -> [Double] {
    if let alone { return alone }
    let found: [Double]
    if game.isBinding {
      let arithmetic = try payoffs.arithmetic([], inForce: false)
      found = arithmetic.utilities(arithmetic.rest(signatories: [], inForce: false))
    } else {
      found = try payoffs.utilities([])
    }
    alone = found
    return found
  }

  /// All conduct that an actor does where a coalition signs, forbidden or not.
  public func done(by actor: Int, in signatories: ActorSet) throws -> [Conduct] {
    guard game.payoff == nil else { return [] }
    let (arithmetic, position) = try payoffs.position(signatories)
    return arithmetic.table.actsBy[actor].filter { position.done[$0] }.map { arithmetic.table.acts[$0].conduct }
  }
}
