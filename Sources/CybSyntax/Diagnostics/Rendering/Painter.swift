/// Puts the colours of a terminal on pieces of text, or leaves them as they are.
struct Painter {
  /// What a piece of text is, which decides its colour.
  enum Role {
    case error, warning, note, help, message, frame, label, added

    /// The parameters of ECMA-48's SGR sequence.
    fileprivate var parameters: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .help: "1;32"
      case .message: "1"
      case .frame, .label: "1;34"
      case .added: "32"
      }
    }
  }

  let usesColor: Bool

  func paint(_ text: String, _ role: Role) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(role.parameters)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic.Severity {
  var role: Painter.Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
