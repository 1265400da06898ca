import CybSyntax

/// A declared thing: an actor, capability, purpose, treaty, clause, outlook, or one of a script's own kind.
public struct Entity: Sendable {
  /// Its fields, the kind's defaults included; nothing until its declaration has run. The evaluator reads it in place, at
  /// the start of the entity.
  public internal(set) var fields: RecordObject?
  /// As it is printed: `London.2` for a clause.
  public var name: String
  public var title: String?
  public var kind: KindID
  public var declaration: Span
  public var documentation: String?
  /// The treaty of a clause.
  public var treaty: EntityID?
  /// The clauses of a treaty, in order.
  public var clauses: [EntityID] = []
  /// The norms of a clause.
  public var norms: [NormRecord] = []
  /// Whether the prelude declared it, so that a script may declare it anew.
  public var isReplaceable = false
  /// The savepoint in which it was last changed; see `Journal`.
  var stamp: UInt32 = 0

  /// The identifier of a clause within its treaty.
  public var clauseID: Substring? { treaty == nil ? nil : name.split(separator: ".").last }
}
