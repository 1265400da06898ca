/// How a text is parsed.
public struct ParseOptions: Sendable {
  /// Whether an expression may stand as a statement at the top level, as at the prompt.
  public var isREPL: Bool
  /// How deep brackets, blocks, prefixes and phrases may nest.
  public var nestingLimit: Int
  /// How many operators, members or calls one expression may chain; with `nestingLimit` it bounds the tree's depth.
  public var chainLimit: Int
  /// How many errors are reported before the parser gives up.
  public var errorLimit: Int
  /// Asked now and then: whether to go on. Where not, the rest of the text is not read, and the tree lacks it.
  public var mayGoOn: @Sendable () -> Bool = { true }

  public init(isREPL: Bool = false, nestingLimit: Int = 500, chainLimit: Int = 10_000, errorLimit: Int = 200) {
    self.isREPL = isREPL
    self.nestingLimit = nestingLimit
    self.chainLimit = chainLimit
    self.errorLimit = errorLimit
  }
}
