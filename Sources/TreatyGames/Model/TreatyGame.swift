/// A treaty and the world around it, tabulated: all that the standard model of a prediction reads.
///
/// Whoever fills it in has asked the law what each part forbids (``matching``); from here on there are only numbers. A
/// game is a value: change a field (``fragility``, a sweep, a draw) and solve again.
public struct TreatyGame {
  /// All declared actors; those that cannot join count as targets, rivals and offenders all the same.
  public var actors: [GameActor]
  /// All declared capabilities.
  public var capabilities: [GameCapability]
  /// All declared purposes.
  public var purposes: [GamePurpose]
  /// How many clauses the treaty has.
  public var clauses: Int
  /// The parts of the clauses, at most ``PartSet/capacity``; a clause that only permits or empowers has none.
  public var parts: [Part]
  /// Those that may sign (`open_to`); under ``isBinding`` those that are bound (`binds`).
  public var eligible: ActorSet
  /// When the treaty is in force. Not asked under ``isBinding``.
  public var quorum: Quorum
  /// Whether the treaty binds the eligible without asking them, as a law does: there is the one coalition of all the
  /// eligible, and quorum, image and defiance play no part.
  public var isBinding: Bool
  /// Which parts forbid what to whom.
  public var matching: MatchingRule
  /// What replaces the standard model: the payoff to an actor, member or not, of the set of those that signed.
  public var payoff: CustomPayoff?

  /// A game that is open to all its actors, with a quorum of two.
  public init(
    actors: [GameActor], capabilities: [GameCapability], purposes: [GamePurpose], clauses: Int, parts: [Part],
    matching: MatchingRule
  ) {
    self.actors = actors
    self.capabilities = capabilities
    self.purposes = purposes
    self.clauses = clauses
    self.parts = parts
    self.matching = matching
    eligible = .all(actors.count)
    quorum = .count(2)
    isBinding = false
    payoff = nil
  }
}

/// When a treaty is in force, given those that have signed.
public enum Quorum {
  /// As soon as there are so many signatories.
  case count(Int)
  /// Where the function says so, and it is known that a further signatory never takes a treaty out of force: a weighted
  /// sum against a threshold, say.
  case monotone((_ signatories: ActorSet) throws -> Bool)
  /// Where the function says so. Whether it is monotone is found by test (all single steps, up to 20 eligible), and where
  /// it is not, or there are too many to know, the game is enumerated or ends `unknown`.
  case function((_ signatories: ActorSet) throws -> Bool)
}

/// A payoff that replaces the standard model.
public enum CustomPayoff {
  /// The payoff to an actor of the set of signatories; solved by enumeration of up to 20 eligible actors.
  case function((_ actor: Int, _ signatories: ActorSet) throws -> Double)
  /// The payoff to an actor of how many sign, whether it is one of them, and its type: actors of one type (`types` has
  /// one number per actor) must have the same payoffs. Solved by counts.
  case symmetric(types: [Int], (_ actor: Int, _ signs: Bool, _ counts: [Int]) throws -> Double)
}
