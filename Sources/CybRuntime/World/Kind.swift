import CybSyntax

/// A kind of entities: `state`, `capability`, or a script's own.
public struct Kind: Sendable {
  public var name: String
  public var parent: KindID?
  /// The fields that entities of the kind start with, inherited ones included.
  public var defaults: RecordObject
  /// Where it was declared; nothing for the six that are built in.
  public var declaration: Span?
  public var documentation: String?
  /// Whether the prelude declared it, so that a script may declare it anew.
  public var isReplaceable = false
}

/// The kinds that the language itself knows.
public enum BuiltinKind: Int32, CaseIterable, Sendable, CustomStringConvertible {
  case actor, capability, purpose, outlook, treaty, clause

  public var id: KindID { KindID(index: rawValue) }

  /// Its name. Written out, since the reflection that could tell it takes longer than the rest of starting up.
  public var description: String {
    switch self {
    case .actor: "actor"
    case .capability: "capability"
    case .purpose: "purpose"
    case .outlook: "outlook"
    case .treaty: "treaty"
    case .clause: "clause"
    }
  }

  /// The kind of that name.
  public static func named(_ name: String) -> BuiltinKind? { allCases.first { $0.description == name } }
}
