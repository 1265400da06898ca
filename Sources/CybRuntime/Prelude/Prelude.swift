/// The declarations that every script starts with, in Cyb itself; `cyb doc prelude` shows them.
public enum Prelude {
  public static let source = #"""
    kind state: actor
    kind organisation: actor
    kind firm: actor
    kind group: actor
    kind person: actor
    """#
}
