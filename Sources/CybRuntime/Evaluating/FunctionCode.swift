import CybSyntax

/// The resolved code of one function or lambda.
public final class FunctionCode: @unchecked Sendable {
  public struct Parameter: Sendable {
    public var name: String
    /// Whether it may be left out.
    public var isOptional: Bool
  }

  public let name: String?
  public let parameters: [Parameter]
  public let documentation: String?
  public let declaration: Span
  /// Slots of the frame: parameters first, then captures, then locals.
  let frameSize: Int
  /// Which slots of the enclosing frame are copied, when the function value is made, into the slots behind the
  /// parameters.
  let captures: [Int]
  /// How many arguments must be given.
  let requiredCount: Int
  /// Default values by parameter; evaluated in the callee's frame.
  let defaults: [Node?]
  /// Set once, when the body has been resolved; functions may call each other.
  private(set) var body: Node

  init(
    name: String?, parameters: [Parameter], documentation: String?, declaration: Span, frameSize: Int,
    captures: [Int], defaults: [Node?], body: Node
  ) {
    self.name = name
    self.parameters = parameters
    self.documentation = documentation
    self.declaration = declaration
    self.frameSize = frameSize
    self.captures = captures
    self.requiredCount = parameters.prefix { !$0.isOptional }.count
    self.defaults = defaults
    self.body = body
  }
}
