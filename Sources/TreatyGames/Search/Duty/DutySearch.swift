/// Predictions for a treaty of a single duty: all stable coalitions are counted, however many there are, and which of
/// them give way is decided one by one, by looking for a witness.
struct DutySearch {
  /// A stable coalition.
  private struct Candidate {
    var members: [Bool]
    var state: DutyGame.State
  }

  private let solver: TreatySolver
  private let game: DutyGame
  private let budget: Budget
  /// Those that hold a stable coalition, the most doers first, with their number.
  private var cases: [(place: DutyCase, total: Double)] = []
  /// The stable coalition of those that sign though it comes to nothing.
  private var idle: Candidate?
  private var work = 0

  /// As many stable coalitions are compared one by one; of more, so many are looked at.
  private static let mostCompared = 1_000
  private static let mostSampled = 300

  /// Nothing where the game is of another kind, or the budget does not suffice.
  init?(_ solver: TreatySolver, _ arithmetic: Arithmetic, _ budget: Budget) throws {
    guard let game = DutyGame(arithmetic) else { return nil }
    self.solver = solver
    self.game = game
    self.budget = budget
    let count = game.players.count
    let willing = game.players.map { $0.image - $0.defiance > game.tolerance }
    let signing = willing.count { $0 }
    if game.quorum > count || (game.quorum >= 2 && signing <= game.quorum - 2) {
      idle = Candidate(members: willing, state: DutyGame.State(inForce: false, doers: 0))
    }
    guard game.quorum <= count else { return }
    for doers in (0...game.owing).reversed() {
      for grown in doers + 1...game.owing + 1 {
        if budget.isCancelled() { throw CancellationError() }
        for regime in DutyCase.Regime.allCases {
          work += 2
          guard let place = DutyCase(game, regime, doers: doers, grown: grown) else { continue }
          work += 1 + count * count * (doers + 1) / 1_000
          guard work <= budget.work else { return nil }
          let total = place.ways().total
          if total > 0 { cases.append((place, total)) }
        }
      }
    }
  }

  /// How many coalitions are stable.
  private var total: Double { cases.reduce(idle == nil ? 0 : 1) { $0 + $1.total } }

  /// All stable coalitions; nothing where they are too many to list.
  func stableCoalitions() -> [ActorSet]? {
    total <= Double(Self.mostCompared) ? all().map { set($0.members) } : nil
  }

  /// Nothing where no coalition is stable.
  mutating func predict() throws -> Prediction? {
    guard total > 0 else { return nil }
    if total <= Double(Self.mostCompared) {
      let stable = all()
      let lasting = try stable.filter { try lasts($0) }
      return try solver.prediction(
        outcomes: (lasting.isEmpty ? stable : lasting).map { set($0.members) }, stable: total, work: work)
    }
    var known: [ActorSet] = []
    for candidate in sample() {
      guard work <= budget.work else { break }
      if try lasts(candidate) { known.append(set(candidate.members)) }
    }
    let (inside, outside) = settled()
    var prediction = try solver.prediction(outcomes: known, stable: total, work: work)
    prediction.outcomes = nil
    prediction.settledIn = inside
    prediction.settledOut = outside
    return prediction
  }

  private func set(_ members: [Bool]) -> ActorSet {
    ActorSet(members.indices.filter { members[$0] }.map { game.players[$0].actor })
  }

  private func all() -> [Candidate] {
    var found = idle.map { [$0] } ?? []
    for (place, total) in cases {
      let ways = place.ways()
      for number in 0..<Int(total) {
        found.append(Candidate(members: place.coalition(ways, at: Double(number)), state: place.state))
      }
    }
    return found
  }

  /// Some stable coalitions of every case, spread evenly, and for each player some with it and some without.
  private func sample() -> [Candidate] {
    var found = idle.map { [$0] } ?? []
    var seen: Set<[Bool]> = []
    func add(_ place: DutyCase, _ ways: DutyCase.Ways, _ count: Int) {
      let several = min(count, Int(min(ways.total, Double(count))))
      for number in 0..<several {
        let members = place.coalition(ways, at: (ways.total * Double(number) / Double(several)).rounded(.down))
        if seen.insert(members).inserted { found.append(Candidate(members: members, state: place.state)) }
      }
    }
    let share = max(2, Self.mostSampled / max(cases.count, 1))
    for (place, _) in cases.prefix(Self.mostSampled) { add(place, place.ways(), share) }
    // Those with the most doers are the likeliest to last.
    for player in game.players.indices {
      for isIn in [true, false] where !found.contains(where: { $0.members[player] == isIn }) {
        for (place, _) in cases.prefix(8) { add(place, place.ways(fixing: (player, isIn)), 1) }
      }
    }
    return found
  }

  /// Whether a stable coalition gives way to none.
  private mutating func lasts(_ candidate: Candidate) throws -> Bool {
    if budget.isCancelled() { throw CancellationError() }
    for (place, _) in cases {
      work += game.players.count
      if gives(candidate, place) { return false }
    }
    guard let idle, idle.members != candidate.members else { return true }
    var someoneGains = false
    for player in game.players.indices where idle.members[player] != candidate.members[player] {
      switch move(of: player, candidate, into: idle.members[player], idle.state) {
      case .barred: return true
      case .idle: break
      case .gaining: someoneGains = true
      }
    }
    return !someoneGains
  }

  private func gives(_ candidate: Candidate, _ place: DutyCase) -> Bool {
    place.exists(needsGain: true) { player, isIn in move(of: player, candidate, into: isIn, place.state) }
  }

  private func move(
    of player: Int, _ candidate: Candidate, into isIn: Bool, _ state: DutyGame.State
  ) -> DutyCase.Move {
    guard candidate.members[player] != isIn else { return .idle }
    let gain =
      game.utility(player, isMember: isIn, state)
      - game.utility(player, isMember: !isIn, candidate.state)
    return gain > game.tolerance ? .gaining : gain >= -game.tolerance ? .idle : .barred
  }

  /// Those that are in all stable coalitions, and in none.
  private func settled() -> (inside: ActorSet, outside: ActorSet) {
    var (inside, outside) = (ActorSet(), ActorSet.all(solver.game.actors.count).subtracting(solver.game.eligible))
    func some(_ player: Int, _ isIn: Bool) -> Bool {
      idle.map { $0.members[player] == isIn } ?? false
        || cases.contains { $0.place.exists(needsGain: false) { $0 == player && $1 != isIn ? .barred : .idle } }
    }
    for (index, player) in game.players.enumerated() {
      if !some(index, false) { inside.insert(player.actor) }
      if !some(index, true) { outside.insert(player.actor) }
    }
    return (inside, outside)
  }
}
