/// What the standard model, or a payoff of the user's own, says of a treaty: its stable coalitions and which of them last.
public struct Prediction {
  /// Whether the search ended by itself; else the budget ended it, or the question is one that only enumeration could
  /// settle, and there are too many actors for that.
  public internal(set) var complete: Bool
  /// How many stable coalitions there are; 0 where only absorbing sets are left. Exact up to 2^53. Where the search is not
  /// complete, how many were found.
  public internal(set) var stable: Double
  /// How many outcomes there are, where that is known.
  public internal(set) var outcomes: Double?
  /// Those that keep changing, where no coalition is stable; else nobody.
  public internal(set) var unsettled: ActorSet
  /// The outcomes, at most ``maximumListed``, by size and then by members.
  public internal(set) var coalitions: [CoalitionReport]
  /// By clause that has a part, its effects over all outcomes that are known.
  public internal(set) var effects: [Int: Set<Effect>]
  /// Those that are in every outcome, and those that are in none, as far as that is established.
  public internal(set) var settledIn: ActorSet, settledOut: ActorSet
  /// The work done, in the units of ``Budget/work``, and the nodes of the search.
  public internal(set) var work: Int, nodes: Int
  /// All outcomes that are known.
  var outcomeSets: [ActorSet]

  /// The most outcomes that are listed.
  public static let maximumListed = 1_000
}
