/// Predictions by search, for more actors than can be enumerated.
extension TreatySolver {
  /// The most outcomes of which a question is asked one by one.
  private static let mostAsked = 1_000

  /// The stable coalitions and outcomes by branch and bound.
  func search(_ arithmetic: Arithmetic, _ budget: Budget) throws -> Prediction {
    let search = CoalitionSearch(arithmetic, budget: budget)
    try search.run()
    guard search.isComplete else { return try undecided(search, complete: false) }
    guard !search.found.isEmpty else { return try absorbing(search, budget) }
    let ways = GivingWay(search: search)
    let stable = search.found.reduce(0) { $0 + $1.multiplicity }
    let (lasting, isWhole) = try ways.lasting()
    let count = lasting.reduce(0) { $0 + search.found[$1].multiplicity }
    var sets: [ActorSet] = []
    for index in lasting where sets.count < Self.mostAsked {
      // Of each class at least one coalition is kept.
      let room = max(1, Self.mostAsked - sets.count)
      sets += ways.expand(search.found[index], limit: room)
    }
    var prediction = try prediction(outcomes: sets, stable: stable, work: search.work)
    prediction.nodes = search.nodes
    prediction.outcomes = isWhole ? count : nil
    if !isWhole || count > Double(sets.count) {
      // Whatever gives way, the outcomes are stable coalitions.
      let (inside, outside) = Self.settled(isWhole ? lasting.map { search.found[$0] } : search.found, search)
      (prediction.settledIn, prediction.settledOut) = (inside, outside)
    }
    return prediction
  }

  /// All stable coalitions by branch and bound; nothing where the search does not end, or they are too many to list.
  func searchedStableCoalitions(_ budget: Budget) throws -> [ActorSet]? {
    guard game.payoff == nil, let arithmetic = payoffs.fixed, try quorumMemo.isMonotone() else { return nil }
    if let duty = try DutySearch(self, arithmetic, budget) { return duty.stableCoalitions().map(Self.sorted) }
    let search = CoalitionSearch(arithmetic, budget: budget)
    try search.run()
    let count = search.found.reduce(0) { $0 + $1.multiplicity }
    guard search.isComplete, count <= Double(Self.mostAsked) else { return nil }
    let ways = GivingWay(search: search)
    return Self.sorted(search.found.flatMap { ways.expand($0, limit: Self.mostAsked) })
  }

  /// By size, then by members.
  static func sorted(_ coalitions: [ActorSet]) -> [ActorSet] {
    coalitions.sorted {
      $0.count != $1.count ? $0.count < $1.count : Array($0).lexicographicallyPrecedes(Array($1))
    }
  }

  /// Those that are in, and out, whichever of the interchangeable actors sign.
  private static func settled(_ found: [CoalitionSearch.Found], _ search: CoalitionSearch) -> (ActorSet, ActorSet) {
    var inside = ActorSet()
    var outside = ActorSet.all(search.tables.count).subtracting(search.tables.game.eligible)
    for members in search.interchange.members {
      if found.allSatisfy({ one in members.allSatisfy { one.signatories[$0] } }) {
        members.forEach { inside.insert($0) }
      }
      if found.allSatisfy({ one in members.allSatisfy { !one.signatories[$0] } }) {
        members.forEach { outside.insert($0) }
      }
    }
    return (inside, outside)
  }

  /// What is established where the budget ran out, or the stable coalitions are too many to compare.
  private func undecided(_ search: CoalitionSearch, complete: Bool) throws -> Prediction {
    let node = try search.undecided()
    var (inside, outside) = (node.inside, ActorSet.all(game.actors.count).subtracting(node.possible))
    if search.isComplete, !search.found.isEmpty {
      let (always, never) = Self.settled(search.found, search)
      (inside, outside) = (inside.union(always), outside.union(never))
    }
    return Prediction(
      complete: complete, stable: search.found.reduce(0) { $0 + $1.multiplicity }, outcomes: nil, unsettled: [],
      coalitions: [], effects: [:], settledIn: inside, settledOut: outside, work: search.work, nodes: search.nodes,
      outcomeSets: [])
  }

  /// No coalition is stable: the absorbing sets among those that bounds leave open, if they are few enough.
  private func absorbing(_ search: CoalitionSearch, _ budget: Budget) throws -> Prediction {
    let node = try search.undecided()
    let open = node.possible.subtracting(node.inside)
    guard open.count <= Enumeration.most else { return try undecided(search, complete: false) }
    let all = try Enumeration(payoffs, budget: budget, members: Array(open), always: node.inside)
    let absorbing = try all.absorbing(budget: budget).map(all.set)
    var prediction = try prediction(outcomes: absorbing, stable: 0, work: search.work + all.work)
    prediction.unsettled = Self.changing(absorbing)
    prediction.nodes = search.nodes
    return prediction
  }
}
