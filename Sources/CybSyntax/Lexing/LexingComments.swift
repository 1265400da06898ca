/// Comments, and characters that begin no token.
extension Lexer {
  /// `// …`, `/// …`; and `#! …` in the first line.
  mutating func lineComment() {
    let start = index
    while index < count, base[index] != 0x0A, base[index] != 0x0D { index += 1 }
    let isDocumentation =
      byte(at: start) == UInt8(ascii: "/") && index - start >= 3 && base[start + 2] == UInt8(ascii: "/")
      && byte(at: start + 3) != UInt8(ascii: "/")
    if isDocumentation { flags.insert(.documentationBefore) }
    flags.insert(.spaceBefore)
    comments.append(Comment(kind: isDocumentation ? .documentation : .line, span: span(start, index)))
  }

  mutating func blockComment() {
    let start = index
    var depth = 1
    index += 2
    while index < count {
      let byte = base[index]
      if byte == UInt8(ascii: "*"), self.byte(at: index + 1) == UInt8(ascii: "/") {
        index += 2
        depth -= 1
        if depth == 0 { break }
      } else if byte == UInt8(ascii: "/"), self.byte(at: index + 1) == UInt8(ascii: "*") {
        index += 2
        depth += 1
      } else {
        if byte == 0x0A || byte == 0x0D { flags.insert(.newlineBefore) }
        index += 1
      }
    }
    if depth > 0 {
      isIncomplete = true
      report(
        Diagnostic("cyb-unterminated-comment", "a comment is not closed", at: span(start, start + 2))
          .help("close it with `*/`; comments nest, so each `/*` wants its own"))
    }
    flags.insert(.spaceBefore)
    comments.append(Comment(kind: .block, span: span(start, index)))
  }

  /// `# …` as in other languages.
  mutating func hashComment() {
    let start = index
    while index < count, base[index] != 0x0A, base[index] != 0x0D { index += 1 }
    report(
      Diagnostic("cyb-hash-comment", "`#` starts no comment", at: span(start, start + 1))
        .help("a comment starts with `//`").fix(span(start, start + 1), "//"))
    flags.insert(.spaceBefore)
  }

  mutating func unknownCharacter() {
    let start = index
    let (scalar, length) = scalarAtIndex()
    index += length
    let place = span(start, index)
    let code = "U+" + hexadecimal(scalar.value)
    switch scalar {
    case "\u{A0}", "\u{2007}", "\u{202F}", "\u{3000}", "\u{0B}", "\u{0C}", "\u{FEFF}", "\u{200B}":
      report(
        Diagnostic("cyb-unknown-character", "an invisible character (\(code)) that is no blank", at: place)
          .help("put an ordinary blank in its place").fix(place, " "))
      flags.insert(.spaceBefore)
      return
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}":
      report(
        Diagnostic("cyb-unknown-character", "a typographic quote `\(scalar)` begins no text", at: place)
          .help("texts stand between `\"`"))
    case "\u{2013}", "\u{2014}", "\u{2212}":
      report(
        Diagnostic("cyb-unknown-character", "a dash `\(scalar)` is no minus", at: place)
          .help("write `-`").fix(place, "-"))
    case "\\":
      report(
        Diagnostic("cyb-unknown-character", "`\\` means nothing here", at: place)
          .help("no sign is needed to go on in the next line after an operator, a comma or an open bracket"))
    case "@", "$", "`", "~":
      report(Diagnostic("cyb-unknown-character", "`\(scalar)` means nothing in Cyb", at: place))
    default:
      let isVisible =
        scalar.value > 0x20 && scalar.value != 0x7F
        && scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
      let shown = isVisible ? "`\(scalar)` (\(code))" : "a control character (\(code))"
      report(Diagnostic("cyb-unknown-character", "\(shown) cannot stand here", at: place))
    }
    append(.unknown, from: start)
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
