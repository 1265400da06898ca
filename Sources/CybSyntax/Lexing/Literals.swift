/// What number and date literals mean.
extension DateLiteral {
  /// Reads `2011-11-01` or `2007-04-27T22:00`; nothing where it is no day of the Gregorian calendar or no minute of it.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    func digits(_ start: Int, _ count: Int) -> Int? {
      var value = 0
      for index in start..<(start + count) {
        guard Lexer.isDigit(bytes[index]) else { return nil }
        value = value * 10 + Int(bytes[index] & 0x0F)
      }
      return value
    }
    let dash = UInt8(ascii: "-")
    guard bytes.count == 10 || bytes.count == 16, bytes[4] == dash, bytes[7] == dash, let year = digits(0, 4),
      let month = digits(5, 2), let day = digits(8, 2), (1...12).contains(month), day >= 1,
      day <= DateLiteral.days(inMonth: month, of: year)
    else { return nil }
    var minutes = DateLiteral.daysSinceEpoch(year, month, day) * 1440
    if bytes.count == 16 {
      guard bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), let hour = digits(11, 2),
        let minute = digits(14, 2), hour < 24, minute < 60
      else { return nil }
      minutes += Int64(hour * 60 + minute)
    }
    self.init(minutes: minutes, hasTime: bytes.count == 16)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01, by counting in eras of 400 years that start on 1 March.
  private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}

/// What a number literal means.
enum NumberLiteral {
  /// The value of `42`, `1_000`, `0.25`, `6.02e23` or `30%`, correctly rounded; infinity where it is too large.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
    var significand: UInt64 = 0
    var exponent = 0
    var isExact = true
    var index = 0
    var isFraction = false
    while index < bytes.count {
      let byte = bytes[index]
      if Lexer.isDigit(byte) {
        if significand > 900_719_925_474_098 { isExact = false }
        significand = significand &* 10 &+ UInt64(byte & 0x0F)
        if isFraction { exponent -= 1 }
      } else if byte == UInt8(ascii: ".") {
        isFraction = true
      } else if byte != UInt8(ascii: "_") {
        break
      }
      index += 1
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      let isNegative = bytes[index] == UInt8(ascii: "-")
      if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
      var written = 0
      while index < bytes.count, Lexer.isDigit(bytes[index]) {
        written = min(written * 10 + Int(bytes[index] & 0x0F), 100_000_000)
        index += 1
      }
      exponent += isNegative ? -written : written
    }
    if bytes.last == UInt8(ascii: "%") { exponent -= 2 }
    if isExact, exponent >= -22, exponent <= 22 {
      // Both operands are exact, so that the one operation rounds correctly (Clinger 1990).
      return exponent < 0 ? Double(significand) / powers[-exponent] : Double(significand) * powers[exponent]
    }
    return slowValue(bytes, exponent)
  }

  /// The value by way of the standard library, with the exponent worked out and the fraction's point left out.
  private static func slowValue(_ bytes: UnsafeBufferPointer<UInt8>, _ exponent: Int) -> Double {
    var digits: [UInt8] = []
    for byte in bytes {
      if Lexer.isDigit(byte) {
        digits.append(byte)
      } else if byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "%") {
        break
      }
    }
    return Double(String(decoding: digits, as: UTF8.self) + "e\(exponent)") ?? .infinity
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}
