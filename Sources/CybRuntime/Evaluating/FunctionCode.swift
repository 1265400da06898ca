import CybSyntax

/// The resolved code of one function or lambda.
///
/// It is made when its name is declared, so that functions may call each other, and completed when its body has been
/// resolved.
public final class FunctionCode: @unchecked Sendable {
  public struct Parameter: Sendable {
    public var name: String
    /// Whether it may be left out.
    public var isOptional: Bool

    public init(name: String, isOptional: Bool = false) {
      self.name = name
      self.isOptional = isOptional
    }
  }

  public let name: String?
  public let parameters: [Parameter]
  public private(set) var documentation: String?
  public private(set) var declaration: Span
  /// How it uses its second parameter, where it is a payoff of a player in a coalition.
  private(set) var coalitionUse = CoalitionUse.any
  /// How many arguments must be given.
  let requiredCount: Int
  /// Whether some argument may be left out.
  let hasDefaults: Bool
  /// Slots of the frame: parameters first, then locals and captures.
  private(set) var frameSize = 0
  /// Which slot of the enclosing frame is copied, when the function value is made, into which slot of this frame.
  private(set) var captures: [(outer: Int, inner: Int)] = []
  /// Default values by parameter; evaluated in the callee's frame.
  private(set) var defaults: [Node?] = []
  private var owner: Node?
  /// The body; `owner` keeps it alive.
  private(set) var body: Unmanaged<Node>

  init(name: String?, parameters: [Parameter], documentation: String? = nil, declaration: Span) {
    self.name = name
    self.parameters = parameters
    self.documentation = documentation
    self.declaration = declaration
    requiredCount = parameters.reduce(0) { $0 + ($1.isOptional ? 0 : 1) }
    hasDefaults = requiredCount < parameters.count
    let empty = EmptyNode(declaration)
    owner = empty
    body = .passUnretained(empty)
    frameSize = parameters.count
  }

  /// What a new declaration at the prompt replaces.
  struct Content {
    fileprivate var documentation: String?
    fileprivate var declaration: Span
    fileprivate var coalitionUse: CoalitionUse
    fileprivate var frameSize: Int
    fileprivate var captures: [(outer: Int, inner: Int)]
    fileprivate var defaults: [Node?]
    fileprivate var owner: Node?
    fileprivate var body: Unmanaged<Node>
  }

  var content: Content {
    get {
      Content(
        documentation: documentation, declaration: declaration, coalitionUse: coalitionUse, frameSize: frameSize,
        captures: captures, defaults: defaults, owner: owner, body: body)
    }
    set {
      documentation = newValue.documentation
      declaration = newValue.declaration
      coalitionUse = newValue.coalitionUse
      frameSize = newValue.frameSize
      captures = newValue.captures
      defaults = newValue.defaults
      owner = newValue.owner
      body = newValue.body
    }
  }

  /// Begins a declaration anew, with the same parameters; whoever calls the function will call the new one.
  func redeclare(at declaration: Span, documentation: String?) {
    self.declaration = declaration
    self.documentation = documentation
  }

  /// Whether a call of one may stand unchanged as a call of the other.
  func takesTheSame(as other: FunctionCode) -> Bool {
    parameters.map(\.name) == other.parameters.map(\.name)
      && parameters.map(\.isOptional) == other.parameters.map(\.isOptional)
  }

  func complete(
    frameSize: Int, captures: [(outer: Int, inner: Int)], defaults: [Node?], body: Node, coalitionUse: CoalitionUse
  ) {
    self.coalitionUse = coalitionUse
    self.frameSize = frameSize
    self.captures = captures
    self.defaults = defaults
    owner = body
    self.body = .passUnretained(body)
  }
}
