/// The one table of words and operators: lexer, diagnostics, grammar test, completion and highlighting read it.
public enum Vocabulary {
  /// What a word or an operator is for.
  public enum Role: String, Sendable {
    case statement, expression, `operator`, modal, truth, quantifier, preposition, tail, norm, unit, declaration
    case punctuation, assignment
    /// An operator of another language, known only to be explained.
    case foreign
  }

  /// A fixed spelling of the language.
  public struct Entry: Sendable {
    public let spelling: String
    public let role: Role
    /// Reserved words are never names, except after `.` and before `:` in a body; the other words are contextual.
    public let isReserved: Bool
    let kind: TokenKind

    init(_ spelling: String, _ kind: TokenKind, _ role: Role) {
      self.spelling = spelling
      self.kind = kind
      self.role = role
      isReserved = kind.isReserved
    }
  }

  /// Reserved words first, then contextual ones.
  public static let words: [Entry] = [
    Entry("let", .let, .statement), Entry("var", .var, .statement), Entry("fn", .fn, .statement),
    Entry("verb", .verb, .statement), Entry("if", .if, .statement), Entry("then", .then, .expression),
    Entry("else", .else, .expression), Entry("for", .for, .preposition), Entry("in", .in, .operator),
    Entry("is", .is, .operator), Entry("as", .as, .expression), Entry("while", .while, .statement),
    Entry("break", .break, .statement), Entry("continue", .continue, .statement),
    Entry("return", .return, .statement), Entry("import", .import, .statement), Entry("ask", .ask, .statement),
    Entry("try", .try, .expression), Entry("on", .on, .statement), Entry("test", .test, .statement),
    Entry("expect", .expect, .statement), Entry("suppose", .suppose, .statement),
    Entry("supposing", .supposing, .expression), Entry("and", .and, .operator), Entry("or", .or, .operator),
    Entry("not", .not, .operator), Entry("mod", .mod, .operator), Entry("has", .has, .modal),
    Entry("may", .may, .modal), Entry("must", .must, .modal), Entry("would", .would, .modal),
    Entry("might", .might, .modal), Entry("who", .who, .modal), Entry("why", .why, .modal),
    Entry("yes", .yes, .truth), Entry("no", .no, .truth), Entry("unknown", .unknownTruth, .truth),
    Entry("nothing", .nothing, .truth), Entry("true", .true, .truth), Entry("false", .false, .truth),
    Entry("any", .any, .quantifier), Entry("each", .each, .quantifier), Entry("anyone", .anyone, .quantifier),
    Entry("anything", .anything, .quantifier), Entry("someone", .someone, .quantifier),
    Entry("with", .with, .preposition), Entry("against", .against, .preposition), Entry("to", .to, .preposition),
    Entry("of", .of, .preposition), Entry("from", .from, .preposition), Entry("about", .about, .preposition),
    Entry("over", .over, .preposition), Entry("when", .when, .tail), Entry("unless", .unless, .tail),
    Entry("within", .within, .tail), Entry("by", .by, .tail), Entry("after", .after, .tail),
    Entry("where", .where, .tail), Entry("since", .since, .expression), Entry("error", .errorWord, .statement),
    Entry("forbid", .forbid, .norm), Entry("oblige", .oblige, .norm), Entry("permit", .permit, .norm),
    Entry("empower", .empower, .norm), Entry("clause", .clause, .declaration),
    Entry("minute", .unitMinute, .unit), Entry("minutes", .unitMinute, .unit), Entry("hour", .unitHour, .unit),
    Entry("hours", .unitHour, .unit), Entry("day", .unitDay, .unit), Entry("days", .unitDay, .unit),
    Entry("week", .unitWeek, .unit), Entry("weeks", .unitWeek, .unit), Entry("month", .unitMonth, .unit),
    Entry("months", .unitMonth, .unit), Entry("year", .unitYear, .unit), Entry("years", .unitYear, .unit),
  ]

  public static let operators: [Entry] = [
    Entry("(", .leftParen, .punctuation), Entry(")", .rightParen, .punctuation),
    Entry("[", .leftBracket, .punctuation), Entry("]", .rightBracket, .punctuation),
    Entry("{", .leftBrace, .punctuation), Entry("}", .rightBrace, .punctuation), Entry(",", .comma, .punctuation),
    Entry(":", .colon, .punctuation), Entry(";", .semicolon, .punctuation), Entry(".", .dot, .punctuation),
    Entry("?", .question, .punctuation), Entry("->", .arrow, .punctuation),
    Entry("=", .assign, .assignment), Entry("+=", .addAssign, .assignment),
    Entry("-=", .subtractAssign, .assignment), Entry("*=", .multiplyAssign, .assignment),
    Entry("/=", .divideAssign, .assignment), Entry("&=", .intersectAssign, .assignment),
    Entry("|=", .uniteAssign, .assignment), Entry("+", .plus, .operator), Entry("-", .minus, .operator),
    Entry("*", .star, .operator), Entry("/", .slash, .operator), Entry("^", .caret, .operator),
    Entry("&", .ampersand, .operator), Entry("|", .bar, .operator), Entry("??", .coalesce, .operator),
    Entry("..", .rangeTo, .operator), Entry("..<", .rangeBelow, .operator), Entry("==", .equal, .operator),
    Entry("!=", .notEqual, .operator), Entry("<", .less, .operator), Entry("<=", .lessOrEqual, .operator),
    Entry(">", .greater, .operator), Entry(">=", .greaterOrEqual, .operator),
    Entry("&&", .foreignAnd, .foreign), Entry("||", .foreignOr, .foreign), Entry("!", .foreignNot, .foreign),
    Entry("=>", .foreignArrow, .foreign), Entry("===", .foreignIdentical, .foreign),
    Entry("!==", .foreignDiffers, .foreign), Entry("**", .foreignPower, .foreign),
    Entry("++", .foreignIncrement, .foreign), Entry("%", .foreignModulo, .foreign),
    Entry("<>", .foreignLessGreater, .foreign),
  ]

  /// The spelling of a kind, where it has exactly one.
  static func spelling(of kind: TokenKind) -> String? { spellings[Int(kind.rawValue)] }

  private static let spellings: [String?] = {
    var table = [String?](repeating: nil, count: TokenKind.allCases.count)
    for entry in words + operators where table[Int(entry.kind.rawValue)] == nil {
      table[Int(entry.kind.rawValue)] = entry.spelling
    }
    return table
  }()
}
