/// When a coalition with open membership is stable: nobody in it would rather leave, alone, and nobody outside would
/// rather join, alone (internal and external stability; d'Aspremont, Jacquemin, Gabszewicz and Weymark 1983).
public struct MembershipRule: Sendable {
  /// Whether an indifferent player stays out; else it stays where it is, the textbook's weak inequalities.
  public let isStrict: Bool
  /// What counts as no difference, as a share of the greater payoff.
  public static let tolerance = 1e-9

  public init(isStrict: Bool) { self.isStrict = isStrict }

  /// What a player, with the others' membership given, wants.
  @usableFromInline
  enum Wish {
    case inside, outside, either
  }

  /// - Parameters:
  ///   - inside: its payoff as a member.
  ///   - outside: its payoff as an outsider.
  ///   - scale: the magnitude of payoffs in this game, where the two may both be small.
  @inlinable
  @inline(__always)
  func wish(inside: Double, outside: Double, scale: Double) -> Wish {
    let difference = inside - outside
    // The sum is no less than the maximum, and quicker.
    let enough = Self.tolerance * (abs(inside) + abs(outside) + scale)
    if difference > enough { return .inside }
    if difference < -enough { return .outside }
    let margin = Self.tolerance * max(abs(inside), abs(outside), scale)
    if difference > margin { return .inside }
    return difference < -margin || isStrict ? .outside : .either
  }
}
