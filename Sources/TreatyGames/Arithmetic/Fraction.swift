/// An exact fraction, not negative.
public struct Fraction: Hashable, Sendable, CustomStringConvertible {
  public let numerator: Natural
  /// Not zero.
  public let denominator: Natural

  /// A fraction as it stands; the denominator must not be zero.
  public init(_ numerator: Natural, _ denominator: Natural) {
    precondition(!denominator.isZero, "a fraction's denominator must not be zero")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The same in lowest terms.
  public var reduced: Fraction {
    let divisor = Natural.greatestCommonDivisor(numerator, denominator)
    guard divisor != .one else { return self }
    return Fraction(numerator.dividedExactly(by: divisor), denominator.dividedExactly(by: divisor))
  }

  /// The nearest double, ties to even; infinite beyond the range of doubles.
  public var value: Double {
    guard !numerator.isZero else { return 0 }
    // The quotient's leading 64 binary digits, found by long division; what is left over only breaks ties.
    var exponent = numerator.bitWidth - denominator.bitWidth
    var rest = exponent >= 0 ? numerator : numerator << -exponent
    let divisor = exponent >= 0 ? denominator << exponent : denominator
    if rest < divisor {
      exponent -= 1
      rest = rest << 1
    }
    var digits: UInt64 = 0
    for _ in 0..<64 {
      digits <<= 1
      if divisor <= rest {
        rest = rest - divisor
        digits |= 1
      }
      rest = rest << 1
    }
    if !rest.isZero { digits |= 1 }
    return Double(sign: .plus, exponent: exponent - 63, significand: Double(digits))
  }

  public var description: String { "\(numerator)/\(denominator)" }
}
