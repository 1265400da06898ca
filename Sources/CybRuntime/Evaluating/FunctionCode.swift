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
  public let documentation: String?
  public let declaration: Span
  /// How many arguments must be given.
  let requiredCount: Int
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
    let empty = EmptyNode(declaration)
    owner = empty
    body = .passUnretained(empty)
    frameSize = parameters.count
  }

  func complete(frameSize: Int, captures: [(outer: Int, inner: Int)], defaults: [Node?], body: Node) {
    self.frameSize = frameSize
    self.captures = captures
    self.defaults = defaults
    owner = body
    self.body = .passUnretained(body)
  }
}
