/// Texts with their interpolations.
extension Lexer {
  /// Reads a text from its opening quotes.
  mutating func text(from start: Int) {
    let quote = UInt8(ascii: "\"")
    if byte(at: start + 1) == quote, byte(at: start + 2) == quote {
      index = start + 3
      flags.insert(.multiline)
      scanText(from: start, isMultiline: true, open: nil)
    } else {
      index = start + 1
      scanText(from: start, isMultiline: false, open: nil)
    }
  }

  /// A `}` within an interpolation: closes a brace of the code, or goes back to the text around it.
  mutating func closeBraceInText(_ start: Int) {
    let last = openTexts.count - 1
    if openTexts[last].braceDepth > 0 {
      openTexts[last].braceDepth -= 1
      return append(.rightBrace, from: start)
    }
    let open = openTexts.removeLast()
    if open.isMultiline { flags.insert(.multiline) }
    scanText(from: start, isMultiline: open.isMultiline, open: open)
  }

  /// Reads on to the end of the text, or to the next interpolation. `open` is the text that goes on after one.
  private mutating func scanText(from start: Int, isMultiline: Bool, open: OpenText?) {
    let textStart = open?.start ?? start
    while index < count {
      switch base[index] {
      case UInt8(ascii: "\""):
        if !isMultiline {
          index += 1
          return append(open == nil ? .text : .textTail, from: start)
        }
        if byte(at: index + 1) == UInt8(ascii: "\""), byte(at: index + 2) == UInt8(ascii: "\"") {
          index += 3
          return append(open == nil ? .text : .textTail, from: start)
        }
        index += 1
      case UInt8(ascii: "\\"):
        flags.insert(.needsDecoding)
        index += 1
        if byte(at: index) == UInt8(ascii: "u"), byte(at: index + 1) == UInt8(ascii: "{") {
          skipCodePoint()
        } else if index < count, base[index] != 0x0A, base[index] != 0x0D {
          index += 1
        }
      case UInt8(ascii: "{"):
        if byte(at: index + 1) == UInt8(ascii: "{") {
          flags.insert(.needsDecoding)
          index += 2
        } else {
          openTexts.append(
            OpenText(braceDepth: 0, isMultiline: isMultiline, start: textStart, interpolationStart: index))
          index += 1
          return append(open == nil ? .textHead : .textMiddle, from: start)
        }
      case UInt8(ascii: "}"):
        flags.insert(.needsDecoding)
        index += byte(at: index + 1) == UInt8(ascii: "}") ? 2 : 1
      case 0x0A, 0x0D:
        if !isMultiline { return unterminated(start, textStart, open) }
        flags.insert(.needsDecoding)
        index += 1
      default: index += 1
      }
    }
    isIncomplete = isIncomplete || isMultiline
    unterminated(start, textStart, open)
  }

  /// The `u{…}` of an escape, whose braces hold no code.
  private mutating func skipCodePoint() {
    index += 2
    while index < count, tables.isWordByte[Int(base[index])] { index += 1 }
    if byte(at: index) == UInt8(ascii: "}") { index += 1 }
  }

  private mutating func unterminated(_ start: Int, _ textStart: Int, _ open: OpenText?) {
    flags.insert(.malformed)
    let isMultiline = flags.contains(.multiline)
    let place = open == nil ? span(start, isMultiline ? start + 3 : index) : span(start, max(index, start + 1))
    var diagnostic = Diagnostic("cyb-unterminated-text", "a text is not closed", at: place)
      .help(
        isMultiline
          ? "close it with `\"\"\"`"
          : "close it with `\"` on the same line; a text of several lines stands between `\"\"\"`")
    if open != nil { diagnostic = diagnostic.label(span(textStart, textStart + 1), "it starts here") }
    report(diagnostic)
    append(open == nil ? .text : .textTail, from: start)
  }

  /// `'…'` as in other languages.
  mutating func apostrophe() {
    let start = index
    var end = index + 1
    while end < count, base[end] != UInt8(ascii: "'"), base[end] != 0x0A, base[end] != 0x0D { end += 1 }
    guard end < count, base[end] == UInt8(ascii: "'") else { return unknownCharacter() }
    index = end + 1
    let inner = String(decoding: UnsafeBufferPointer(start: base + start + 1, count: end - start - 1), as: UTF8.self)
    var diagnostic = Diagnostic("cyb-single-quotes", "a text stands between double quotes", at: span(start, index))
    if !inner.contains(where: { "\"\\{}".contains($0) }) {
      diagnostic = diagnostic.help("write `\"\(inner)\"`").fix(span(start, index), "\"\(inner)\"")
    }
    report(diagnostic)
    flags.insert(.malformed)
    append(.text, from: start)
  }
}
