import CybRuntime
import CybSyntax
import CybTools

extension REPL {
  /// What `:doc` shows of a name: of one declared in this session, else of one that every script knows.
  func documentation(of name: String) throws(Complaint) -> String {
    if name.first == ":" { return HelpCommands.text(of: try CommandTable.command(String(name.dropFirst()))) }
    if name.hasPrefix("cyb-"), let text = Explanations.text(of: name) { return text }
    if let text = withSession(nil, { ownDocumentation(of: name, $0) }) { return text }
    let index = DocumentationIndex()
    let found = index.entries(named: name)
    if found.isEmpty {
      if let text = withSession(nil, { Portrait(session: $0, width: self.width).text(of: name) }) { return text }
      guard let near = index.closest(to: name) else { throw unknown(name) }
      throw Complaint("nothing is called `\(name)`", help: "did you mean `\(near)`?")
    }
    return found.map { found.count > 1 ? "\($0.category.rawValue): \($0.text)" : $0.text }.joined(separator: "\n")
  }

  private func ownDocumentation(of name: String, _ session: Session) -> String? {
    guard session.isOwn(name) else { return nil }
    guard case .function(let code)? = session.meaning(of: name) else {
      return Portrait(session: session, width: width).text(of: name)
    }
    let parameters = code.parameters.map { $0.name + ($0.isOptional ? " = …" : "") }.joined(separator: ", ")
    return "fn \(name)(\(parameters))" + (code.documentation.map { "\n  " + $0 } ?? "")
  }
}
