import CybRuntime
import CybSyntax
import CybTools

extension REPL {
  /// What `:doc` shows of a name.
  func documentation(of name: String) throws(Complaint) -> String {
    if name.first == ":" { return HelpCommands.text(of: try CommandTable.command(String(name.dropFirst()))) }
    if let text = Explanations.text(of: name) { return text }
    let text = withSession(nil) { session -> String? in
      switch session.meaning(of: name) {
      case .builtin(let builtin)?: return Self.text(of: builtin)
      case .function(let code)?:
        let signature =
          "fn \(name)(\(code.parameters.map { $0.name + ($0.isOptional ? " = …" : "") }.joined(separator: ", ")))"
        return signature + (code.documentation.map { "\n  " + $0 } ?? "")
      default: break
      }
      if let text = Portrait(session: session, width: self.width).text(of: name) { return text }
      let fields = KnownFields.all.filter { $0.name == name }
      guard !fields.isEmpty else { return nil }
      return fields.map { "field \($0.name) of a \($0.kind): \($0.domain.description)\n  \($0.documentation)" }
        .joined(separator: "\n")
    }
    guard let text else { throw unknown(name) }
    return text
  }

  private static func text(of builtin: Builtin) -> String {
    var text = "\(builtin.signature) -> \(builtin.returns)\n  \(builtin.documentation)\n"
    for parameter in builtin.parameters {
      text += "\n  \(parameter.name): \(parameter.type.phrase); \(parameter.documentation)"
    }
    if !builtin.examples.isEmpty { text += "\n" }
    for example in builtin.examples { text += "\n  \(example.source)\n    \(example.result)" }
    return text
  }
}
