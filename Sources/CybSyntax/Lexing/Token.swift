/// A token: its kind, what stands before it, and where it is.
///
/// Twelve bytes, since a file makes millions of them; what a literal means is read from the source when the parser
/// asks for it.
struct Token {
  struct Flags: OptionSet {
    let rawValue: UInt8

    /// A line break stands between this token and the one before it.
    static let newlineBefore = Flags(rawValue: 1)
    /// A blank, a comment or a line break stands before it.
    static let spaceBefore = Flags(rawValue: 2)
    /// A `///` comment stands between this token and the one before it.
    static let documentationBefore = Flags(rawValue: 4)
    /// A text with escapes or doubled braces, so that its bytes are not its value.
    static let needsDecoding = Flags(rawValue: 8)
    /// A text (or a piece of one) between `"""`.
    static let multiline = Flags(rawValue: 16)
    /// The lexer has reported it.
    static let malformed = Flags(rawValue: 32)
  }

  var kind: TokenKind
  var flags: Flags
  var start: UInt32
  var end: UInt32
}

/// The kinds of token. `Vocabulary` spells those with a fixed text.
enum TokenKind: UInt8, CaseIterable {
  case endOfFile
  /// What cannot be a token; the lexer has reported it.
  case unknown

  case number, date
  /// A text without interpolations.
  case text
  /// `"… {`, `} … {` and `} … "` of a text with interpolations.
  case textHead, textMiddle, textTail

  case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
  case comma, colon, semicolon, dot, question

  case assign, addAssign, subtractAssign, multiplyAssign, divideAssign, intersectAssign, uniteAssign
  case arrow
  case plus, minus, star, slash, caret, ampersand, bar, coalesce
  case rangeTo, rangeBelow
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  // Operators of other languages, lexed so that they can be explained.
  case foreignAnd, foreignOr, foreignNot, foreignArrow, foreignIdentical, foreignDiffers, foreignPower
  case foreignIncrement, foreignModulo, foreignLessGreater

  case name

  // Contextual words: names wherever the grammar does not ask for them.
  case with, against, to, of, from, about, over
  case when, unless, within, by, after, `where`, since
  case errorWord
  case forbid, oblige, permit, empower, clause
  case unitMinute, unitHour, unitDay, unitWeek, unitMonth, unitYear

  // Reserved words.
  case `let`, `var`, fn, verb, `if`, then, `else`, `for`, `in`, `is`, `as`, `while`, `break`, `continue`, `return`
  case `import`, ask, `try`, on, test, expect, suppose, supposing, and, or, not, mod
  case has, may, must, would, might, who, why, yes, no, unknownTruth, nothing, `true`, `false`
  case `any`, each, anyone, anything, someone

  /// Whether it may be a name where no phrase forbids it: a name or a contextual word.
  @inline(__always) var isName: Bool {
    rawValue >= TokenKind.name.rawValue && rawValue <= TokenKind.unitYear.rawValue
  }

  /// Whether it is a word of any sort.
  @inline(__always) var isWord: Bool { rawValue >= TokenKind.name.rawValue }

  @inline(__always) var isReserved: Bool { rawValue > TokenKind.unitYear.rawValue }

  /// Whether it may never be a name within a norm, event or question: a preposition, a tail word or `since`.
  @inline(__always) var isPhraseWord: Bool {
    rawValue >= TokenKind.with.rawValue && rawValue <= TokenKind.since.rawValue
  }

  @inline(__always) var isAssignment: Bool {
    rawValue >= TokenKind.assign.rawValue && rawValue <= TokenKind.uniteAssign.rawValue
  }

  var isOpeningBracket: Bool { self == .leftParen || self == .leftBracket || self == .leftBrace }

  var isClosingBracket: Bool { self == .rightParen || self == .rightBracket || self == .rightBrace }
}
