@testable import TreatyGames

/// Stable coalitions and outcomes by plain enumeration (`models.md` §5).
extension TwinSolver {
  /// The most eligible actors whose coalitions are enumerated.
  static let mostEnumerated = 20

  /// Finds all stable coalitions and which of them last, within a budget.
  func predict(_ budget: Budget = Budget()) throws -> Prediction {
    let eligible = Array(game.eligible)
    if game.isBinding { return try prediction(of: [game.eligible], stable: 1, work: 1) }
    guard eligible.count <= Self.mostEnumerated else { return unfinished(work: 0) }
    let count = 1 << eligible.count
    var values = [[Double]]()
    values.reserveCapacity(count)
    // What one coalition costs, in units of work: every act of every actor, in a handful of rounds.
    let unit = 4 + table.acts.reduce(0) { $0 + $1.count } + game.actors.count
    var work = 0
    for mask in 0..<count {
      work += unit
      if work > budget.work { return unfinished(work: work) }
      if mask & 15 == 0, budget.isCancelled() { throw CancellationError() }
      let standing = try standing(coalition(mask, eligible))
      values.append(eligible.map(standing.total))
    }
    let stable = (0..<count).filter { mask in
      eligible.indices.allSatisfy { !changesMind($0, mask, values) }
    }
    guard stable.isEmpty else {
      work += stable.count * stable.count / 8
      if work > budget.work { return unfinished(work: work) }
      let outcomes = lasting(stable, values, eligible.count)
      return try prediction(
        of: outcomes.map { coalition($0, eligible) }, stable: Double(stable.count), work: work)
    }
    let absorbing = absorbingSets(count, eligible.count, values)
    var result = try prediction(of: absorbing.map { coalition($0, eligible) }, stable: 0, work: work)
    if let first = absorbing.first {
      let changing = absorbing.reduce(0) { $0 | ($1 ^ first) }
      result.unsettled = coalition(changing, eligible)
    }
    return result
  }

  private func coalition(_ mask: Int, _ eligible: [Int]) -> ActorSet {
    ActorSet(eligible.indices.filter { mask >> $0 & 1 == 1 }.map { eligible[$0] })
  }

  /// Whether an actor would change sides: an indifferent one stays out.
  private func changesMind(_ index: Int, _ mask: Int, _ values: [[Double]]) -> Bool {
    let bit = 1 << index
    let gain = values[mask | bit][index] - values[mask & ~bit][index]
    return mask & bit != 0 ? gain <= table.tolerance : gain > table.tolerance
  }

  /// Those that give way to none; all, should each give way to another.
  private func lasting(_ stable: [Int], _ values: [[Double]], _ count: Int) -> [Int] {
    let lasting = stable.filter { mask in !stable.contains { givesWay(mask, to: $0, values, count) } }
    return lasting.isEmpty ? stable : lasting
  }

  private func givesWay(_ from: Int, to other: Int, _ values: [[Double]], _ count: Int) -> Bool {
    guard from != other else { return false }
    var isBetter = false
    for index in 0..<count where (from ^ other) >> index & 1 == 1 {
      let gain = values[other][index] - values[from][index]
      if gain < -table.tolerance { return false }
      if gain > table.tolerance { isBetter = true }
    }
    return isBetter
  }

  /// The coalitions that single changes of mind lead round in and never out of (Shenoy 1979): the closed strongly
  /// connected components (Tarjan 1972).
  private func absorbingSets(_ count: Int, _ players: Int, _ values: [[Double]]) -> [Int] {
    func successors(_ mask: Int) -> [Int] {
      (0..<players).filter { changesMind($0, mask, values) }.map { mask ^ 1 << $0 }
    }
    var number = [Int](repeating: -1, count: count)
    var low = number
    var component = number
    var isOpen = [Bool](repeating: false, count: count)
    var open: [Int] = []
    var next = 0
    var components = 0
    for root in 0..<count where number[root] < 0 {
      var path: [(mask: Int, ahead: [Int])] = []
      func enter(_ mask: Int) {
        number[mask] = next
        low[mask] = next
        next += 1
        open.append(mask)
        isOpen[mask] = true
        path.append((mask, successors(mask)))
      }
      enter(root)
      while let top = path.last {
        if let ahead = top.ahead.last {
          path[path.count - 1].ahead.removeLast()
          if number[ahead] < 0 {
            enter(ahead)
          } else if isOpen[ahead] {
            low[top.mask] = min(low[top.mask], number[ahead])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[parent.mask] = min(low[parent.mask], low[top.mask]) }
        guard low[top.mask] == number[top.mask] else { continue }
        while let member = open.popLast() {
          isOpen[member] = false
          component[member] = components
          if member == top.mask { break }
        }
        components += 1
      }
    }
    var isClosed = [Bool](repeating: true, count: components)
    for mask in 0..<count {
      for successor in successors(mask) where component[successor] != component[mask] {
        isClosed[component[mask]] = false
      }
    }
    return (0..<count).filter { isClosed[component[$0]] }
  }

  private func unfinished(work: Int) -> Prediction {
    Prediction(
      complete: false, stable: 0, outcomes: nil, unsettled: [], coalitions: [], effects: [:], settledIn: [],
      settledOut: ActorSet.all(game.actors.count).subtracting(game.eligible), work: work, nodes: 0, outcomeSets: [])
  }

  private func prediction(of outcomes: [ActorSet], stable: Double, work: Int) throws -> Prediction {
    let sorted = outcomes.sorted { left, right in
      left.count != right.count ? left.count < right.count : Array(left).lexicographicallyPrecedes(Array(right))
    }
    let reports = try sorted.map(report)
    var effects: [Int: Set<Effect>] = [:]
    for report in reports { for (clause, effect) in report.effects { effects[clause, default: []].insert(effect) } }
    let all = ActorSet.all(game.actors.count)
    let inAll = sorted.reduce(all) { $0.intersection($1) }
    let inSome = sorted.reduce(ActorSet()) { $0.union($1) }
    return Prediction(
      complete: true, stable: stable, outcomes: Double(sorted.count), unsettled: [],
      coalitions: Array(reports.prefix(Prediction.maximumListed)), effects: effects,
      settledIn: sorted.isEmpty ? [] : inAll, settledOut: all.subtracting(inSome), work: work, nodes: outcomes.count,
      outcomeSets: sorted)
  }
}
