import CybRuntime
import CybSyntax

/// One named thing in full, as it is now.
struct Portrait {
  let session: Session
  let width: Int?

  private var world: World { session.world }

  /// Nothing where there is no such name. A clause is named with its treaty, `London.2`.
  func text(of name: String) -> String? {
    if let entity = entity(name) { return text(of: entity) }
    switch session.meaning(of: name) {
    case .variable(let value, let isVariable)?:
      if case .undefined = value { return "\(name) has no value yet" }
      return "\(isVariable ? "var" : "let") \(name) = " + lines(value, indent: 0)
    case .function?: return source(of: name) ?? name
    case .kind(let kind)?: return text(of: kind)
    case .namespace(let names)?: return "the imported file \(name): " + names.joined(separator: ", ")
    case .builtin(let builtin)?: return builtin.signature
    case .entity?: return nil
    case nil: return world.verb(written: name).first.map { text(of: world[$0.verb]) }
    }
  }

  /// The statement that declares a top-level name, as written.
  func source(of name: String) -> String? {
    guard let place = session.place(of: name) ?? world.verb(written: name).first.flatMap({ world[$0.verb].declaration })
    else { return nil }
    let file = session.sources[place.file]
    let tree = Parser.parse(file: file, options: ParseOptions(isREPL: true))
    let statement = tree.statements.first { $0.span.start <= place.start && place.end <= $0.span.end }
    return statement.map { file.text($0.span) }
  }

  private func entity(_ name: String) -> EntityID? {
    if case .entity(let entity)? = session.meaning(of: name) { return entity }
    let parts = name.split(separator: ".", maxSplits: 1)
    if parts.count == 2, case .entity(let treaty)? = session.meaning(of: String(parts[0])) {
      return world.clause(parts[1], of: treaty)
    }
    return world.entity(named: name)
  }

  private func text(of id: EntityID) -> String {
    let entity = world[id]
    var text = "\(world.name(of: entity.kind)) \(entity.name)" + (entity.title.map { " " + quoted($0) } ?? "")
    if let documentation = entity.documentation { text += "\n  " + documentation }
    guard let fields = entity.fields else { return text + "\n  not declared yet" }
    for (name, value) in zip(fields.shape.names, fields.fields) {
      text += "\n  \(name): " + lines(value, indent: 2)
    }
    for norm in entity.norms { text += "\n  " + folded(session.sources.text(norm.span)) }
    for clause in entity.clauses {
      let clause = world[clause]
      text += "\n  clause \(clause.clauseID ?? "")" + (clause.title.map { " " + quoted($0) } ?? "")
      for norm in clause.norms { text += "\n    " + folded(session.sources.text(norm.span)) }
      if let fields = clause.fields {
        for (name, value) in zip(fields.shape.names, fields.fields) {
          text += "\n    \(name): " + lines(value, indent: 4)
        }
      }
    }
    return text
  }

  private func text(of id: KindID) -> String {
    let kind = world[id]
    var text = "kind \(kind.name)" + (kind.parent.map { ": " + world.name(of: $0) } ?? "")
    if let documentation = kind.documentation { text += "\n  " + documentation }
    for (name, value) in zip(kind.defaults.shape.names, kind.defaults.fields) {
      text += "\n  \(name): " + lines(value, indent: 2)
    }
    let members = world.all(id).map { world.name(of: $0) }
    return members.isEmpty ? text : text + "\n  declared: " + members.joined(separator: ", ")
  }

  func text(of verb: Verb) -> String {
    var text = "verb \(verb.name)/\(verb.thirdPerson)/\(verb.participle)"
    if let object = verb.object { text += " " + self.text(of: object) }
    for (preposition, role) in verb.roles { text += " \(preposition.rawValue) \(self.text(of: role))" }
    return text + (verb.documentation.map { "\n  " + $0 } ?? "")
  }

  private func text(of role: Verb.Role) -> String {
    let names = role.kinds.map { kind in
      switch kind {
      case .kind(let kind): world.name(of: kind)
      case .type(let type): type.rawValue
      }
    }
    return names.joined(separator: " or ") + (role.isOptional ? "?" : "")
  }

  private func lines(_ value: Value, indent: Int) -> String {
    let layout = Layout(world: world, width: width.map { max($0 - indent, 20) }, lines: nil)
    return layout.literal(value).joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  private func quoted(_ text: String) -> String { Value.text(text).literal(in: world) }

  /// Several lines as one.
  private func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
