/// Expressions, by precedence.
extension Parser {
  /// How tightly operators bind, loosest first.
  enum Precedence: UInt8, Comparable {
    case none, coalesce, or, and, not, comparison, membership, range, union, sum, product, unary, power

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

    @inline(__always) var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
  }

  /// `expr = lambda | "if" expr "then" expr "else" expr | "try" expr "else" expr | event | coalesce ;`
  mutating func expression() -> Expression {
    let outerHeight = height
    height = 0
    guard enter() else { return Expression(.invalid, currentSpan) }
    defer {
      leave()
      height = max(outerHeight, height + 1)
    }
    let start = current.start
    switch kind {
    case .if: return conditional(start)
    case .try: return attempt(start)
    case .on:
      if let event = event() { return Expression(.event(event), event.span) }
      return Expression(.invalid, span(from: start))
    case .leftParen: lambdaStart = position
    default:
      if kind.isName, peek() == .arrow { return lambda(start) }
    }
    return binary(.coalesce)
  }

  /// An operand that ends before operators that bind looser than `level`.
  mutating func operand(of level: Precedence) -> Expression {
    guard enter() else { return Expression(.invalid, currentSpan) }
    defer { leave() }
    return binary(level)
  }

  private mutating func conditional(_ start: UInt32) -> Expression {
    advance()
    let condition = expression()
    guard at(.then), wordContinues else {
      expect(.token("then"))
      unexpected("`then`", help: "an expression reads `if c then a else b`")
      return Expression(.invalid, span(from: start))
    }
    advance()
    let value = expression()
    guard at(.else), wordContinues else {
      expect(.token("else"))
      unexpected("`else`", help: "an expression with `if` wants a value for both cases")
      return Expression(.invalid, span(from: start))
    }
    advance()
    let otherwise = expression()
    return Expression(.conditional(condition: condition, then: value, otherwise: otherwise), span(from: start))
  }

  private mutating func attempt(_ start: UInt32) -> Expression {
    advance()
    let value = expression()
    guard at(.else), wordContinues else {
      expect(.token("else"))
      unexpected("`else`", help: "`try e else e2` gives `e2` where `e` fails")
      return Expression(.invalid, span(from: start))
    }
    advance()
    let otherwise = expression()
    return Expression(.attempt(value, otherwise: otherwise), span(from: start))
  }

  /// The binary operator at hand, with its precedence; `none` where there is none.
  @inline(__always) private var infix: (level: Precedence, operation: BinaryOperator) {
    switch kind {
    case .coalesce: (.coalesce, .coalesce)
    case .or: (.or, .or)
    case .and: (.and, .and)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: (.comparison, .and)
    case .in, .is, .not: (.membership, .and)
    case .rangeTo, .rangeBelow: (.range, .and)
    case .ampersand: (.union, .intersection)
    case .bar: (.union, .union)
    case .plus: (.sum, .add)
    case .minus: (.sum, .subtract)
    case .star: (.product, .multiply)
    case .slash: (.product, .divide)
    case .mod: (.product, .modulo)
    case .caret: (.power, .power)
    default: (.none, .and)
    }
  }

  /// ```
  /// coalesce    = disjunction { "??" disjunction } ;
  /// disjunction = conjunction { "or" conjunction } ;
  /// conjunction = negation { "and" negation } ;
  /// negation    = "not" negation | comparison ;
  /// comparison  = membership { COMPOP membership } ;
  /// membership  = range { "in" range | "not" "in" range | "is" TYPE | "is" "not" TYPE } ;
  /// range       = union [ ( ".." | "..<" ) union [ "by" union ] ] ;
  /// union       = sum { ( "&" | "|" ) sum } ;
  /// sum         = product { ( "+" | "-" ) product } ;
  /// product     = unary { ( "*" | "/" | "mod" ) unary } ;
  /// unary       = "-" unary | power ;
  /// power       = operand [ "^" unary ] ;
  /// ```
  private mutating func binary(_ minimum: Precedence) -> Expression {
    let outerHeight = height
    height = 0
    var left = prefix(minimum)
    while true {
      let (level, operation) = infix
      guard level >= minimum, level != .none, operatorContinues else { break }
      let leftHeight = height
      height = 0
      switch level {
      case .comparison: left = comparison(left)
      case .membership:
        guard !at(.not) || peek() == .in else {
          height = max(outerHeight, leftHeight)
          return left
        }
        left = membership(left)
      case .range: left = range(left)
      case .power:
        let place = takeOperator()
        // Right to left; the exponent may have a sign.
        let right = exponent()
        left = Expression(.binary(left, .power, place, right), left.span.joined(right.span))
      default:
        let place = takeOperator()
        let right = binary(level.tighter)
        left = Expression(.binary(left, operation, place, right), left.span.joined(right.span))
      }
      height = max(height, leftHeight)
      grow()
      if hasGivenUp { break }
    }
    if isForeignOperator { left = foreignOperator(left) }
    expect(.operator)
    height = max(outerHeight, height)
    return left
  }

  private mutating func exponent() -> Expression {
    guard enter() else { return Expression(.invalid, currentSpan) }
    defer { leave() }
    return prefix(.unary)
  }

  /// Whether an operator at the start of a line goes on with the line before: not a `-`, and not a word that is a
  /// field's name.
  @inline(__always) private var operatorContinues: Bool {
    guard startsLine else { return true }
    return at(.minus) ? false : kind.isWord ? wordContinues : true
  }

  private mutating func takeOperator() -> Name {
    let place = currentSpan
    let spelling = Vocabulary.spelling(of: kind) ?? ""
    advance()
    return Name(spelling, place)
  }

  /// An operand with the `not`s or `-`s before it.
  private mutating func prefix(_ minimum: Precedence) -> Expression {
    let start = current.start
    switch kind {
    case .not:
      if minimum > .not {
        reportHere(
          Diagnostic("cyb-parenthesise", "`not` binds looser than what stands before it", at: currentSpan)
            .help("put `(not …)` in parentheses"))
      }
      advance()
      guard enter() else { return Expression(.invalid, currentSpan) }
      defer { leave() }
      let value = binary(.not)
      grow()
      return Expression(.not(value), span(from: start))
    case .minus:
      advance()
      guard enter() else { return Expression(.invalid, currentSpan) }
      defer { leave() }
      let value = prefix(.unary)
      grow()
      return Expression(.negate(value), span(from: start))
    default:
      let value = operand()
      // A sign takes the power behind it along: `-x ^ 2` is `-(x ^ 2)`.
      guard at(.caret), minimum == .unary else { return value }
      let place = takeOperator()
      let right = exponent()
      grow()
      return Expression(.binary(value, .power, place, right), value.span.joined(right.span))
    }
  }

  private mutating func comparison(_ first: Expression) -> Expression {
    var links: [ComparisonLink] = []
    while operatorContinues {
      let comparison: ComparisonOperator
      switch kind {
      case .equal: comparison = .equal
      case .notEqual: comparison = .notEqual
      case .less: comparison = .less
      case .lessOrEqual: comparison = .lessOrEqual
      case .greater: comparison = .greater
      case .greaterOrEqual: comparison = .greaterOrEqual
      default:
        return Expression(.comparison(first, links), first.span.joined(links[links.count - 1].operand.span))
      }
      let place = takeOperator().span
      links.append(ComparisonLink(comparison: comparison, place: place, operand: binary(.membership)))
      if hasGivenUp { break }
    }
    return Expression(.comparison(first, links), span(from: first.span.start))
  }

  private mutating func membership(_ left: Expression) -> Expression {
    if take(.is) {
      let negated = take(.not)
      expect(.typeName)
      return typeTest(left, negated)
    }
    let negated = take(.not)
    advance()
    let right = binary(.range)
    return Expression(.membership(left, negated: negated, right), left.span.joined(right.span))
  }

  /// `TYPE = NAME | "nothing" | "unknown" ;`
  private mutating func typeTest(_ left: Expression, _ negated: Bool) -> Expression {
    guard kind.isName || at(.nothing) || at(.unknownTruth) else {
      misreadTypeTest(negated)
      return Expression(.invalid, span(from: left.span.start))
    }
    let type = takeWord()
    return Expression(.typeTest(left, negated: negated, type), span(from: left.span.start))
  }

  private mutating func range(_ lower: Expression) -> Expression {
    let excludesUpper = at(.rangeBelow)
    advance()
    let upper = binary(.union)
    var step: Expression?
    if at(.by), !startsLine, !context.contains(.norm) {
      advance()
      step = binary(.union)
    }
    if at(.rangeTo) || at(.rangeBelow) {
      unexpected("the end of the range", help: "a range has two ends, and a step after `by`")
    }
    let range = RangeExpression(lower: lower, upper: upper, excludesUpper: excludesUpper, step: step)
    return Expression(.range(range), span(from: lower.span.start))
  }

  /// `lambda = ( NAME | "(" [ NAME { "," NAME } ] ")" ) "->" expr ;`
  private mutating func lambda(_ start: UInt32) -> Expression {
    let parameter = takeWord()
    return lambda([parameter], start)
  }

  /// The rest of a lambda, from its arrow.
  mutating func lambda(_ parameters: [Name], _ start: UInt32) -> Expression {
    advance()
    if at(.leftBrace), isBlockAhead() { return blockLambda(start) }
    let body = expression()
    return Expression(.lambda(Lambda(parameters: parameters, body: body)), span(from: start))
  }
}
