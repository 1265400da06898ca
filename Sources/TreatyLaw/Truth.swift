/// Kleene's three truth values (Kleene 1952, §64): `unknown` is what may turn out either way.
public enum Truth: UInt8, Sendable, Hashable {
  case no, unknown, yes

  public init(_ value: Bool) { self = value ? .yes : .no }

  public static prefix func ! (value: Truth) -> Truth {
    switch value {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }

  /// Conjunction: the lesser of the two, in the order no < unknown < yes.
  public static func && (left: Truth, right: @autoclosure () throws -> Truth) rethrows -> Truth {
    guard left != .no else { return .no }
    let right = try right()
    return left.rawValue < right.rawValue ? left : right
  }

  /// Disjunction: the greater of the two.
  public static func || (left: Truth, right: @autoclosure () throws -> Truth) rethrows -> Truth {
    guard left != .yes else { return .yes }
    let right = try right()
    return left.rawValue > right.rawValue ? left : right
  }
}
