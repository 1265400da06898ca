extension Formatter {
  func declaration(_ declaration: Declaration) -> Layout {
    let names = declaration.names.map { name -> Layout in
      let written: Layout =
        switch name.kind {
        case .fixed(let fixed): .text(fixed.text)
        case .computed(let value): ["(", expression(value), ")"]
        }
      return name.title.map { [written, " ", expression($0)] } ?? written
    }
    return [
      .text(declaration.word.text + " "), .joined(names, by: ", "),
      .text(declaration.kind.map { ": " + $0.text } ?? ""),
      declaration.body.map { [" ", body($0)] } ?? .nothing,
    ]
  }

  /// `{ … }` with fields, clauses and norms.
  func body(_ body: Body) -> Layout {
    let items = body.members.map { member -> Item in
      switch member {
      case .field(let field): self.item(field)
      case .clause(let clause): kept(clause.span, separator: .line(flat: "; ")) { self.clause(clause) }
      case .norm(let norm): kept(norm.span, separator: .line(flat: "; ")) { self.norm(norm) }
      }
    }
    return .group(bracketed("{", items, "}", span: body.span, blank: " "))
  }

  /// A field of a body or a record.
  func item(_ field: Field) -> Item {
    kept(field.name.span.joined(field.value.span), separator: .line(flat: ", ")) {
      attached(.text(field.name.text + ":"), field.value)
    }
  }

  private func clause(_ clause: ClauseDeclaration) -> Layout {
    [
      .text("clause " + clause.id.text), clause.title.map { [" ", expression($0)] } ?? .nothing, " ",
      body(clause.body),
    ]
  }

  func verb(_ verb: VerbDeclaration) -> Layout {
    func type(_ type: VerbDeclaration.RoleType) -> String {
      type.kinds.map(\.text).joined(separator: " or ") + (type.isOptional ? "?" : "")
    }
    var text = "verb " + [verb.name, verb.thirdPerson, verb.participle].compactMap { $0?.text }.joined(separator: "/")
    if let object = verb.object { text += " " + type(object) }
    for role in verb.roles { text += " \(role.preposition.rawValue) \(type(role.type))" }
    return .text(text)
  }
}
