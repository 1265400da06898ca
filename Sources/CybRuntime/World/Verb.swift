import CybSyntax

/// The number of a verb within its world.
public struct VerbID: Hashable, Sendable {
  public let index: Int32

  public init(index: Int32) { self.index = index }
}

/// A verb with its forms and roles.
public struct Verb: Sendable {
  public enum Form: Sendable {
    case infinitive, thirdPerson, participle
  }

  /// What a role takes: kinds of entities, or types of values.
  public enum RoleKind: Hashable, Sendable {
    case kind(KindID)
    case type(ValueType)
  }

  public struct Role: Sendable {
    public var kinds: [RoleKind]
    /// Its omission means `nothing`, not "not established".
    public var isOptional: Bool
  }

  public var name: String
  public var thirdPerson: String
  public var participle: String
  public var object: Role?
  public var roles: [(preposition: Preposition, role: Role)]
  public var declaration: Span?
  public var documentation: String?
  public var isReplaceable = false

  public func role(_ preposition: Preposition) -> Role? {
    roles.first { $0.preposition == preposition }?.role
  }

  /// Makes it a verb that no script can find.
  mutating func forgetNames() {
    name = ""
    thirdPerson = ""
    participle = ""
  }

  /// The third person as English makes it: `-s`, `-es` after s x z ch sh, consonant + y → `-ies`.
  public static func thirdPerson(of name: String) -> String {
    let (before, last) = ending(of: name)
    if "sxz".utf8.contains(last) || last == UInt8(ascii: "h") && "cs".utf8.contains(before) { return name + "es" }
    return endsInConsonantY(name) ? name.dropLast() + "ies" : name + "s"
  }

  /// The participle as English makes it, without doubling: `-ed`, `-e` → `-ed`, consonant + y → `-ied`.
  public static func participle(of name: String) -> String {
    if ending(of: name).last == UInt8(ascii: "e") { return name + "d" }
    return endsInConsonantY(name) ? name.dropLast() + "ied" : name + "ed"
  }

  private static func endsInConsonantY(_ name: String) -> Bool {
    let (before, last) = ending(of: name)
    return last == UInt8(ascii: "y") && before != 0 && !"aeiou".utf8.contains(before)
  }

  /// The last two bytes of a name; zero where there are fewer.
  private static func ending(of name: String) -> (before: UInt8, last: UInt8) {
    let bytes = name.utf8.suffix(2)
    return (bytes.count > 1 ? bytes.first ?? 0 : 0, bytes.last ?? 0)
  }
}
