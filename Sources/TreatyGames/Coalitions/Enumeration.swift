/// All coalitions of up to 20 actors, one by one: stability (d'Aspremont et al. 1983), which stable ones give way to which,
/// and, where none is stable, the absorbing sets (Shenoy 1979).
struct Enumeration {
  /// The most actors that are enumerated.
  static let most = 20

  /// The actors that may sign, by bit.
  let members: [Int]
  /// U_i(S): of the coalition with bits `s` the utility of member `i` at `s * members.count + i`.
  private(set) var utility: [Double]
  let tolerance: Double
  private(set) var work = 0

  /// Those that sign in any case.
  private let always: ActorSet

  /// - Parameters:
  ///   - members: those that may sign or not; all the eligible, unless told otherwise.
  ///   - always: those that sign in any case.
  /// - Throws: ``BudgetExhausted``; what a callback throws.
  init(_ payoffs: Payoffs, budget: Budget, members: [Int]? = nil, always: ActorSet = []) throws {
    let members = members ?? Array(payoffs.game.eligible)
    self.members = members
    self.always = always
    tolerance = payoffs.tolerance
    let coalitions = 1 << members.count
    utility = []
    utility.reserveCapacity(coalitions * members.count)
    let unit = 1 + (payoffs.fixed?.table.acts.count ?? 50 * payoffs.game.actors.count) / 8
    for coalition in 0..<coalitions {
      work += unit
      if work > budget.work { throw BudgetExhausted() }
      if coalition & 63 == 0, budget.isCancelled() { throw CancellationError() }
      let utilities = try payoffs.utilities(set(coalition))
      for member in members { utility.append(utilities[member]) }
    }
  }

  func set(_ coalition: Int) -> ActorSet {
    always.union(ActorSet(members.indices.filter { coalition >> $0 & 1 == 1 }.map { members[$0] }))
  }

  private func utility(_ member: Int, _ coalition: Int) -> Double { utility[coalition * members.count + member] }

  /// Whether a member would rather be on the other side of the treaty: in only if that is better by more than the
  /// tolerance.
  private func wantsToMove(_ member: Int, _ coalition: Int) -> Bool {
    let gain = utility(member, coalition | 1 << member) - utility(member, coalition & ~(1 << member))
    return (coalition >> member & 1 == 1) != (gain > tolerance)
  }

  func isStable(_ coalition: Int) -> Bool { !members.indices.contains { wantsToMove($0, coalition) } }

  /// The stable coalitions, in ascending order of their bits.
  func stable() -> [Int] { (0..<1 << members.count).filter(isStable) }

  /// Whether all whose membership differs like the other coalition at least as well, and one of them better.
  func givesWay(_ coalition: Int, to other: Int) -> Bool {
    var someoneGains = false
    var rest = coalition ^ other
    while rest != 0 {
      let member = rest.trailingZeroBitCount
      rest &= rest - 1
      let gain = utility(member, other) - utility(member, coalition)
      if gain < -tolerance { return false }
      if gain > tolerance { someoneGains = true }
    }
    return someoneGains
  }

  /// Those that give way to none; all, should each give way to another.
  func lasting(of stable: [Int], budget: Budget) throws -> [Int] {
    var lasting: [Int] = []
    for coalition in stable {
      if budget.isCancelled() { throw CancellationError() }
      if !stable.contains(where: { $0 != coalition && givesWay(coalition, to: $0) }) { lasting.append(coalition) }
    }
    return lasting.isEmpty ? stable : lasting
  }

  /// The coalitions that single changes of mind lead round in and never out of.
  func absorbing(budget: Budget) throws -> [Int] {
    try AbsorbingSets.find(states: 1 << members.count, moves: members.count) {
      if budget.isCancelled() { throw CancellationError() }
    } next: { coalition, member in
      wantsToMove(member, coalition) ? coalition ^ 1 << member : nil
    }
  }
}

/// The budget ran out before all coalitions were enumerated.
struct BudgetExhausted: Error {}
