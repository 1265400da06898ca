/// What a clause achieves in an outcome.
public enum Effect: String, Sendable, CaseIterable {
  /// All, nothing or some of what it asks of the parties is forgone (of duties: done).
  case effective, hollow, partial
  /// It asks nothing of any party, nor would it of any outsider that joined: everyone agreed already.
  case settled
  /// It asks nothing of any party, but would of some outsider that joined: those it was made for stayed away.
  case shunned
  /// The treaty is not in force.
  case dead
  /// The model has nothing to say about it.
  case open

  /// From best to worst, among those that a clause's two parts can have.
  static let ranking: [Effect] = [.settled, .effective, .shunned, .partial, .hollow]
}

/// One coalition, with what its members do and what everyone has of it.
public struct CoalitionReport: Sendable {
  /// Those that sign.
  public var signatories: ActorSet
  /// The signatories, if the treaty is in force; else nobody.
  public var parties: ActorSet
  /// Whether the quorum holds.
  public var inForce: Bool
  /// The effect of each clause that has a part; a clause without (it only permits or empowers) is left out.
  public var effects: [Int: Effect]
  /// By clause that has a part, those that it binds and that honour it.
  public var honouring: [Int: ActorSet]
  /// By clause that has a part, those that it binds and that do not.
  public var breaching: [Int: ActorSet]
  /// By actor, the conduct that is forbidden to it and that it does all the same; actors with none are left out.
  public var done: [Int: [Conduct]]
  /// By actor, the duty parts that it owes and omits; actors with none are left out.
  public var omitted: [Int: PartSet]
  /// Each actor's utility.
  public var utility: [Double]
  /// Each actor's utility if nobody signed.
  public var alone: [Double]
}
