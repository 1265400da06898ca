/// What the clauses say, in the words of the law: which parts forbid what to whom.
///
/// The engine asks once per question and keeps the answers. It asks only about eligible actors, only about uses of what
/// an actor holds for what that serves (wanted by the actor or not: legibility turns on all of them), and only against
/// the actor's targets (its rivals, or, with none, all others). Doubt (undetermined or in conflict) counts against the
/// actor: answer that it is forbidden.
public struct Matching {
  /// The prohibitions that stand against the conduct, where its actor is a party, and its target is one (`true`) or is
  /// none (`false`). Only parts of kind ``Part/Kind/prohibition`` may appear.
  public var forbidding: (_ conduct: Conduct, _ targetIsParty: Bool) throws -> PartSet
  /// The duties that stand for the actor as a party. Only parts of kind ``Part/Kind/duty`` may appear.
  public var owing: (_ actor: Int) throws -> PartSet
  /// The parts that bind the actor as a party: the subject of one of their norms matches it. It holds at least the
  /// parts that forbid it anything and the duties that it owes.
  public var binding: (_ actor: Int) throws -> PartSet

  /// A matching by three functions.
  public init(
    forbidding: @escaping (_ conduct: Conduct, _ targetIsParty: Bool) throws -> PartSet,
    owing: @escaping (_ actor: Int) throws -> PartSet,
    binding: @escaping (_ actor: Int) throws -> PartSet
  ) {
    self.forbidding = forbidding
    self.owing = owing
    self.binding = binding
  }
}

/// Whether what the clauses say turns on who the parties are.
public enum MatchingRule {
  /// It turns on nothing but whether an act's actor and its target are parties.
  case fixed(Matching)
  /// It turns on the whole set of parties (a condition reads it, or an act with no party as its target is lifted towards
  /// some parties and not others). Such a game is solved by enumeration only.
  case varying((_ parties: ActorSet) throws -> Matching)
}
