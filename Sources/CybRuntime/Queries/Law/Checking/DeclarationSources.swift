import CybSyntax

/// The words of what scripts declare by name, the latest declaration of each.
struct DeclarationSources {
  private var texts: [String: String] = [:]
  /// How many files have been read.
  private var filesRead = 0

  /// Reads the files that have come since.
  mutating func follow(_ sources: SourceMap) {
    let new = sources.files[filesRead...]
    filesRead = sources.files.count
    for file in new where file.name != "<prelude>" {
      for statement in Parser.parse(file: file).statements {
        let text = file.text(statement.span)
        switch statement.kind {
        case .binding(let binding): texts[binding.name.text] = text
        case .function(let function): texts[function.name.text] = text
        case .verb(let verb):
          for form in verb.forms { texts["verb " + form] = text }
        case .declaration(let declaration) where declaration.word.text == "kind":
          for case .fixed(let name) in declaration.names.map(\.kind) { texts[name.text] = text }
        default: break
        }
      }
    }
  }

  /// A variable, function or kind.
  subscript(name: String) -> String? { texts[name] }

  /// A verb, by one of its forms.
  func verb(_ form: String) -> String? { texts["verb " + form] }
}

extension VerbDeclaration {
  fileprivate var forms: [String] {
    [
      name.text, thirdPerson?.text ?? Verb.thirdPerson(of: name.text),
      participle?.text ?? Verb.participle(of: name.text),
    ]
  }
}
