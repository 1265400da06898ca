import CybSyntax
import TreatyLaw

/// Actors, capabilities, treaties, clauses and events: what a script declares and records.
public final class World {
  public init() {}

  /// The name of an entity as messages and output show it: `London.2` for a clause.
  public func name(of entity: EntityID) -> String { "" }

  public func name(of kind: KindID) -> String { "" }
}
