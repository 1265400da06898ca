import CybSyntax

// The first pass: the top-level names of a file.
extension Resolver {
  func hoist(_ statements: [Statement]) {
    for statement in statements {
      if case .importFile(let statement) = statement.kind { hoistImport(statement) }
    }
    hoistKinds(statements)
    for statement in statements {
      switch statement.kind {
      case .verb(let declaration): hoistVerb(declaration)
      case .binding(let binding): hoistVariable(binding)
      case .function(let function): hoistFunction(function)
      case .declaration(let declaration) where declaration.word.text != "kind": hoistEntities(declaration)
      default: break
      }
    }
  }

  private func hoistImport(_ statement: ImportStatement) {
    do throws(Failure) {
      let (imported, _) = try loader.load(statement, from: module)
      if let alias = statement.alias {
        claim(alias)
        module.bindings[alias.text] = .namespace(imported)
      } else {
        for (name, binding) in imported.bindings.sorted(by: { $0.key < $1.key }) {
          if module.bindings[name] == nil { module.bindings[name] = binding }
        }
      }
    } catch {
      report(error.located(at: statement.pathSpan).diagnostic)
    }
  }

  /// Kinds first, parents before children whatever their order in the text; a ring is an error.
  private func hoistKinds(_ statements: [Statement]) {
    var pending: [(name: Name, parent: Name?, declaration: Declaration)] = []
    for case .declaration(let declaration) in statements.map(\.kind) where declaration.word.text == "kind" {
      for declared in declaration.names {
        guard case .fixed(let name) = declared.kind else { continue }
        pending.append((name, declaration.kind, declaration))
      }
    }
    while !pending.isEmpty {
      let waiting = Set(pending.map(\.name.text))
      guard let index = pending.firstIndex(where: { $0.parent.map { !waiting.contains($0.text) } ?? true }) else {
        for (name, parent, _) in pending {
          report(
            Diagnostic("cyb-kind-ring", "the kind `\(name.text)` inherits from itself", at: name.span)
              .label(parent?.span, "by way of this parent")
              .help("let it inherit from another kind, such as `actor`, or from none"))
        }
        for (name, _, declaration) in pending { declareKind(name, parent: nil, declaration) }
        return
      }
      let (name, parent, declaration) = pending.remove(at: index)
      declareKind(name, parent: parent.flatMap { kind(named: $0) }, declaration)
    }
  }

  private func declareKind(_ name: Name, parent: KindID?, _ declaration: Declaration) {
    if let builtin = BuiltinKind.named(name.text) {
      report(
        Diagnostic("cyb-builtin-kind", "`\(name.text)` is a built-in kind and cannot be declared anew", at: name.span)
          .help("declare a kind of it: `kind my_\(builtin): \(builtin)`"))
      return
    }
    let kind = Kind(
      name: name.text, parent: parent, defaults: RecordObject([]), declaration: name.span,
      documentation: declaration.documentation, isReplaceable: module.parent == nil)
    if case .kind(let old) = module.binding(name.text), world[old].isReplaceable || mayRedeclare(world[old].declaration)
    {
      module.declarations[name.text] = name.span
      world.replace(old, with: kind)
      module.bindings[name.text] = .kind(old)
    } else {
      guard claim(name) else { return }
      module.bindings[name.text] = .kind(world.add(kind))
    }
  }

  private func hoistVariable(_ binding: CybSyntax.Binding) {
    guard claim(binding.name), let slot = newGlobal(binding.name) else { return }
    module.bindings[binding.name.text] = .variable(
      slot: slot, isVariable: binding.isVariable, declaration: binding.name.span)
  }

  private func hoistFunction(_ function: FunctionDeclaration) {
    guard claim(function.name) else { return }
    machine.variableChanges &+= 1
    let code = makeCode(function)
    if redeclaring != .never, case .function(_, let known) = module.bindings[function.name.text],
      known.takesTheSame(as: code)
    {
      world.journal.entries.append(.function(known, known.content))
      known.redeclare(at: code.declaration, documentation: code.documentation)
      return
    }
    guard let slot = newGlobal(function.name) else { return }
    machine.willChangeGlobal(slot)
    machine.globals[slot] = .object(FunctionObject(body: .script(code)))
    module.bindings[function.name.text] = .function(slot: slot, code: code)
  }

  func makeCode(_ function: FunctionDeclaration) -> FunctionCode {
    FunctionCode(
      name: function.name.text,
      parameters: function.parameters.map {
        FunctionCode.Parameter(name: $0.name.text, isOptional: $0.defaultValue != nil)
      },
      documentation: function.documentation, declaration: function.name.span)
  }

  private func newGlobal(_ name: Name) -> Int? {
    if redeclaring != .never, case .variable(let slot, _, _) = module.bindings[name.text] { return slot }
    if let slot = machine.addGlobal() { return slot }
    report(Diagnostic("cyb-limit-names", "too many top-level names", at: name.span))
    return nil
  }

  private func hoistEntities(_ declaration: Declaration) {
    guard let kind = kind(of: declaration) else { return }
    for declared in declaration.names {
      guard case .fixed(let name) = declared.kind else { continue }
      _ = numberEntity(name, kind, declaration, isTopLevel: true)
    }
  }

  /// The number of a declared entity, and of its clauses.
  func numberEntity(_ name: Name, _ kind: KindID, _ declaration: Declaration, isTopLevel: Bool) -> EntityID? {
    if let known = entitiesByPlace[name.span] { return known }
    let entity = Entity(
      name: name.text, title: nil, kind: kind, declaration: name.span,
      documentation: declaration.documentation, isReplaceable: module.parent == nil)
    let id: EntityID
    if isTopLevel {
      if case .entity(let old) = module.binding(name.text),
        world[old].isReplaceable || mayRedeclare(world[old].declaration)
      {
        world.replace(old, with: entity)
        id = old
      } else {
        guard claim(name) else { return nil }
        id = world.add(entity)
      }
      module.declarations[name.text] = name.span
      module.bindings[name.text] = .entity(id)
    } else {
      id = world.add(entity)
    }
    entitiesByPlace[name.span] = id
    if world.isKind(kind, within: BuiltinKind.treaty.id), let body = declaration.body {
      numberClauses(of: id, name.text, body)
    }
    return id
  }

  private func numberClauses(of treaty: EntityID, _ treatyName: String, _ body: Body) {
    var places: [String: Span] = [:]
    var clauses: [EntityID] = []
    for case .clause(let clause) in body.members {
      if let first = places[clause.id.text] {
        report(
          Diagnostic("cyb-declared-twice", "clause `\(clause.id.text)` is declared twice", at: clause.id.span)
            .label(first, "first declared here"))
        continue
      }
      places[clause.id.text] = clause.id.span
      let id = world.add(
        Entity(
          name: "\(treatyName).\(clause.id.text)", title: nil, kind: BuiltinKind.clause.id,
          declaration: clause.id.span, documentation: clause.documentation, treaty: treaty))
      entitiesByPlace[clause.id.span] = id
      clauses.append(id)
    }
    world.setClauses(clauses, of: treaty)
  }

  /// Claims a top-level name for this file; a second declaration is an error that shows both places.
  @discardableResult
  func claim(_ name: Name) -> Bool {
    if let first = module.declarations[name.text], redeclaring != .always {
      report(
        Diagnostic("cyb-declared-twice", "`\(name.text)` is declared twice", at: name.span)
          .label(first, "first declared here")
          .help("a file declares a name once: give one of the two another name, or leave it out"))
      return false
    }
    module.declarations[name.text] = name.span
    return true
  }

  // MARK: kinds

  func kind(of declaration: Declaration) -> KindID? {
    guard let word = kind(named: declaration.word) else { return nil }
    guard let name = declaration.kind else { return word }
    guard let kind = kind(named: name) else { return nil }
    if !world.isKind(kind, within: word) {
      report(
        Diagnostic(
          "cyb-wrong-kind", "`\(name.text)` is no kind of `\(declaration.word.text)`", at: name.span))
    }
    return kind
  }

  func kind(named name: Name) -> KindID? {
    if case .kind(let kind) = module.binding(name.text) { return kind }
    if let builtin = BuiltinKind.named(name.text) { return builtin.id }
    report(
      Diagnostic("cyb-unknown-kind", "there is no kind `\(name.text)`", at: name.span)
        .help(
          ["class", "struct", "type", "enum", "object", "interface", "entity"].contains(name.text)
            ? "a kind of things is declared with `kind NAME`, or `kind NAME: actor` below another one"
            : Suggestions.closest(to: name.text, among: kindNames).map { "did you mean `\($0)`?" }
              ?? "declare it first: `kind \(name.text): actor`"))
    return nil
  }

  var kindNames: [String] { world.kinds.map(\.name) }

  // MARK: verbs

  private func hoistVerb(_ declaration: VerbDeclaration) {
    let name = declaration.name.text
    for preposition in Set(declaration.roles.map(\.preposition)) {
      let same = declaration.roles.filter { $0.preposition == preposition }
      if same.count > 1, let second = same.last?.type.kinds.first {
        report(
          Diagnostic(
            "cyb-role-twice", "the verb `\(name)` has two roles with `\(preposition.rawValue)`", at: second.span))
      }
    }
    let verb = Verb(
      name: name, thirdPerson: declaration.thirdPerson?.text ?? Verb.thirdPerson(of: name),
      participle: declaration.participle?.text ?? Verb.participle(of: name),
      object: declaration.object.map(role),
      roles: declaration.roles.map { ($0.preposition, role($0.type)) },
      declaration: declaration.name.span, documentation: declaration.documentation,
      isReplaceable: module.parent == nil)
    if let index = world.verbs.firstIndex(where: { $0.name == name }) {
      let old = world.verbs[index]
      guard old.isReplaceable || mayRedeclare(old.declaration) else {
        report(
          Diagnostic("cyb-declared-twice", "the verb `\(name)` is declared twice", at: declaration.name.span)
            .label(old.declaration, "first declared here"))
        return
      }
      world.replace(VerbID(index: Int32(index)), with: verb)
    } else {
      world.add(verb)
    }
    warnOfOddForm(declaration, verb)
  }

  private func role(_ type: VerbDeclaration.RoleType) -> Verb.Role {
    var kinds: [Verb.RoleKind] = []
    for name in type.kinds {
      if let value = ValueType(rawValue: name.text), module.binding(name.text) == nil {
        kinds.append(.type(value))
      } else if name.text == "entity" {
        kinds.append(.type(.entity))
      } else if let kind = kind(named: name) {
        kinds.append(.kind(kind))
      }
    }
    return Verb.Role(kinds: kinds, isOptional: type.isOptional)
  }

  /// Warns of a made form that looks wrong: `payed`, `baned` of `ban`.
  private func warnOfOddForm(_ declaration: VerbDeclaration, _ verb: Verb) {
    guard declaration.participle == nil else { return }
    let letters = Array(verb.name)
    let isVowel: (Character) -> Bool = { "aeiou".contains($0) }
    let irregular = [
      "pay", "say", "lay", "send", "sell", "tell", "buy", "give", "take", "make", "hold", "build", "buy", "keep",
      "leave",
      "lend", "spend", "break", "bring", "do", "go", "get", "let", "put", "set", "cut", "hit", "steal", "write",
    ]
    let doubles =
      letters.count == 3 && !isVowel(letters[0]) && isVowel(letters[1]) && !isVowel(letters[2])
      && !"wxy".contains(letters[2])
    guard irregular.contains(verb.name) || doubles else { return }
    report(
      Diagnostic(
        "cyb-odd-verb-form", "the participle of `\(verb.name)` is made as `\(verb.participle)`, which looks wrong",
        at: declaration.name.span, severity: .warning
      ).help("give its forms: `verb \(verb.name)/\(verb.thirdPerson)/…`"))
  }
}
