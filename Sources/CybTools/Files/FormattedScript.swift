import Cyb
import CybRuntime
import CybSyntax

/// A script in canonical style, made sure to mean the same.
public struct FormattedScript: Sendable {
  public let original: String
  public let text: String
  public var isChanged: Bool { original != text }

  /// Why a script cannot be formatted.
  public struct Problem: Error {
    public let diagnostics: [Diagnostic]
    /// The same as text.
    public let rendering: String

    init(_ diagnostics: [Diagnostic], _ sources: SourceMap, _ rendering: Rendering) {
      self.diagnostics = diagnostics
      self.rendering = rendering.render(diagnostics, in: sources)
    }
  }

  /// Formats a text.
  ///
  /// - Parameter rendering: how a `Problem` shows its diagnostics.
  /// - Throws: `Problem` where the text has errors, or where formatting would change its meaning, which is a fault of
  ///   the formatter.
  public init(_ bytes: [UInt8], name: String, rendering: Rendering = .plain, width: Int = Formatter.width) throws {
    self = try BigStack.run { try FormattedScript(parsing: bytes, name, rendering, width) }
  }

  private init(parsing bytes: [UInt8], _ name: String, _ rendering: Rendering, _ width: Int) throws {
    let sources = SourceMap()
    let (file, faults) = SourceText.add(bytes, name: name, to: sources)
    let tree = faults.isEmpty ? Self.parse(file) : nil
    let errors = faults + (tree?.diagnostics.filter { $0.severity == .error } ?? [])
    guard let tree, errors.isEmpty else { throw Problem(errors, sources, rendering) }
    original = String(decoding: bytes, as: UTF8.self)
    text = Formatter.format(tree, width: width)
    let again = Self.parse(sources.add(name: name, bytes: Array(text.utf8)))
    let same = TreeDump.dump(tree) == TreeDump.dump(again) && tree.comments.count == again.comments.count
    guard same, !again.hasErrors else {
      let fault = Diagnostic(
        "cyb-internal", "formatting would change the meaning of `\(name)`; it is left as it is", at: nil)
      throw Problem([fault.help("please report this, with the script")], sources, rendering)
    }
  }

  /// A file may hold what is meant for the prompt; whether an expression has an effect is no matter of style.
  private static func parse(_ file: SourceFile) -> SyntaxTree {
    Parser.parse(file: file, options: ParseOptions(isREPL: true))
  }
}
