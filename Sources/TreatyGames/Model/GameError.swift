/// What makes a game unfit to be solved.
public enum GameError: Error, Equatable {
  /// There are more parts than ``PartSet/capacity``.
  case tooManyParts(Int)
  /// The capability serves more than 64 purposes.
  case tooManyPurposes(capability: Int)
  /// There are more actors than the tables hold (``TreatyGame/maximumActors``).
  case tooManyActors(Int)
  /// A field is outside of its domain: which, and of what.
  case outOfDomain(field: String, owner: Int, value: Double)
  /// The payoff to `actor` is not a number for the coalition.
  case payoffIsNoNumber(actor: Int, signatories: ActorSet)
}
