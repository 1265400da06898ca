import CybSyntax
import TreatyGames
import TreatyLaw

/// Answers questions: facts and law from `TreatyLaw`, predictions from `TreatyGames`.
final class Oracle: @unchecked Sendable {
  unowned let machine: Machine
  /// Answers `would` and `might`.
  let predictor: Predictor
  private(set) lazy var law = Law(oracle: self)
  private var undecided: [EntityID] = []
  /// Where a condition reads the world: what lies behind this has not happened yet.
  private(set) var horizon: Position?
  private var readings = 0
  private var knownLatest: (version: Int, position: Position)?
  /// The events that made answers unknown, while somebody wants to know them.
  private var doubtful: [Int]?
  /// Whether a condition or another part of the law is being read.
  var isReading: Bool { readings > 0 }
  /// Void acts that a warning was given for, by their serial numbers.
  var warned: Set<Int> = []
  /// What examples of findings quote.
  var declarationSources = DeclarationSources()

  init(machine: Machine) {
    self.machine = machine
    predictor = Predictor(machine: machine)
  }

  var world: World { machine.world }

  func answer(_ inquiry: Inquiry) throws -> Value {
    switch inquiry.modal {
    case .has, .may, .must: return try legalAnswer(inquiry)
    case .would, .might:
      let answer = try predictor.answer(inquiry)
      undecided = predictor.takeUndecided()
      return answer
    }
  }

  /// The parties of a treaty, as a condition or a script reads them; within a prediction, those that it assumes.
  func parties(of treaty: EntityID) throws -> Value {
    if let assumed = predictor.assumedParties(of: treaty) { return assumed }
    let (model, chronicle) = try law.current()
    guard let index = model.index(ofTreaty: treaty) else { return .set([]) }
    return .set(try chronicle.parties(of: index, at: position(nil)).map(model.value))
  }

  func takeUndecided() -> [EntityID] {
    defer { undecided = [] }
    return undecided
  }

  func note(undecided actors: [EntityID]) { undecided = actors }

  /// The events that leave open what the body asks.
  func tracing(_ body: () throws -> Void) rethrows -> [Int] {
    let outer = doubtful
    doubtful = []
    defer { doubtful = outer }
    try body()
    return doubtful ?? []
  }

  func note(doubtful events: some Sequence<Int>) {
    guard let known = doubtful else { return }
    doubtful = known + events.filter { !known.contains($0) }
  }

  // MARK: where the world is read

  /// Evaluates what a norm or field says, with the world as it stood at a position; without one, as far as it has been
  /// gone through.
  func reading<Result>(at position: Position?, _ body: () throws -> Result) throws -> Result {
    let outer = (horizon, machine.ambientSince, machine.ambientAsOf)
    readings += 1
    defer {
      readings -= 1
      (horizon, machine.ambientSince, machine.ambientAsOf) = outer
    }
    guard readings < 32 else {
      throw Failure(
        "cyb-law-ring", "whether this norm applies depends on itself",
        help: "a condition may ask what has happened; not whether an act is allowed that it is itself to decide on")
    }
    if let position { horizon = position }
    (machine.ambientSince, machine.ambientAsOf) = (nil, nil)
    return try body()
  }

  func reading<Result>(_ position: Position?, _ body: () throws -> Result) throws -> Result {
    try reading(at: position ?? horizon ?? law.current().chronicle.reached, body)
  }

  /// Up to where a question looks: its `as of`, else the latest event's date; never beyond the horizon.
  func position(_ asOf: Moment?) -> Position {
    var wanted: Position
    if let asOf = asOf ?? machine.ambientAsOf {
      wanted = Position(endOf: asOf)
    } else if let horizon {
      return horizon
    } else {
      wanted = latest
    }
    if let horizon, horizon < wanted { wanted = horizon }
    return wanted
  }

  /// The date of the latest event; without events, that on which the latest text was opened.
  var latest: Position {
    if let known = knownLatest, known.version == world.version { return known.position }
    let position = findLatest()
    knownLatest = (world.version, position)
    return position
  }

  private func findLatest() -> Position {
    if let last = world.events.lazy.map({ Position(endOf: $0.date) }).max() { return last }
    let opened = world.all(BuiltinKind.treaty.id).compactMap { treaty -> Position? in
      if case .date(let date)? = world.field("opened", of: treaty) { return Position(endOf: date) }
      return nil
    }
    return opened.max() ?? Position.end(of: 0)
  }
}

extension Machine {
  func isParty(_ value: Value, of treaty: EntityID) throws -> Bool {
    guard case .object(let object) = try oracle.parties(of: treaty), let set = object as? SetObject else {
      return false
    }
    return set.elements.contains(value)
  }
}
