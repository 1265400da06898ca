/// One part of a clause: its prohibitions on conduct, or its duties. A clause that has both enters as two parts.
public struct Part: Sendable {
  /// What a part asks.
  public enum Kind: Sendable {
    /// To forgo conduct (uses of capabilities).
    case prohibition
    /// To do something that has a declared burden: obligations, and prohibitions on other verbs.
    case duty
    /// Nothing that the model can price: a prohibition on another verb with neither burden nor relief. It is counted
    /// nowhere, and its effect is ``Effect/open``.
    case open
  }

  /// The clause that the part belongs to: 0 ..< ``TreatyGame/clauses``.
  public var clause: Int
  /// What the part asks.
  public var kind: Kind
  /// `verification` v, 0…1: how likely a breach is found out by the clause's own means.
  public var verification = 0.0
  /// `penalty` π, ≥ 0: what a breach that is found out costs.
  public var penalty = 0.0
  /// `salience` s, 0…1, where declared; else it is derived: 1 for duties, and for prohibitions 1 − the share of the
  /// eligible that have something to forgo.
  public var salience: Double?
  /// `reciprocal` ρ: whether the others' restraint ends with one's own.
  public var reciprocal = true
  /// `burden` b of a duty, ≥ 0, by actor; empty for none.
  public var burden: [Double] = []
  /// `relief` r of a duty, ≥ 0, by actor: what each gains from each that does it; empty for none.
  public var relief: [Double] = []
  /// `public`: whether a duty's relief reaches all actors, the one that does it included, rather than the other parties.
  public var isPublic = false

  /// A part of `clause` with every field at its default.
  public init(clause: Int, kind: Kind) {
    self.clause = clause
    self.kind = kind
  }
}
