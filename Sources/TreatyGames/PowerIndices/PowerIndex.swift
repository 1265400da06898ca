/// How much a player decides: what share of the ways in which a coalition can come about it turns from losing to
/// winning.
public enum PowerIndex: String, CaseIterable, Sendable {
  /// The share of all orders of the players in which a player is the one whose joining makes the coalition win
  /// (Shapley and Shubik 1954).
  case shapleyShubik = "shapley-shubik"
  /// A player's share of all swings, where a swing is a coalition that wins with the player and loses without it
  /// (Banzhaf 1965, Coleman's and Penrose's before).
  case banzhaf
  /// The number of a player's swings itself.
  case swings
}

/// For each player, in how many coalitions of each size it is decisive.
public struct SwingCounts: Sendable {
  /// `counts[i][k]`: of the coalitions of k others, those that lose without player i and win with it; none from where
  /// the list ends.
  let counts: [[Natural]]

  init(counts: [[Natural]]) { self.counts = counts }

  /// An index of every player; all zero where no player ever decides.
  ///
  /// - Parameter check: called for each player of a Shapley-Shubik index; what it throws ends the computation.
  public func values(of index: PowerIndex, check: () throws -> Void) rethrows -> [Fraction] {
    switch index {
    case .shapleyShubik: try shapleyShubik(check)
    case .banzhaf: banzhaf
    case .swings: swings.map { Fraction($0, .one) }
    }
  }

  /// The number of coalitions that each player turns from losing to winning.
  public var swings: [Natural] { counts.map { $0.reduce(.zero, +) } }

  private var banzhaf: [Fraction] {
    let swings = swings
    let total = swings.reduce(.zero, +)
    return swings.map { total.isZero ? Fraction(.zero, .one) : Fraction($0, total) }
  }

  /// Σ over k of k!·(n−1−k)!·(swings with k others) / n!
  private func shapleyShubik(_ check: () throws -> Void) rethrows -> [Fraction] {
    let n = counts.count
    let factorials = Natural.factorials(upTo: n)
    let orders = try (0..<n).map { others in
      try check()
      return factorials[others] * factorials[n - 1 - others]
    }
    return try counts.map { counts in
      try check()
      let swings = zip(counts, orders).lazy.filter { !$0.0.isZero }
      return Fraction(swings.reduce(.zero) { $0 + $1.0 * $1.1 }, factorials[n])
    }
  }
}
