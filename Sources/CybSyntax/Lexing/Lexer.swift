/// Cuts a source text into tokens.
///
/// Hand-written over UTF-8 bytes. It never fails: what it cannot read becomes an `unknown` or `malformed` token with a
/// diagnostic. Line breaks are no tokens but a flag of the token behind them; which of them end a statement is the
/// parser's to say.
struct Lexer {
  /// The result of lexing one file; the last token is `endOfFile`.
  struct Output {
    var tokens: [Token]
    var comments: [Comment]
    var diagnostics: [Diagnostic]
    /// Whether the text ends within a `"""`, a block comment or an interpolation.
    var isIncomplete: Bool
  }

  /// A text that waits for the end of an interpolation.
  struct OpenText {
    var braceDepth: Int
    var isMultiline: Bool
    var start: Int
    var interpolationStart: Int
  }

  let base: UnsafePointer<UInt8>
  let count: Int
  let file: FileID
  let tables = LexerTables.shared
  var index = 0
  var flags: Token.Flags = []
  var previous = TokenKind.endOfFile
  var tokens: [Token] = []
  var comments: [Comment] = []
  var diagnostics: [Diagnostic] = []
  var openTexts: [OpenText] = []
  var isIncomplete = false
  let options: ParseOptions

  static func lex(_ file: SourceFile, _ options: ParseOptions) -> Output {
    file.bytes.withUnsafeBufferPointer { bytes in
      var nothing: UInt8 = 0
      return withUnsafePointer(to: &nothing) { empty in
        var lexer = Lexer(base: bytes.baseAddress ?? empty, count: bytes.count, file: file.id, options: options)
        lexer.run()
        return Output(
          tokens: lexer.tokens, comments: lexer.comments, diagnostics: lexer.diagnostics,
          isIncomplete: lexer.isIncomplete)
      }
    }
  }

  private init(base: UnsafePointer<UInt8>, count: Int, file: FileID, options: ParseOptions) {
    self.base = base
    self.count = count
    self.file = file
    self.options = options
  }

  /// How many bytes are read before it is asked whether to go on; a comment or a text is read to its end.
  private static let portion = 1 << 16

  private mutating func run() {
    tokens.reserveCapacity(count / 4 + 16)
    if byte(at: 0) == 0xEF, byte(at: 1) == 0xBB, byte(at: 2) == 0xBF { index = 3 }
    if byte(at: index) == UInt8(ascii: "#"), byte(at: index + 1) == UInt8(ascii: "!") { lineComment() }
    while index < count, options.mayGoOn() {
      let stop = min(count, index + Self.portion)
      while index < stop { next() }
    }
    for text in openTexts {
      isIncomplete = true
      report(
        Diagnostic(
          "cyb-unterminated-text", "an interpolation is not closed",
          at: span(text.interpolationStart, text.interpolationStart + 1)
        )
        .label(span(text.start, text.start + 1), "the text starts here")
        .help("close it with `}`; a brace itself is written `{{`"))
    }
    index = count
    append(.endOfFile, from: count)
  }

  /// Reads a token, a comment, or what stands between them.
  @inline(__always) private mutating func next() {
    let start = index
    switch tables.classes[Int(base[start])] {
    case .blank:
      index += 1
      while index < count, base[index] == 0x20 || base[index] == 0x09 { index += 1 }
      flags.insert(.spaceBefore)
    case .newline:
      index += 1
      flags.formUnion([.newlineBefore, .spaceBefore])
    case .letter: word()
    case .digit: digits()
    case .quote: text(from: start)
    case .operatorStart: operatorToken()
    case .slash:
      if byte(at: start + 1) == UInt8(ascii: "/") {
        lineComment()
      } else if byte(at: start + 1) == UInt8(ascii: "*") {
        blockComment()
      } else {
        operatorToken()
      }
    case .hash: hashComment()
    case .apostrophe: apostrophe()
    case .beyondASCII: beyondASCII()
    case .invalid: unknownCharacter()
    }
  }

  @inline(__always) func byte(at offset: Int) -> UInt8 { offset < count ? base[offset] : 0 }

  func span(_ start: Int, _ end: Int) -> Span { Span(file: file, start: UInt32(start), end: UInt32(end)) }

  @inline(__always) mutating func append(_ kind: TokenKind, from start: Int) {
    tokens.append(
      Token(kind: kind, flags: flags, start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: index)))
    flags = []
    previous = kind
  }

  @inline(never) mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < options.errorLimit { diagnostics.append(diagnostic) }
  }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  // MARK: Words

  private mutating func word() {
    let start = index
    repeat { index += 1 } while index < count && tables.isWordByte[Int(base[index])]
    if index < count, base[index] >= 0x80 { continueName() }
    if previous == .dot {
      append(.name, from: start)
    } else {
      append(wordKind(start, index - start), from: start)
    }
  }

  @inline(__always) private func wordKind(_ start: Int, _ length: Int) -> TokenKind {
    guard length >= 2, length <= LexerTables.longestWord else { return .name }
    var key: UInt64
    if start + 8 <= count {
      key = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
      if length < 8 { key &= (1 << UInt64(8 * length)) - 1 }
    } else {
      key = 0
      for offset in 0..<min(length, 8) { key |= UInt64(base[start + offset]) << UInt64(8 * offset) }
    }
    var place = LexerTables.slot(key, length)
    while true {
      let slot = tables.words[place]
      if slot.key == 0 { return .name }
      if slot.key == key, slot.length == length {
        // The only word of nine letters whose eight first could be another's: `supposing`.
        return length == 9 && base[start + 8] != UInt8(ascii: "g") ? .name : slot.kind
      }
      place = (place + 1) & 511
    }
  }

  /// Goes on to the end of a name that holds letters beyond ASCII.
  mutating func continueName() {
    while index < count {
      if base[index] < 0x80 {
        guard tables.isWordByte[Int(base[index])] else { return }
        index += 1
      } else {
        let (scalar, length) = scalarAtIndex()
        guard scalar.properties.isXIDContinue else { return }
        index += length
      }
    }
  }

  private mutating func beyondASCII() {
    let start = index
    let (scalar, length) = scalarAtIndex()
    guard scalar.properties.isXIDStart || (previous == .dot && scalar.properties.isXIDContinue) else {
      return unknownCharacter()
    }
    index += length
    continueName()
    append(.name, from: start)
  }

  /// The Unicode scalar at the index; the bytes are valid UTF-8.
  func scalarAtIndex() -> (Unicode.Scalar, Int) {
    let first = UInt32(base[index])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard index + length <= count else { return ("\u{FFFD}", count - index) }
    var value = length == 1 ? first : first & (0x7F >> UInt32(length))
    for offset in 1..<max(length, 1) { value = value << 6 | UInt32(base[index + offset]) & 0x3F }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  // MARK: Operators

  @inline(__always) private mutating func operatorToken() {
    let start = index
    let first = base[start]
    let candidates = tables.operatorStarts[Int(first)]
    var place = Int(candidates.first)
    let end = place + Int(candidates.count)
    while place < end {
      let slot = tables.operators[place]
      if slot.length == 1
        || (slot.bytes.1 == byte(at: start + 1) && (slot.length == 2 || slot.bytes.2 == byte(at: start + 2)))
      {
        index = start + slot.length
        if slot.kind == .leftBrace {
          if !openTexts.isEmpty { openTexts[openTexts.count - 1].braceDepth += 1 }
        } else if slot.kind == .rightBrace, !openTexts.isEmpty {
          return closeBraceInText(start)
        }
        return append(slot.kind, from: start)
      }
      place += 1
    }
    unknownCharacter()
  }
}
