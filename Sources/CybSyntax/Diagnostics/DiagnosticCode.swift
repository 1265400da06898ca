/// The stable code of a diagnostic: `cyb-` and a few words, such as `cyb-unknown-name`.
///
/// Each code has one entry in the catalog (`DiagnosticCatalog`) with an explanation, a bad and a good example;
/// `cyb explain`, `docs/errors.md` and the tests come from it.
public struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  public let name: String

  public init(stringLiteral name: StaticString) { self.name = "\(name)" }

  /// The code with that name, known or not.
  public init(named name: String) { self.name = name }

  public var description: String { name }
}
