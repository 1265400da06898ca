/// Makes a tree of a source text.
///
/// Recursive descent, with precedence climbing for operators. It never fails and never throws: what cannot be read
/// becomes an `invalid` node with a diagnostic, and parsing goes on behind it. Each parse function carries its
/// production, under the name that `grammar/cyb.ebnf` gives it.
public struct Parser {
  /// What the surroundings of a token make of it.
  struct Context: OptionSet {
    let rawValue: UInt8

    /// A line break may end a statement here: not within `( )`, `[ ]` and the braces of a set.
    static let newlines = Context(rawValue: 1)
    /// Within a norm, event or question, outside of parentheses: its words are no names.
    static let phrase = Context(rawValue: 2)
    /// Within a norm, outside of parentheses: `by` is the deadline.
    static let norm = Context(rawValue: 4)
    /// Within the expression of a rider, outside of parentheses: a call there takes no riders.
    static let rider = Context(rawValue: 8)
  }

  /// A bracket that is open: which, and where.
  struct OpenBracket {
    var kind: TokenKind
    var span: Span
  }

  /// An expression that was parsed as the target of a change and was none: the operand found there next time.
  struct HandedBack {
    var start: Int
    var end: Int
    var expression: Expression
  }

  let file: SourceFile
  let bytes: UnsafePointer<UInt8>
  let tokens: UnsafePointer<Token>
  let end: Int
  let options: ParseOptions
  var comments: [Comment] = []
  /// The first comment that is not yet behind the parser.
  var nextComment = 0

  var position = 0
  var context: Context = .newlines
  var depth = 0
  /// The height of the tallest expression in the scope at hand; see `scoped`.
  var height = 0
  var openBrackets: [OpenBracket] = []
  var handedBack: HandedBack?
  /// Where an expression began that may still turn out to be the parameters of a lambda.
  var lambdaStart = -1
  var blockDepth = 0

  var diagnostics: [Diagnostic] = []
  /// The token at which an error was reported last: a second one there is a consequence of the first.
  var lastErrorPosition = -1
  var hasGivenUp = false
  /// How many more levels are entered before it is asked whether to go on.
  var untilLook = 1024
  var needsMore = false

  /// What may come at the end of the text; kept only where it was asked for.
  var expectation: Expectation?
  var isRecording = false

  /// Parses a file.
  public static func parse(file: SourceFile, options: ParseOptions = .init()) -> SyntaxTree {
    run(file, options) { parser in parser.parseFile() }.tree
  }

  /// Parses a text that is one expression; the tree has it as its only statement.
  public static func parseExpression(file: SourceFile, options: ParseOptions = .init()) -> SyntaxTree {
    run(file, options) { parser in
      let value = parser.expression()
      while parser.at(.semicolon) { parser.advance() }
      if !parser.at(.endOfFile) { parser.unexpected("the end of the expression") }
      return [Statement(.expression(value), value.span)]
    }.tree
  }

  /// Lexes a file and runs one parse function over it.
  static func run(
    _ file: SourceFile, _ options: ParseOptions, recording: Expectation? = nil,
    _ parse: (inout Parser) -> [Statement]
  ) -> (tree: SyntaxTree, expectation: Expectation?) {
    var recording = recording
    var lexed = Lexer.lex(file, options)
    if recording != nil { recording?.takePrefix(&lexed, file) }
    var nothing: UInt8 = 0
    return file.bytes.withUnsafeBufferPointer { bytes in
      lexed.tokens.withUnsafeBufferPointer { tokens in
        withUnsafePointer(to: &nothing) { empty in
          guard let first = tokens.baseAddress else {
            return (
              SyntaxTree(file: file, statements: [], comments: [], diagnostics: [], isIncomplete: false), recording
            )
          }
          var parser = Parser(
            file: file, bytes: bytes.baseAddress ?? empty, tokens: first, end: tokens.count - 1, options: options)
          parser.comments = lexed.comments
          parser.expectation = recording
          parser.isRecording = recording != nil
          let statements = parse(&parser)
          let diagnostics = merge(lexed.diagnostics, parser.diagnostics)
          let isIncomplete =
            lexed.isIncomplete
            || (parser.needsMore && lexed.diagnostics.isEmpty
              && parser.diagnostics.first?.span?.start == UInt32(bytes.count))
          let tree = SyntaxTree(
            file: file, statements: statements, comments: lexed.comments, diagnostics: diagnostics,
            isIncomplete: isIncomplete)
          return (tree, parser.expectation)
        }
      }
    }
  }

  private init(
    file: SourceFile, bytes: UnsafePointer<UInt8>, tokens: UnsafePointer<Token>, end: Int, options: ParseOptions
  ) {
    self.file = file
    self.bytes = bytes
    self.tokens = tokens
    self.end = end
    self.options = options
  }

  /// Both lists in the order of the text; where the lexer has reported a place, the parser's report is a consequence.
  private static func merge(_ lexical: [Diagnostic], _ syntactic: [Diagnostic]) -> [Diagnostic] {
    guard !lexical.isEmpty else { return syntactic }
    var merged: [Diagnostic] = []
    merged.reserveCapacity(lexical.count + syntactic.count)
    var index = 0
    for diagnostic in syntactic {
      let start = diagnostic.span?.start ?? 0
      while index < lexical.count, (lexical[index].span?.start ?? 0) <= start {
        merged.append(lexical[index])
        index += 1
      }
      if diagnostic.span != nil, merged.last?.span?.start == diagnostic.span?.start { continue }
      merged.append(diagnostic)
    }
    return merged + lexical[index...]
  }
}
