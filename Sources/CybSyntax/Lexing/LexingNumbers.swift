/// Numbers, dates, and members and clause ids that begin with a digit.
extension Lexer {
  mutating func digits() {
    let start = index
    if previous == .dot || (previous == .clause && !flags.contains(.newlineBefore)) {
      index += 1
      continueName()
      return append(.name, from: start)
    }
    skipDigits()
    if byte(at: index) == UInt8(ascii: "-"), Lexer.isDigit(byte(at: index + 1)), let end = dateEnd(from: start) {
      return date(from: start, to: end)
    }
    number(from: start)
  }

  private mutating func skipDigits() {
    while index < count, Lexer.isDigit(base[index]) { index += 1 }
  }

  private func afterDigits(_ start: Int) -> Int {
    var end = start
    while end < count, Lexer.isDigit(base[end]) { end += 1 }
    return end
  }

  /// The end of `digits-digits-digits…` that starts at `start`, or nothing where it is no date.
  private func dateEnd(from start: Int) -> Int? {
    let second = afterDigits(index + 1)
    guard byte(at: second) == UInt8(ascii: "-"), Lexer.isDigit(byte(at: second + 1)) else { return nil }
    var end = afterDigits(second + 1)
    if byte(at: end) == UInt8(ascii: "T") || byte(at: end) == UInt8(ascii: "t") {
      while end < count,
        tables.isWordByte[Int(base[end])] || (base[end] == UInt8(ascii: ":") && Lexer.isDigit(byte(at: end + 1)))
      {
        end += 1
      }
    } else {
      while end < count, tables.isWordByte[Int(base[end])] { end += 1 }
    }
    return end
  }

  private mutating func date(from start: Int, to end: Int) {
    index = end
    if DateLiteral(bytes: UnsafeBufferPointer(start: base + start, count: end - start)) == nil {
      flags.insert(.malformed)
      let written = String(decoding: UnsafeBufferPointer(start: base + start, count: end - start), as: UTF8.self)
      var diagnostic = Diagnostic("cyb-invalid-date", "`\(written)` is no valid date", at: span(start, end))
        .help("a date is written `2011-11-01`, with a time `2007-04-27T22:00` (UTC, to the minute)")
      if afterDigits(start) - start != 4 {
        diagnostic = diagnostic.help("for a subtraction put blanks around `-`")
      }
      report(diagnostic)
    }
    append(.date, from: start)
  }

  /// The digits up to the index have been read.
  private mutating func number(from start: Int) {
    var isValid = true
    func isUnderscore(_ offset: Int) -> Bool { byte(at: offset) == UInt8(ascii: "_") }
    while isUnderscore(index), Lexer.isDigit(byte(at: index + 1)) {
      index += 1
      skipDigits()
    }
    if byte(at: index) == UInt8(ascii: "."), Lexer.isDigit(byte(at: index + 1)) {
      index += 1
      skipDigits()
      while isUnderscore(index), Lexer.isDigit(byte(at: index + 1)) {
        index += 1
        skipDigits()
      }
    }
    if byte(at: index) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(at: index + 1)
      let offset = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? 2 : 1
      if Lexer.isDigit(byte(at: index + offset)) {
        index += offset
        skipDigits()
      }
    }
    let numberEnd = index
    if index < count, tables.isWordByte[Int(base[index])] || base[index] >= 0x80 {
      continueName()
      isValid = index == numberEnd
    }
    if isValid {
      if byte(at: index) == UInt8(ascii: "%") { index += 1 }
    } else {
      runOn(start, numberEnd)
      flags.insert(.malformed)
    }
    append(.number, from: start)
  }

  /// Reports letters that follow a number without a blank.
  private mutating func runOn(_ start: Int, _ numberEnd: Int) {
    let number = String(decoding: UnsafeBufferPointer(start: base + start, count: numberEnd - start), as: UTF8.self)
    let tail = String(decoding: UnsafeBufferPointer(start: base + numberEnd, count: index - numberEnd), as: UTF8.self)
    let place = span(start, index)
    let problem = Diagnostic("cyb-invalid-number", "`\(number)\(tail)` is neither a number nor a name", at: place)
    if tail.allSatisfy({ $0 == "_" || $0.isNumber }) {
      report(problem.help("`_` stands between two digits: `1_000`"))
    } else if Vocabulary.words.contains(where: { $0.role == .unit && $0.spelling == tail }) {
      report(problem.help("a blank stands before the unit: `\(number) \(tail)`").fix(place, "\(number) \(tail)"))
    } else if number == "0", "xXbBoO".contains(tail.prefix(1)) {
      report(problem.help("numbers are written in decimal"))
    } else {
      report(problem.help("a name starts with a letter or `_`"))
    }
  }
}
