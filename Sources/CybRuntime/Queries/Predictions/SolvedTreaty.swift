import CybSyntax
import TreatyGames
import TreatyLaw

/// A tabulated treaty with its solver and, once asked for, its prediction.
final class SolvedTreaty {
  let table: TreatyTable
  let solver: TreatySolver
  private var known: Prediction?

  init(_ table: TreatyTable) throws {
    self.table = table
    let game = table.game
    solver = try table.translating { try TreatySolver(game) }
  }

  /// The stable coalitions and the outcomes.
  func prediction() throws -> Prediction {
    if let known { return known }
    let fresh = try table.predict(solver)
    known = fresh
    return fresh
  }

  /// All stable coalitions, those that give way included; nothing where there are too many actors to enumerate.
  func stableCoalitions() throws -> [ActorSet]? {
    if let found = try table.solving({ try solver.stableCoalitions($0) }) { return found }
    let prediction = try prediction()
    guard prediction.complete, prediction.stable == Double(prediction.coalitions.count) else { return nil }
    return prediction.coalitions.map(\.signatories)
  }

  /// Whether the actors all do what is asked, in all outcomes or in some.
  func truth(_ question: PredictionQuestion, _ actors: [EntityID], _ modal: Modal) throws -> Truth {
    let prediction = try prediction()
    let questions = actors.flatMap { actor in
      table.index(ofActor: actor).map { question.questions(of: $0, table) } ?? []
    }
    let answers = try questions.map { question in
      try table.translating { try solver.answer(question, in: prediction) }
    }
    func all(_ answer: (TreatyGames.Answer) -> Bool?) -> Truth {
      answers.reduce(Truth.yes) { $0 && Truth(answer($1)) }
    }
    let would = all(\.would)
    guard modal == .might, answers.count > 1 else { return modal == .might ? all(\.might) : would }
    // Several at once might do it where there is one outcome in which all of them do.
    let might = all(\.might)
    if would == .yes || might == .no { return might }
    guard prediction.complete, let count = prediction.outcomes, Int(exactly: count) == prediction.coalitions.count
    else {
      return .unknown
    }
    return Truth(
      try prediction.coalitions.contains { report in
        try questions.allSatisfy { question in
          try table.translating { try solver.holds(question, in: report) }
        }
      })
  }
}

extension Truth {
  /// Nothing is unknown.
  init(_ value: Bool?) { self = value.map { Truth($0) } ?? .unknown }
}

extension TreatyTable {
  /// Solves the game within the limits of the run.
  func predict(_ solver: TreatySolver) throws -> Prediction { try solving { try solver.predict($0) } }

  func solving<Result>(_ work: (Budget) throws -> Result) throws -> Result {
    var stop: (any Error)?
    let budget = Budget(work: machine.limits.searchWork) { [unowned machine] in
      do {
        try machine.charge(256)
        return false
      } catch {
        stop = error
        return true
      }
    }
    do { return try translating { try work(budget) } } catch is CancellationError {
      throw stop ?? Failure("cyb-interrupted", "interrupted")
    }
  }

  /// Does work of the engine; what it finds unfit is told in the words of the script.
  func translating<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as GameError { throw failure(error) }
  }

  private func failure(_ error: GameError) -> Failure {
    let name = machine.world.name(of: treaty)
    switch error {
    case .tooManyParts(let count):
      return Failure(
        "cyb-model-size",
        "`\(name)` has \(count) parts of clauses; a prediction weighs up to \(PartSet.capacity)")
    case .tooManyPurposes(let capability):
      return Failure(
        "cyb-model-size",
        "`\(machine.world.name(of: capabilities[capability]))` serves more than 64 purposes, which a prediction cannot weigh"
      )
    case .tooManyActors(let count):
      return Self.tooManyActors(count, machine)
    case .outOfDomain(let field, let owner, let value):
      return Failure(
        "cyb-field-domain", "`\(field)` is \(NumberText.of(value)) (of number \(owner)), which is outside of its domain"
      )
    case .payoffIsNoNumber(let actor, let signatories):
      let names = signatories.map { machine.world.name(of: actors[$0]) }.joined(separator: ", ")
      return Failure(
        "cyb-field-result",
        "`payoff` of `\(name)` is no number for `\(machine.world.name(of: actors[actor]))` in {\(names)}")
    }
  }
}
