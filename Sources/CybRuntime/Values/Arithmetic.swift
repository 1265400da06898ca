import CybSyntax
import TreatyLaw

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The arithmetic operators on any two values. The evaluator's nodes handle two numbers themselves and come here for
/// the rest, and for the errors. Every number that comes out is finite.
extension Value {
  /// `left + right`: numbers, texts, lists, durations, a date and a duration.
  @inline(never)
  static func add(_ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)): return try finite(a + b)
    case (.date(let date), .duration(let duration)), (.duration(let duration), .date(let date)):
      return .date(try date.adding(duration))
    case (.duration(let a), .duration(let b)): return .duration(try a.adding(b))
    case (.object(let a), .object(let b)) where a.tag == b.tag:
      if a.tag == .text {
        return .text(unsafeDowncast(a, to: TextObject.self).text + unsafeDowncast(b, to: TextObject.self).text)
      }
      if a.tag == .list {
        return .list(
          unsafeDowncast(a, to: ListObject.self).elements + unsafeDowncast(b, to: ListObject.self).elements)
      }
    default: break
    }
    throw mismatch("add", left, "and", right, symbol: "+")
  }

  /// `left - right`: numbers, durations, dates, a date and a duration, sets.
  @inline(never)
  static func subtract(_ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)): return try finite(a - b)
    case (.date(let date), .duration(let duration)): return .date(try date.subtracting(duration))
    case (.date(let a), .date(let b)): return .duration(try a.since(b))
    case (.duration(let a), .duration(let b)): return .duration(try a.adding(b.negated()))
    case (.object(let a), .object(let b)) where a.tag == .set && b.tag == .set:
      return .object(
        SetObject(
          unsafeDowncast(a, to: SetObject.self).elements.subtracting(unsafeDowncast(b, to: SetObject.self).elements)))
    default: throw mismatch("subtract", right, "from", left, symbol: "-")
    }
  }

  /// `left * right`: numbers, a number and a duration.
  @inline(never)
  static func multiply(_ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)): return try finite(a * b)
    case (.number(let factor), .duration(let duration)), (.duration(let duration), .number(let factor)):
      return .duration(try CivilDuration(whole: Double(duration.count) * factor, duration.unit))
    default: throw mismatch("multiply", left, "by", right, symbol: "*")
    }
  }

  /// `left / right`: numbers, a duration by a number, or by a duration (how often it goes into the other).
  @inline(never)
  static func divide(_ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      if b == 0 { throw divisionByZero }
      return try finite(a / b)
    case (.duration(let duration), .number(let divisor)):
      if divisor == 0 { throw divisionByZero }
      return .duration(try CivilDuration(whole: Double(duration.count) / divisor, duration.unit))
    case (.duration(let a), .duration(let b)):
      let (a, b) = try a.aligned(with: b)
      if b == 0 { throw divisionByZero }
      return .number(Double(a) / Double(b))
    default: throw mismatch("divide", left, "by", right, symbol: "/")
    }
  }

  /// `left mod right`: what remains, with the sign of the divisor, as in -1 mod 3 is 2.
  @inline(never)
  static func modulo(_ left: Value, _ right: Value) throws -> Value {
    switch (left, right) {
    case (.number(let a), .number(let b)):
      if b == 0 { throw divisionByZero }
      return .number(modulo(a, b))
    case (.duration(let first), .duration(let second)):
      let (a, b) = try first.aligned(with: second)
      if b == 0 { throw divisionByZero }
      let unit = first.unit == second.unit ? first.unit : first.unit == .months ? .months : CivilDuration.Unit.minutes
      return .duration(try CivilDuration(exactly: ((a % b) + b) % b, unit))
    default: throw mismatch("divide", left, "by", right, symbol: "mod")
    }
  }

  /// The remainder of a division, with the sign of the divisor, which must not be zero.
  @inline(__always)
  static func modulo(_ left: Double, _ right: Double) -> Double {
    // Whole numbers, of which a double holds every multiple that comes up: the nearest one is then off by at most half a
    // divisor, exactly. Adding zero makes the negative one positive.
    if left.magnitude < 0x1p51, right.magnitude < 0x1p51, nearestWhole(left) == left, nearestWhole(right) == right {
      let remainder = left + 0 - nearestWhole(left / right) * right
      return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder
    }
    let remainder = left.truncatingRemainder(dividingBy: right)
    return remainder != 0 && (remainder < 0) != (right < 0) ? remainder + right : remainder
  }

  /// The whole number nearest to one below 2^51: what is added leaves no room for a fraction.
  @inline(__always)
  private static func nearestWhole(_ number: Double) -> Double { (number + 0x1.8p52) - 0x1.8p52 }

  /// `left ^ right`.
  @inline(never)
  static func power(_ left: Value, _ right: Value) throws -> Value {
    guard case .number(let base) = left, case .number(let exponent) = right else {
      throw mismatch("raise", left, "to", right, symbol: "^")
    }
    if base == 0 && exponent < 0 { throw divisionByZero }
    let result = pow(base, exponent)
    if result.isNaN {
      throw notANumber(
        "a negative number has no power with a fraction: \(NumberText.of(base)) ^ \(NumberText.of(exponent))")
    }
    return try finite(result)
  }

  /// `-operand`: a number or a duration.
  @inline(never)
  static func negate(_ operand: Value) throws -> Value {
    switch operand {
    case .number(let number): return .number(-number)
    case .duration(let duration): return .duration(try duration.negated())
    default:
      throw Failure("cyb-wrong-operands", "cannot negate \(operand.typePhrase)", help: absence(operand, operand))
    }
  }

  /// `left & right`: what is in both sets.
  @inline(never)
  static func intersection(_ left: Value, _ right: Value) throws -> Value {
    guard case .object(let a) = left, case .object(let b) = right, a.tag == .set, b.tag == .set else {
      throw mismatch("intersect", left, "with", right, symbol: "&")
    }
    return .object(
      SetObject(
        unsafeDowncast(a, to: SetObject.self).elements.intersection(unsafeDowncast(b, to: SetObject.self).elements)))
  }

  /// `left | right`: what is in either set; two maps or records in one, in which the right one's values prevail.
  @inline(never)
  static func union(_ left: Value, _ right: Value) throws -> Value {
    guard case .object(let a) = left, case .object(let b) = right, a.tag == b.tag else {
      throw mismatch("unite", left, "with", right, symbol: "|")
    }
    switch a.tag {
    case .set:
      return .object(
        SetObject(unsafeDowncast(a, to: SetObject.self).elements.union(unsafeDowncast(b, to: SetObject.self).elements)))
    case .map:
      var entries = unsafeDowncast(a, to: MapObject.self).entries
      for (key, value) in unsafeDowncast(b, to: MapObject.self).entries { entries[key] = value }
      return .object(MapObject(entries))
    case .record:
      let (a, b) = (unsafeDowncast(a, to: RecordObject.self), unsafeDowncast(b, to: RecordObject.self))
      var fields = Array(zip(a.shape.names, a.fields))
      fields.append(contentsOf: zip(b.shape.names, b.fields))
      return .record(fields)
    default: throw mismatch("unite", left, "with", right, symbol: "|")
    }
  }

  /// The number, unless an operation on finite numbers went beyond the largest.
  @inline(__always)
  static func finite(_ number: Double) throws -> Value {
    if number.isFinite { return .number(number) }
    throw number.isNaN ? notANumber("the result is not a number") : overflow
  }
}

extension Value {
  static var divisionByZero: Failure {
    Failure(
      "cyb-division-by-zero", "division by zero", help: "say what counts then, as in `if d == 0 then 0 else x / d`")
  }

  static var overflow: Failure {
    Failure(
      "cyb-number-overflow", "the result is beyond the largest number, 1.7976931348623157e308",
      help: "take larger units, or logarithms: `ln(a) + ln(b)` for `a * b`")
  }

  static func notANumber(_ message: String) -> Failure { Failure("cyb-not-a-number", message) }

  @inline(never)
  private static func mismatch(
    _ verb: String, _ first: Value, _ preposition: String, _ second: Value, symbol: String
  ) -> Failure {
    let types = Set([first.type, second.type])
    let help: String? =
      if let absence = absence(first, second) {
        absence
      } else if symbol == "+", types.contains(.text) {
        "put values into a text by interpolation, as in `\"{x} states\"`"
      } else if symbol == "+", types == [.set] {
        "the union of sets is written `a | b`"
      } else if symbol == "+", types.contains(.list) {
        "to append an element write `xs + [x]`"
      } else if symbol == "+" || symbol == "-" || symbol == "|" || symbol == "&", types.contains(.set) {
        "a single value joins or leaves a set in braces, as in `s | {x}` and `s - {x}`"
      } else if symbol == "-", types.contains(.list) {
        "to leave out elements write `without(xs, x)`"
      } else if symbol == "*", types == [.text, .number] {
        "to repeat a text write `repeat(text, n)`"
      } else if symbol == "*", types == [.list, .number] {
        "to repeat an element write `fill(n, x)`"
      } else if types == [.date, .number] {
        "give the number a unit, as in `d + 3 days`"
      } else if types == [.duration, .number] {
        "give the number a unit, or turn the duration into a number with `d / 1 day`"
      } else {
        nil
      }
    return Failure(
      "cyb-wrong-operands", "cannot \(verb) \(first.typePhrase) \(preposition) \(second.typePhrase)", help: help)
  }

  /// Advice where an operand is missing or unknown.
  private static func absence(_ first: Value, _ second: Value) -> String? {
    for value in [first, second] {
      switch value {
      case .nothing, .undefined: return "say what counts when there is none, as in `x ?? 0`"
      case .truth(.unknown): return "say what counts when it is unknown, as in `x ?? 0`"
      default: break
      }
    }
    return nil
  }
}
