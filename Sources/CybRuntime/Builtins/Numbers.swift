#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Builtins on single numbers.
enum Numbers {
  static let all: [Builtin] = [
    unary("abs", "The distance from zero.", [.init("abs(-3)", "3")]) { $0.magnitude },
    unary("sign", "-1, 0 or 1, as the number is negative, zero or positive.", [.init("sign(-3)", "-1")]) {
      $0 > 0 ? 1 : $0 < 0 ? -1 : 0
    },
    unary("floor", "The next whole number downwards.", [.init("floor(-1.5)", "-2")]) { $0.rounded(.down) },
    unary("ceil", "The next whole number upwards.", [.init("ceil(1.2)", "2")]) { $0.rounded(.up) },
    unary("trunc", "The whole number without the fraction.", [.init("trunc(-1.7)", "-1")]) { $0.rounded(.towardZero) },
    Builtin(
      "round", .numbers,
      [
        .init("x", .number, "the number"),
        .init("digits", .integer, "how many decimals to keep; negative for tens, hundreds …", default: .number(0)),
      ], returns: "number", "The nearest number with so many decimals; halves go away from zero.",
      examples: [.init("round(2.5)", "3"), .init("round(3.14159, 2)", "3.14"), .init("round(1234, -2)", "1200")]
    ) { arguments, _ in
      let digits = max(-400, min(400, try arguments.integer(1)))
      return try Value.finite(NumberText.rounded(try arguments.number(0), decimals: digits))
    },
    partial("sqrt", "The square root.", [.init("sqrt(9)", "3")], domain: "must not be negative") { $0.squareRoot() },
    unary("exp", "e to that power.", [.init("exp(0)", "1")], exp),
    partial("ln", "The natural logarithm.", [.init("ln(1)", "0")], domain: "must be positive", log),
    partial("log10", "The logarithm to base 10.", [.init("log10(1000)", "3")], domain: "must be positive", log10),
    partial("log2", "The logarithm to base 2.", [.init("log2(8)", "3")], domain: "must be positive", log2),
    unary("sin", "The sine of an angle in radians.", [.init("sin(0)", "0")], sin),
    unary("cos", "The cosine of an angle in radians.", [.init("cos(0)", "1")], cos),
    unary("tan", "The tangent of an angle in radians.", [.init("tan(0)", "0")], tan),
    Builtin(
      "atan2", .numbers, [.init("y", .number, "the height"), .init("x", .number, "the width")], returns: "number",
      "The angle in radians, from -π to π, of the point (x, y) seen from the origin.",
      examples: [.init("atan2(0, 1)", "0")]
    ) { arguments, _ in .number(atan2(try arguments.number(0), try arguments.number(1))) },
    Builtin(
      "pi", .numbers, [], returns: "number", "The ratio of a circle's circumference to its diameter.",
      examples: [.init("round(pi(), 4)", "3.1416")]
    ) { _, _ in .number(.pi) },
    Builtin(
      "clamp", .numbers,
      [
        .init("x", .number, "the number"), .init("low", .number, "the least"),
        .init("high", .number, "the greatest"),
      ], returns: "number", "The number, or the nearer bound where it lies outside `low` to `high`.",
      examples: [.init("clamp(1.2, 0, 1)", "1")], function: clamp),
    Builtin(
      "gcd", .numbers, [.init("a", .integer, "a whole number"), .init("b", .integer, "a whole number")],
      returns: "number", "The greatest common divisor.", examples: [.init("gcd(12, 18)", "6")], function: gcd),
    Builtin(
      "lcm", .numbers, [.init("a", .integer, "a whole number"), .init("b", .integer, "a whole number")],
      returns: "number", "The least common multiple.", examples: [.init("lcm(4, 6)", "12")], function: lcm),
    Builtin(
      "factorial", .numbers, [.init("n", .integer, "a whole number from 0")], returns: "number",
      "In how many orders `n` things can stand.", examples: [.init("factorial(5)", "120")], function: factorial),
    Builtin(
      "binomial", .numbers,
      [.init("n", .integer, "how many there are"), .init("k", .integer, "how many are chosen")],
      returns: "number", "In how many ways `k` of `n` things can be chosen; `choose` lists them.",
      examples: [.init("binomial(5, 2)", "10")], function: binomial),
    Builtin(
      "is_whole", .numbers, [.init("x", .number, "the number")], returns: "truth", "Whether it has no fraction.",
      examples: [.init("is_whole(2.5)", "no")]
    ) { arguments, _ in
      let number = try arguments.number(0)
      return .truth(number == number.rounded())
    },
    Builtin(
      "number", .numbers,
      [
        .init("x", .either([.text, .number, .truth]), "a text such as `\"-1.5e3\"` or `\"30%\"`, or a truth"),
        .init(
          "default", .any, "what to return where the text is no number; without it that is an error",
          default: .undefined),
      ], returns: "number", "The number that a text says; 1 and 0 for yes and no.",
      examples: [.init("number(\"30%\")", "0.3"), .init("number(\"many\", 0)", "0"), .init("number(yes)", "1")],
      function: number),
  ]

  /// A builtin of one number that fails only by overflow.
  private static func unary(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable (Double) -> Double
  ) -> Builtin {
    Builtin(
      name, .numbers, [.init("x", .number, "the number")], returns: "number", documentation, examples: examples,
      unary: function
    ) { arguments, _ in try Value.finite(function(try arguments.number(0))) }
  }

  /// A builtin of one number that not every number has.
  private static func partial(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example], domain: String,
    _ function: @escaping @Sendable (Double) -> Double
  ) -> Builtin {
    Builtin(
      name, .numbers, [.init("x", .number, "the number, which \(domain)")], returns: "number", documentation,
      examples: examples, unary: function
    ) { arguments, _ in
      let number = try arguments.number(0)
      let result = function(number)
      guard result.isFinite else {
        throw Failure(
          "cyb-not-a-number", "`x` of `\(name)` \(domain), but is \(NumberText.of(number))", argument: 0)
      }
      return .number(result)
    }
  }

  private static func clamp(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (low, high) = (try arguments.number(1), try arguments.number(2))
    guard low <= high else { throw arguments.outOfRange(1, "no more than `high`") }
    return .number(min(max(try arguments.number(0), low), high))
  }

  private static func gcd(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    .number(Double(gcd(try arguments.integer(0).magnitude, try arguments.integer(1).magnitude)))
  }

  private static func gcd(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  private static func lcm(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (a, b) = (try arguments.integer(0).magnitude, try arguments.integer(1).magnitude)
    return a == 0 || b == 0 ? .number(0) : .number(Double(a / gcd(a, b)) * Double(b))
  }

  private static func factorial(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let n = try arguments.count(0)
    guard n <= 170 else { throw Value.overflow }
    return .number((0..<n).reduce(1) { $0 * Double($1 + 1) })
  }

  private static func binomial(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    try Value.finite(binomial(try arguments.count(0), try arguments.count(1)))
  }

  /// n over k; exact while it is below 2^53.
  static func binomial(_ n: Int, _ k: Int) -> Double {
    guard k <= n else { return 0 }
    var result = 1.0
    for step in 0..<min(k, n - k) {
      result = result * Double(n - step) / Double(step + 1)
      if result.isInfinite { return result }
    }
    return result.magnitude < 9e15 ? result.rounded() : result
  }

  private static func number(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    switch arguments[0] {
    case .truth(.unknown):
      throw Failure("cyb-no-number-text", "unknown is no number", argument: 0)
    case .truth(let truth): return .number(truth == .yes ? 1 : 0)
    case .number: return arguments[0]
    default: break
    }
    let text = try arguments.text(0)
    if let number = NumberText.parse(text) { return .number(number) }
    if arguments.isGiven(1) { return arguments[1] }
    throw Failure(
      "cyb-no-number-text", "\"\(text.prefix(40))\" is no number",
      help: "give a default for such texts, as in `number(t, nothing)`", argument: 0)
  }
}
