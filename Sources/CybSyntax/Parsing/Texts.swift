/// Text literals: their pieces, and what escapes mean.
extension Parser {
  /// `TEXT`, with its interpolations.
  mutating func textLiteral() -> Expression {
    let token = current
    advance()
    let isMultiline = token.flags.contains(.multiline)
    let opening = isMultiline ? 3 : 1
    let isOpen = token.flags.contains(.malformed)
    if token.kind == .text {
      if isOpen { return Expression(.invalid, span(of: token)) }
      let raw = Int(token.start) + opening..<Int(token.end) - opening
      if !token.flags.contains(.needsDecoding) {
        let plain = string(raw)
        return Expression(.text(plain.isEmpty ? [] : [.literal(plain)]), span(of: token))
      }
      return Expression(.text(pieces([raw], [], isMultiline)), span(of: token))
    }
    var segments = [Int(token.start) + opening..<Int(token.end) - 1]
    var values: [Expression] = []
    let outer = context
    var isValid = true
    openBrackets.append(OpenBracket(kind: .textHead, span: span(of: token)))
    while true {
      context = []
      if at(.textMiddle) || at(.textTail) { emptyInterpolation() }
      values.append(expression())
      if !at(.textMiddle), !at(.textTail) {
        if !at(.endOfFile) { unexpectedInInterpolation() }
        skipInterpolation()
      }
      let piece = current
      guard piece.kind == .textMiddle || piece.kind == .textTail else {
        isValid = false
        if at(.endOfFile) { expect(.operator) }
        break
      }
      // The context is that of the literal before the token behind it is looked at.
      if piece.kind == .textTail { context = outer }
      advance()
      if piece.flags.contains(.malformed) {
        isValid = false
        break
      }
      let closing = piece.kind == .textTail ? opening : 1
      segments.append(Int(piece.start) + 1..<max(Int(piece.start) + 1, Int(piece.end) - closing))
      if piece.kind == .textTail { break }
    }
    openBrackets.removeLast()
    context = outer
    height += 1
    guard isValid else { return Expression(.invalid, span(from: token.start)) }
    return Expression(.text(pieces(segments, values, isMultiline)), span(from: token.start))
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// Skips what an interpolation has too much, to its `}`.
  private mutating func skipInterpolation() {
    var nesting = 0
    while !at(.endOfFile) {
      switch kind {
      case .textHead: nesting += 1
      case .textTail where nesting > 0: nesting -= 1
      case .textMiddle where nesting > 0: break
      case .textMiddle, .textTail: return
      default: break
      }
      advance()
    }
  }

  /// The pieces of a text: the decoded segments with the interpolations between them.
  private mutating func pieces(
    _ segments: [Range<Int>], _ values: [Expression], _ isMultiline: Bool
  ) -> [TextPiece] {
    var segments = segments
    var indentation = 0..<0
    if isMultiline { indentation = trimLines(&segments) }
    var pieces: [TextPiece] = []
    for (index, segment) in segments.enumerated() {
      let decoded = decode(segment, indentation)
      if !decoded.isEmpty { pieces.append(.literal(decoded)) }
      if index < values.count { pieces.append(.interpolation(values[index])) }
    }
    return pieces
  }

  /// Leaves out of a `"""` text the line break behind the opening quotes, and the one before the closing ones where
  /// they stand alone on their line; gives the blanks before those, which are left out of each line.
  private func trimLines(_ segments: inout [Range<Int>]) -> Range<Int> {
    var first = segments[0]
    var startsOnNewLine = false
    if first.lowerBound < first.upperBound, let length = lineBreak(at: first.lowerBound) {
      first = first.lowerBound + length..<first.upperBound
      startsOnNewLine = true
    }
    segments[0] = first
    guard let last = segments.last else { return 0..<0 }
    var start = last.upperBound
    while start > last.lowerBound, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    let isLineStart =
      start > last.lowerBound
      ? bytes[start - 1] == 0x0A || bytes[start - 1] == 0x0D : startsOnNewLine && segments.count == 1
    guard isLineStart else { return 0..<0 }
    var end = start
    if end > last.lowerBound {
      end -= 1
      if bytes[end] == 0x0A, end > last.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    }
    segments[segments.count - 1] = last.lowerBound..<end
    let indentation = start..<last.upperBound
    if startsOnNewLine {
      segments[0] =
        skipIndentation(segments[0].lowerBound, segments[0].upperBound, indentation)..<segments[0].upperBound
    }
    return indentation
  }

  /// The length of a line break at an offset.
  private func lineBreak(at offset: Int) -> Int? {
    switch bytes[offset] {
    case 0x0A: 1
    case 0x0D: bytes[offset + 1] == 0x0A ? 2 : 1
    default: nil
    }
  }

  /// The offset behind as much of the indentation as stands at `start`.
  private func skipIndentation(_ start: Int, _ limit: Int, _ indentation: Range<Int>) -> Int {
    var offset = start
    for index in indentation {
      guard offset < limit, bytes[offset] == bytes[index] else { break }
      offset += 1
    }
    return offset
  }

  /// A segment with its escapes resolved, line breaks made `\n`, and the indentation left out behind each.
  private mutating func decode(_ segment: Range<Int>, _ indentation: Range<Int>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(segment.count)
    var index = segment.lowerBound
    let limit = segment.upperBound
    while index < limit {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\\"):
        escape(&index, limit, &result)
      case UInt8(ascii: "{"):
        result.append(byte)
        index += 2
      case UInt8(ascii: "}"):
        if index + 1 < limit, bytes[index + 1] == byte {
          index += 2
        } else {
          loneBrace(index)
          index += 1
        }
        result.append(byte)
      case 0x0A, 0x0D:
        index += lineBreak(at: index) ?? 1
        result.append(0x0A)
        index = skipIndentation(index, limit, indentation)
      default:
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func place(_ start: Int, _ end: Int) -> Span {
    Span(file: file.id, start: UInt32(start), end: UInt32(end))
  }

  private mutating func loneBrace(_ index: Int) {
    report(
      Diagnostic("cyb-lone-brace", "`}` closes nothing in this text", at: place(index, index + 1))
        .help("a brace in a text is written `}}`").fix(place(index, index + 1), "}}"))
  }

  /// One escape, from its `\`.
  private mutating func escape(_ index: inout Int, _ limit: Int, _ result: inout [UInt8]) {
    let start = index
    index += 2
    guard start + 1 < limit else { return }
    switch bytes[start + 1] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "\""): result.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): result.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "u"):
      var end = index
      var value: UInt32 = 0
      var digits = 0
      if end < limit, bytes[end] == UInt8(ascii: "{") {
        end += 1
        while end < limit, digits < 8, let digit = hexadecimal(bytes[end]) {
          value = value << 4 | digit
          digits += 1
          end += 1
        }
        if end < limit, bytes[end] == UInt8(ascii: "}"), digits > 0, let scalar = Unicode.Scalar(value) {
          index = end + 1
          result += Array(String(Character(scalar)).utf8)
          return
        }
        while end < limit, bytes[end] != UInt8(ascii: "}"), bytes[end] != UInt8(ascii: "\"") { end += 1 }
        if end < limit, bytes[end] == UInt8(ascii: "}") { end += 1 }
      }
      index = end
      report(
        Diagnostic("cyb-invalid-escape", "`\(string(start..<end))` names no character", at: place(start, end))
          .help("write the number of the character in hexadecimal: `\\u{e9}`"))
    default:
      var end = start + 2
      while end < limit, bytes[end] & 0xC0 == 0x80 { end += 1 }
      index = end
      let help =
        switch bytes[start + 1] {
        case UInt8(ascii: "{"), UInt8(ascii: "}"): "a brace is written twice: `{{`, `}}`"
        case UInt8(ascii: "("): "an interpolation is written `{x}`"
        default: "there are `\\n`, `\\t`, `\\\"`, `\\\\` and `\\u{…}`; a backslash itself is `\\\\`"
        }
      report(
        Diagnostic("cyb-invalid-escape", "`\(string(start..<end))` is no escape", at: place(start, end)).help(help))
    }
  }

  private func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
