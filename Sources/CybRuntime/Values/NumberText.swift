#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers as text: the shortest that reads back as the same number, or with a fixed count of decimals.
package enum NumberText {
  package static func of(_ number: Double) -> String {
    var bytes: [UInt8] = []
    write(number, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `3`, `0.1`, `1e22`, `-2.5e-7`; plain digits below 10^16.
  static func write(_ number: Double, to bytes: inout [UInt8]) {
    if number.magnitude < 1e15, number == number.rounded(.towardZero) {
      write(integer: Int(number), to: &bytes)
      return
    }
    var text = number.description
    text.withUTF8 { digits in
      var index = 0
      while index < digits.count {
        let byte = digits[index]
        let isPoint = byte == 0x2E && index + 1 < digits.count && digits[index + 1] == 0x30
        if isPoint, index + 2 == digits.count || digits[index + 2] == 0x65 {
          index += 2
        } else {
          if byte != 0x2B { bytes.append(byte) }
          index += 1
        }
      }
    }
    removeExponentZero(&bytes)
  }

  static func write(integer: Int, to bytes: inout [UInt8]) {
    if integer < 0 { bytes.append(0x2D) }
    var rest = integer.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Swift writes small exponents with two digits, `1e-07`.
  private static func removeExponentZero(_ bytes: inout [UInt8]) {
    let count = bytes.count
    if count >= 4, bytes[count - 2] == 0x30, bytes[count - 3] == 0x2D, bytes[count - 4] == 0x65 {
      bytes.remove(at: count - 2)
    }
  }

  /// Rounded to so many decimals, halves away from zero, and all of them written: `2.50`.
  static func fixed(_ number: Double, decimals: Int) -> String {
    let rounded = Self.rounded(number, decimals: decimals)
    var buffer = [CChar](repeating: 0, count: 400 + decimals)
    let written = withVaList([Int32(decimals), rounded]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    let text = String(
      decoding: buffer.prefix(max(0, Int(written))).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // No minus before what came out as zero.
    return text.hasPrefix("-") && !text.utf8.contains { $0 >= 0x31 && $0 <= 0x39 } ? String(text.dropFirst()) : text
  }

  /// The number nearest to `number` with so many decimals (negative: tens, hundreds), halves away from zero.
  static func rounded(_ number: Double, decimals: Int) -> Double {
    if decimals == 0 { return number.rounded(.toNearestOrAwayFromZero) }
    guard decimals <= 22 else { return number }
    guard decimals >= -308 else { return 0 }
    if decimals < 0 {
      let scale = pow(10, Double(-decimals))
      return (number / scale).rounded(.toNearestOrAwayFromZero) * scale
    }
    let scale = pow(10, Double(decimals))
    let scaled = number * scale
    guard scaled.magnitude < 4_503_599_627_370_496 else { return number }
    return scaled.rounded(.toNearestOrAwayFromZero) / scale
  }

  /// Reads a number as the language writes it: sign, digits with `_` between them, fraction, exponent, `%`. Nothing
  /// where the text is no number, or one too large.
  static func parse(_ text: some StringProtocol) -> Double? {
    var digits: [UInt8] = []
    var bytes = Array(text.utf8)
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    var index = bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
    func run() -> Bool {
      guard isDigit(index) else { return false }
      while isDigit(index) || (index < bytes.count && bytes[index] == 0x5F && isDigit(index + 1)) {
        if bytes[index] != 0x5F { digits.append(bytes[index]) }
        index += 1
      }
      return true
    }
    if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
      digits.append(bytes[index])
      index += 1
    }
    guard run() else { return nil }
    if index < bytes.count, bytes[index] == 0x2E {
      digits.append(0x2E)
      index += 1
      guard run() else { return nil }
    }
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      digits.append(0x65)
      index += 1
      if index < bytes.count, bytes[index] == 0x2D || bytes[index] == 0x2B {
        digits.append(bytes[index])
        index += 1
      }
      guard run() else { return nil }
    }
    let isPercentage = index < bytes.count && bytes[index] == 0x25
    if isPercentage {
      // By the exponent rather than by division, so that `30%` is the number nearest to 0.3.
      if let mark = digits.firstIndex(of: 0x65) {
        guard let exponent = Int(String(decoding: digits[(mark + 1)...], as: UTF8.self)) else { return nil }
        digits.replaceSubrange(mark..., with: "e\(exponent - 2)".utf8)
      } else {
        digits.append(contentsOf: "e-2".utf8)
      }
      index += 1
    }
    guard index == bytes.count, let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite else {
      return nil
    }
    return number
  }
}
