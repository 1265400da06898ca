/// A whole number, not negative, of any size: what counting coalitions needs, and no more.
public struct Natural: Hashable, Sendable {
  /// Digits to the base 2^64, least first; the last is not zero, and zero has none.
  private(set) var limbs: [UInt]

  public init(_ value: UInt) { limbs = value == 0 ? [] : [value] }

  init(limbs: some Sequence<UInt>) {
    self.limbs = Array(limbs)
    trim()
  }

  public static let zero = Natural(0)
  public static let one = Natural(1)

  public var isZero: Bool { limbs.isEmpty }

  /// How many binary digits it has; 0 for zero.
  public var bitWidth: Int { limbs.isEmpty ? 0 : limbs.count * 64 - limbs[limbs.count - 1].leadingZeroBitCount }

  /// How often two divides it; 0 for zero.
  var trailingZeroBitCount: Int {
    guard let first = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    return first * 64 + limbs[first].trailingZeroBitCount
  }

  /// n!
  public static func factorial(_ n: Int) -> Natural {
    (0..<max(n, 0)).reduce(.one) { $0 * UInt($1 + 1) }
  }

  /// 0!, 1!, … n!
  static func factorials(upTo n: Int) -> [Natural] {
    var factorials = [Natural.one]
    for factor in 0..<n { factorials.append(factorials[factor] * UInt(factor + 1)) }
    return factorials
  }

  /// How many ways there are to choose k of n.
  public static func binomial(_ n: Int, _ k: Int) -> Natural {
    guard k >= 0, k <= n else { return .zero }
    var result = Natural.one
    for step in 0..<min(k, n - k) { result = (result * UInt(n - step)).quotientAndRemainder(UInt(step + 1)).quotient }
    return result
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}

extension Natural: Comparable {
  public static func < (left: Natural, right: Natural) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index]
    }
    return false
  }
}

extension Natural {
  public static func + (left: Natural, right: Natural) -> Natural {
    var sum = left
    sum += right
    return sum
  }

  public static func += (left: inout Natural, right: Natural) {
    var carry: UInt = 0
    for index in 0..<max(left.limbs.count, right.limbs.count) {
      if index == left.limbs.count { left.limbs.append(0) }
      let other = index < right.limbs.count ? right.limbs[index] : 0
      let (partial, first) = left.limbs[index].addingReportingOverflow(other)
      let (total, second) = partial.addingReportingOverflow(carry)
      left.limbs[index] = total
      carry = first || second ? 1 : 0
    }
    if carry > 0 { left.limbs.append(carry) }
  }

  /// The difference; the right side must not be the greater.
  public static func - (left: Natural, right: Natural) -> Natural {
    precondition(right <= left, "the difference of natural numbers must not be negative")
    var difference = left
    var borrow: UInt = 0
    for index in difference.limbs.indices {
      let other = index < right.limbs.count ? right.limbs[index] : 0
      let (partial, first) = difference.limbs[index].subtractingReportingOverflow(other)
      let (total, second) = partial.subtractingReportingOverflow(borrow)
      difference.limbs[index] = total
      borrow = first || second ? 1 : 0
    }
    difference.trim()
    return difference
  }

  public static func * (left: Natural, right: UInt) -> Natural {
    var carry: UInt = 0
    var limbs: [UInt] = []
    limbs.reserveCapacity(left.limbs.count + 1)
    for limb in left.limbs {
      let (high, low) = limb.multipliedFullWidth(by: right)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      limbs.append(sum)
      carry = high + (overflow ? 1 : 0)
    }
    limbs.append(carry)
    return Natural(limbs: limbs)
  }

  public static func * (left: Natural, right: Natural) -> Natural {
    guard !left.isZero, !right.isZero else { return .zero }
    var product = [UInt](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (place, factor) in right.limbs.enumerated() {
      var carry: UInt = 0
      for (index, limb) in left.limbs.enumerated() {
        let (high, low) = limb.multipliedFullWidth(by: factor)
        let (partial, first) = product[place + index].addingReportingOverflow(low)
        let (total, second) = partial.addingReportingOverflow(carry)
        product[place + index] = total
        carry = high + (first ? 1 : 0) + (second ? 1 : 0)
      }
      product[place + left.limbs.count] = carry
    }
    return Natural(limbs: product)
  }

  public static func << (left: Natural, shift: Int) -> Natural {
    guard !left.isZero else { return left }
    let (whole, part) = shift.quotientAndRemainder(dividingBy: 64)
    let shifted = part == 0 ? left : left * (UInt(1) << UInt(part))
    return Natural(limbs: [UInt](repeating: 0, count: whole) + shifted.limbs)
  }

  public static func >> (left: Natural, shift: Int) -> Natural {
    let (whole, part) = shift.quotientAndRemainder(dividingBy: 64)
    guard whole < left.limbs.count else { return .zero }
    var limbs = Array(left.limbs[whole...])
    guard part > 0 else { return Natural(limbs: limbs) }
    for index in limbs.indices {
      let above = index + 1 < limbs.count ? limbs[index + 1] << UInt(64 - part) : 0
      limbs[index] = limbs[index] >> UInt(part) | above
    }
    return Natural(limbs: limbs)
  }

  func quotientAndRemainder(_ divisor: UInt) -> (quotient: Natural, remainder: UInt) {
    var limbs = self.limbs
    var remainder: UInt = 0
    for index in limbs.indices.reversed() {
      (limbs[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
    }
    return (Natural(limbs: limbs), remainder)
  }

  /// The greatest number that divides both (Stein's binary algorithm); the other of the two where one is zero.
  static func greatestCommonDivisor(_ first: Natural, _ second: Natural) -> Natural {
    if first.isZero { return second }
    if second.isZero { return first }
    let shared = min(first.trailingZeroBitCount, second.trailingZeroBitCount)
    var (low, high) = (first >> first.trailingZeroBitCount, second >> second.trailingZeroBitCount)
    while low != high {
      if low > high { swap(&low, &high) }
      high = high - low
      high = high >> high.trailingZeroBitCount
    }
    return low << shared
  }

  /// The quotient of a division without remainder, by long division in binary.
  func dividedExactly(by divisor: Natural) -> Natural {
    var (quotient, rest) = (Natural.zero, self)
    var shift = max(0, bitWidth - divisor.bitWidth)
    while true {
      let shifted = divisor << shift
      quotient = quotient << 1
      if shifted <= rest {
        rest = rest - shifted
        quotient += .one
      }
      if shift == 0 { break }
      shift -= 1
    }
    precondition(rest.isZero, "the division leaves a remainder")
    return quotient
  }

  /// The nearest double; infinite beyond the range of doubles.
  public var value: Double { Fraction(self, Natural.one).value }
}

extension Natural: CustomStringConvertible {
  /// In decimal digits.
  public var description: String {
    var (rest, pieces) = (self, [String]())
    while !rest.isZero {
      let (quotient, remainder) = rest.quotientAndRemainder(1_000_000_000_000_000_000)
      let digits = String(remainder)
      pieces.append(quotient.isZero ? digits : String(repeating: "0", count: 18 - digits.count) + digits)
      rest = quotient
    }
    return pieces.isEmpty ? "0" : pieces.reversed().joined()
  }
}
