/// Solves a payoff that turns on how many of each type sign, by counts instead of coalitions.
struct SymmetricSearch {
  let solver: TreatySolver
  let types: [Int]
  /// The eligible of each type.
  private let members: [[Int]]
  /// The size of each type's eligible, and the step of its count in a state's number.
  private let sizes: [Int]
  private let strides: [Int]
  private let states: Int
  /// The most states that are looked at.
  static let mostStates = 2_000_000

  init(_ solver: TreatySolver, types: [Int]) {
    self.solver = solver
    self.types = types
    var members = [[Int]](repeating: [], count: (types.max() ?? -1) + 1)
    for actor in solver.game.eligible { members[types[actor]].append(actor) }
    self.members = members
    sizes = members.map(\.count)
    var strides: [Int] = []
    var product = 1
    for size in sizes {
      strides.append(product)
      product = product.multipliedReportingOverflow(by: size + 1).overflow ? Int.max / 2 : product * (size + 1)
    }
    self.strides = strides
    states = product
  }

  func predict(_ budget: Budget) throws -> Prediction {
    guard states <= Self.mostStates, states <= budget.work else {
      return Prediction(
        complete: false, stable: 0, outcomes: nil, unsettled: [], coalitions: [], effects: [:], settledIn: [],
        settledOut: [], work: 0, nodes: 0, outcomeSets: [])
    }
    var inside = [Double](repeating: 0, count: states * sizes.count)
    var outside = inside
    for state in 0..<states {
      if state & 1023 == 0, budget.isCancelled() { throw CancellationError() }
      let counts = counts(state)
      for type in sizes.indices where sizes[type] > 0 {
        if counts[type] > 0 { inside[state * sizes.count + type] = try payoff(type, signs: true, counts) }
        if counts[type] < sizes[type] { outside[state * sizes.count + type] = try payoff(type, signs: false, counts) }
      }
    }
    let stable = (0..<states).filter { isStable($0, inside, outside) }
    if stable.isEmpty { return try absorbing(inside, outside, budget) }
    var lasting = try stable.filter { one in
      if budget.isCancelled() { throw CancellationError() }
      return !stable.contains { $0 != one && givesWay(one, to: $0, inside, outside) }
    }
    if lasting.isEmpty { lasting = stable }
    return try prediction(lasting, stable: stable.reduce(0) { $0 + coalitions($1) }, work: states)
  }

  private func counts(_ state: Int) -> [Int] { sizes.indices.map { state / strides[$0] % (sizes[$0] + 1) } }

  private func payoff(_ type: Int, signs: Bool, _ counts: [Int]) throws -> Double {
    guard case .symmetric(_, let function)? = solver.game.payoff else { return 0 }
    let value = try function(members[type][0], signs, counts)
    guard value.isFinite else {
      throw GameError.payoffIsNoNumber(actor: members[type][0], signatories: ActorSet(first(counts)))
    }
    return value
  }

  /// The gain of one of a type from being in rather than out, where `state` counts it as in.
  private func gain(_ type: Int, _ state: Int, _ inside: [Double], _ outside: [Double]) -> Double {
    inside[state * sizes.count + type] - outside[(state - strides[type]) * sizes.count + type]
  }

  private func isStable(_ state: Int, _ inside: [Double], _ outside: [Double]) -> Bool {
    let counts = counts(state)
    for type in sizes.indices {
      if counts[type] > 0, gain(type, state, inside, outside) <= solver.tolerance { return false }
      if counts[type] < sizes[type], gain(type, state + strides[type], inside, outside) > solver.tolerance {
        return false
      }
    }
    return true
  }

  /// Whether some coalition with the counts of `one` gives way to some with those of `other`: whoever must move likes it
  /// at least as well, or a leaver and a joiner of one type both do, and someone likes it better.
  private func givesWay(_ one: Int, to other: Int, _ inside: [Double], _ outside: [Double]) -> Bool {
    let (before, after) = (counts(one), counts(other))
    let width = sizes.count
    var someoneGains = false
    for type in sizes.indices where sizes[type] > 0 {
      let leaving = outside[other * width + type] - inside[one * width + type]
      let joining = inside[other * width + type] - outside[one * width + type]
      if after[type] < before[type], leaving < -solver.tolerance { return false }
      if after[type] > before[type], joining < -solver.tolerance { return false }
      let someLeave = after[type] < before[type]
      let someJoin = after[type] > before[type]
      if someLeave && leaving > solver.tolerance || someJoin && joining > solver.tolerance { someoneGains = true }
      // A leaver and a joiner of the same type besides, where there is room for both.
      let mayLeave = before[type] > 0 && after[type] < sizes[type] && leaving >= -solver.tolerance
      let mayJoin = before[type] < sizes[type] && after[type] > 0 && joining >= -solver.tolerance
      if mayLeave && mayJoin && max(leaving, joining) > solver.tolerance { someoneGains = true }
    }
    return someoneGains
  }

  /// How many coalitions have these counts.
  private func coalitions(_ state: Int) -> Double {
    zip(sizes, counts(state)).reduce(1) { $0 * Self.choose($1.0, $1.1) }
  }

  private static func choose(_ n: Int, _ k: Int) -> Double {
    var result = 1.0
    for step in 0..<min(k, n - k) { result = (result * Double(n - step) / Double(step + 1)).rounded() }
    return result
  }

  /// The states that single changes of mind lead round in and never out of.
  private func absorbing(_ inside: [Double], _ outside: [Double], _ budget: Budget) throws -> Prediction {
    let result = try AbsorbingSets.find(states: states, moves: 2 * sizes.count) {
      if budget.isCancelled() { throw CancellationError() }
    } next: { state, move in
      let type = move / 2
      let count = state / strides[type] % (sizes[type] + 1)
      if move % 2 == 0 {
        return count > 0 && gain(type, state, inside, outside) <= solver.tolerance ? state - strides[type] : nil
      }
      return count < sizes[type] && gain(type, state + strides[type], inside, outside) > solver.tolerance
        ? state + strides[type] : nil
    }
    var prediction = try prediction(result, stable: 0, work: states)
    prediction.unsettled = ActorSet(
      sizes.indices.filter { type in Set(result.map { counts($0)[type] }).count > 1 }.flatMap { members[$0] })
    return prediction
  }

  private func first(_ counts: [Int]) -> [Int] { zip(members, counts).flatMap { $0.prefix($1) } }

  /// A prediction from the counts of its outcomes, listing the coalitions where they are few.
  private func prediction(_ outcomes: [Int], stable: Double, work: Int) throws -> Prediction {
    let total = outcomes.reduce(0) { $0 + coalitions($1) }
    var sets: [ActorSet] = []
    for state in outcomes {
      var partial: [[Int]] = [[]]
      for (type, count) in counts(state).enumerated() {
        let room = Prediction.maximumListed - sets.count
        var extended: [[Int]] = []
        for chosen in partial where extended.count < room {
          for more in Self.subsets(members[type], count, most: room - extended.count) { extended.append(chosen + more) }
        }
        partial = extended
      }
      sets += partial.map { ActorSet($0) }
      if sets.count >= Prediction.maximumListed { break }
    }
    var prediction = try solver.prediction(outcomes: sets, stable: stable, work: work)
    prediction.outcomes = total
    guard total > Double(sets.count) else { return prediction }
    let all = outcomes.map(counts)
    prediction.settledIn = ActorSet(
      sizes.indices.filter { type in all.allSatisfy { $0[type] == sizes[type] } }.flatMap { members[$0] })
    prediction.settledOut = ActorSet(
      sizes.indices.filter { type in all.allSatisfy { $0[type] == 0 } }.flatMap { members[$0] })
    return prediction
  }

  private static func subsets(_ members: [Int], _ count: Int, most: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    guard count <= members.count, most > 0 else { return [] }
    var result: [[Int]] = []
    for (index, member) in members.enumerated() where members.count - index >= count && result.count < most {
      for rest in subsets(Array(members[(index + 1)...]), count - 1, most: most - result.count) {
        result.append([member] + rest)
      }
    }
    return result
  }
}
