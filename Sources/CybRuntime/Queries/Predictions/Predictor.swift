import CybSyntax
import TreatyGames
import TreatyLaw

/// Answers `would` and `might`: tabulates a treaty, has it solved, and reads the answers from its outcomes.
final class Predictor {
  unowned let machine: Machine
  /// Conditions and functions of treaties in progress: law cannot turn on its own prediction.
  var conditionDepth = 0
  /// Whose parties are taken to be others than recorded, and who they are.
  var assumed: (treaty: EntityID, parties: Value)?
  /// Whether a condition has read the assumed parties.
  var partiesWereRead = false
  private var solved: [(state: WorldState, treaty: EntityID, solution: SolvedTreaty)] = []
  /// How many solved treaties are kept: those of the world as it is, and of suppositions in progress.
  private static let capacity = 16
  private(set) var undecided: [EntityID] = []

  init(machine: Machine) { self.machine = machine }

  func takeUndecided() -> [EntityID] {
    defer { undecided = [] }
    return undecided
  }

  /// The assumed parties of a treaty, if it is the one that a prediction is made for.
  func assumedParties(of treaty: EntityID) -> Value? {
    guard let assumed, assumed.treaty == treaty else { return nil }
    partiesWereRead = true
    return assumed.parties
  }

  /// The answer to `would` or `might`, with `who` or `why`.
  func answer(_ inquiry: Inquiry) throws -> Value {
    guard conditionDepth == 0, !machine.oracle.isReading else {
      throw Failure(
        Diagnostic(
          "cyb-prediction-in-law", "`\(inquiry.modal.rawValue)` is asked while the law is read", at: inquiry.span
        ).note("law cannot turn on its own prediction"))
    }
    let outer = machine.ambientAsOf
    machine.ambientAsOf = inquiry.asOf
    defer { machine.ambientAsOf = outer }
    let asked = try PredictionQuestion(inquiry, machine)
    undecided = []
    if let subject = inquiry.subject {
      let actors = try subjects(subject, inquiry)
      if inquiry.isWhy { return try explain(asked, actors, inquiry.modal).value() }
      return .truth(try truthOfAll(asked, actors, inquiry.modal))
    }
    var found: [Value] = []
    for actor in machine.world.all(BuiltinKind.actor.id) {
      switch try truthOfAll(asked, [actor], inquiry.modal) {
      case .yes: found.append(.entity(actor))
      case .unknown: undecided.append(actor)
      case .no: break
      }
    }
    if inquiry.isWhy { return try explainWho(asked, inquiry.modal, found).value() }
    return .set(found)
  }

  private func subjects(_ filler: Inquiry.Filler, _ inquiry: Inquiry) throws -> [EntityID] {
    switch filler {
    case .value(.entity(let actor)): return [actor]
    case .values(let values): return values.compactMap { if case .entity(let actor) = $0 { actor } else { nil } }
    default:
      throw Failure(
        Diagnostic(
          "cyb-not-predictable", "a prediction is about declared actors, one or several", at: inquiry.span
        ).help("ask `who \(inquiry.modal.rawValue) …`"))
    }
  }

  /// The solved game of a treaty, in the world as it is.
  func solution(of treaty: EntityID) throws -> SolvedTreaty {
    let state = WorldState(machine)
    if let known = solved.firstIndex(where: { $0.treaty == treaty && $0.state == state }) {
      let entry = solved.remove(at: known)
      solved.append(entry)
      return entry.solution
    }
    let fresh = try SolvedTreaty(TreatyTable(treaty, machine))
    if solved.count >= Self.capacity { solved.removeFirst() }
    solved.append((state, treaty, fresh))
    return fresh
  }

  /// Whether the actors all do what is asked, in all outcomes (`would`) or in some outcome (`might`).
  func truthOfAll(_ question: PredictionQuestion, _ actors: [EntityID], _ modal: Modal) throws -> Truth {
    guard !actors.isEmpty else { return .yes }
    var result = Truth.yes
    let treaties = question.treaties(machine)
    for treaty in treaties {
      let solution = try solution(of: treaty)
      let truth = try solution.truth(question, actors, modal)
      result = result && truth
      if result == .no { return .no }
    }
    if treaties.isEmpty { return Truth(question.isOpen(to: actors, machine)) }
    return result
  }
}

/// All that a prediction can read: declarations, variables, events, and the date that is asked about.
private struct WorldState: Equatable {
  let structure: Int
  let variables: Int
  let events: Int
  let lastEvent: Int
  let date: Moment?

  init(_ machine: Machine) {
    structure = machine.world.structure
    variables = machine.variableChanges
    events = machine.world.events.count
    lastEvent = machine.world.events.last?.serial ?? 0
    date = machine.ambientAsOf
  }
}
