extension TreatySolver {
  /// All stable coalitions, those that give way included, in ascending order of size; nothing where the
  /// budget does not suffice, or they are too many to list.
  ///
  /// - Throws: `CancellationError` where the budget says so, or what a callback throws.
  public func stableCoalitions(_ budget: Budget = Budget()) throws -> [ActorSet]? {
    if game.isBinding { return [game.eligible] }
    guard game.eligible.count <= Enumeration.most else { return try searchedStableCoalitions(budget) }
    let all: Enumeration
    do { all = try Enumeration(payoffs, budget: budget) } catch is BudgetExhausted {
      return try searchedStableCoalitions(budget)
    }
    return Self.sorted(all.stable().map(all.set))
  }
}
