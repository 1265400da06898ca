import CybSyntax

extension Resolver {
  func resolve(_ declaration: Declaration, _ span: Span) -> Node {
    if declaration.word.text == "kind" { return resolveKind(declaration, span) }
    guard let kind = kind(of: declaration) else {
      resolveForErrors(declaration.body)
      return InvalidNode(span)
    }
    let isTreaty = world.isKind(kind, within: BuiltinKind.treaty.id)
    var nodes: [Node] = []
    for declared in declaration.names {
      let title = declared.title.map(resolve)
      let target: DeclareNode.Target
      switch declared.kind {
      case .fixed(let name):
        guard let id = numberEntity(name, kind, declaration, isTopLevel: !isNested) else { continue }
        if isNested, scope.declaredInInnermostBlock(name.text) == nil {
          let local = scope.declare(name, isVariable: false, isCell: false)
          nodes.append(SetLocalNode(slot: local.slot, value: ConstantNode(.entity(id), name.span), span))
        }
        target = .fixed(id)
      case .computed(let expression): target = .computed(resolve(expression))
      }
      let body: ResolvedBody
      if isTreaty {
        body = resolveTreaty(target, declaration.body)
      } else {
        rejectNorms(declaration.body, declaration.word)
        body = ResolvedBody(fields: resolveFields(declaration.body, kind), clauses: [])
      }
      nodes.append(
        DeclareNode(
          target, kind: kind, title: title, body: body, documentation: declaration.documentation, span))
    }
    return nodes.count == 1 ? nodes[0] : BlockNode(nodes, span)
  }

  private func resolveKind(_ declaration: Declaration, _ span: Span) -> Node {
    if isNested {
      report(Diagnostic("cyb-nested-kind", "a kind is declared at the top level of a file", at: declaration.word.span))
      return InvalidNode(span)
    }
    var nodes: [Node] = []
    for declared in declaration.names {
      guard case .fixed(let name) = declared.kind else {
        report(Diagnostic("cyb-computed-kind", "the name of a kind cannot be computed", at: span))
        continue
      }
      guard case .kind(let kind) = module.bindings[name.text] else { continue }
      rejectNorms(declaration.body, declaration.word)
      nodes.append(DeclareKindNode(kind, fields: resolveFields(declaration.body, kind), span))
    }
    return nodes.count == 1 ? nodes[0] : BlockNode(nodes, span)
  }

  private func resolveForErrors(_ body: Body?) {
    for case .field(let field) in body?.members ?? [] { _ = resolve(field.value) }
  }

  private func rejectNorms(_ body: Body?, _ word: Name) {
    for member in body?.members ?? [] {
      switch member {
      case .field: break
      case .clause(let clause):
        report(
          Diagnostic("cyb-clause-outside", "a clause belongs in a treaty, not in a `\(word.text)`", at: clause.id.span))
      case .norm(let norm):
        report(Diagnostic("cyb-norm-outside", "a norm belongs in a clause of a treaty", at: norm.span))
      }
    }
  }

  /// The fields of a body; a name close to a known one is a slip.
  func resolveFields(_ body: Body?, _ kind: KindID) -> [ResolvedField] {
    var fields: [ResolvedField] = []
    var places: [String: Span] = [:]
    let known = knownFields(of: kind)
    let ownDefaults = world[kind].defaults.shape.names
    for case .field(let field) in body?.members ?? [] {
      if let first = places[field.name.text] {
        report(
          Diagnostic("cyb-declared-twice", "the field `\(field.name.text)` is given twice", at: field.name.span)
            .label(first, "first given here"))
        continue
      }
      places[field.name.text] = field.name.span
      if !known.contains(field.name.text), !ownDefaults.contains(field.name.text),
        let near = Suggestions.closest(to: field.name.text, among: known), isNearMiss(field.name.text, near)
      {
        report(
          Diagnostic("cyb-field-slip", "`\(field.name.text)` looks like a slip for `\(near)`", at: field.name.span)
            .help("did you mean `\(near)`?").fix(field.name.span, near))
      }
      fields.append(ResolvedField(name: field.name, value: resolveFieldValue(field, kind)))
    }
    return fields
  }

  /// Whether one name is the other with one letter wrong, missing, added or swapped; short names are left alone.
  private func isNearMiss(_ name: String, _ known: String) -> Bool {
    name.count >= 5 && abs(name.count - known.count) <= 1 && name != known && name + "s" != known && known + "s" != name
  }

  /// `consent: sign` names a verb; everything else is an expression.
  private func resolveFieldValue(_ field: Field, _ kind: KindID) -> Node {
    if field.name.text == "consent", case .name(let word) = field.value.kind, ["ratify", "sign"].contains(word) {
      return ConstantNode(.text(word), field.value.span)
    }
    rejectPrediction(field.value, kind)
    return resolve(field.value)
  }

  private func rejectPrediction(_ expression: Expression, _ kind: KindID) {
    guard world.isKind(kind, within: BuiltinKind.treaty.id) || world.isKind(kind, within: BuiltinKind.clause.id) else {
      return
    }
    reportPredictions(in: expression)
  }

  // MARK: treaties

  private func resolveTreaty(_ target: DeclareNode.Target, _ body: Body?) -> ResolvedBody {
    let outer = treaty
    defer { treaty = outer }
    switch target {
    case .fixed(let id): treaty = TreatyContext(entity: id, slot: nil)
    case .computed: treaty = TreatyContext(entity: nil, slot: scope.newSlot())
    }
    scope.openBlock()
    defer { scope.closeBlock() }
    let fields = resolveFields(body, BuiltinKind.treaty.id)
    var clauses: [ResolvedClause] = []
    for member in body?.members ?? [] {
      switch member {
      case .field: break
      case .norm(let norm):
        report(
          Diagnostic("cyb-norm-outside", "a norm stands in a clause", at: norm.span)
            .help("write `clause 1 { … }` around it"))
      case .clause(let clause): clauses.append(resolve(clause))
      }
    }
    return ResolvedBody(fields: fields, clauses: clauses, treatySlot: treaty?.slot)
  }

  private func resolve(_ clause: ClauseDeclaration) -> ResolvedClause {
    var norms: [NormNode] = []
    for member in clause.body.members {
      switch member {
      case .field: break
      case .clause(let inner):
        report(Diagnostic("cyb-clause-outside", "a clause cannot stand in a clause", at: inner.id.span))
      case .norm(let norm): norms.append(resolve(norm))
      }
    }
    watch(clause, norms: norms.count)
    return ResolvedClause(
      id: clause.id, entity: entitiesByPlace[clause.id.span], title: clause.title.map(resolve),
      fields: resolveFields(clause.body, BuiltinKind.clause.id), norms: norms, documentation: clause.documentation)
  }

  /// `party`, `parties` and the clauses' names inside a treaty.
  func resolveTreatyWord(_ name: Name) -> Node? {
    guard let treaty else { return nil }
    if name.text == "parties" {
      if let entity = treaty.entity { return PartiesNode(ConstantNode(.entity(entity), name.span), name.span) }
      return treaty.slot.map { PartiesNode(LocalNode(slot: $0, name.span), name.span) }
    }
    return nil
  }
}

struct ResolvedField {
  let name: Name
  let value: Node
}

struct ResolvedClause {
  let id: Name
  /// Its number, where the treaty's name is fixed.
  let entity: EntityID?
  let title: Node?
  let fields: [ResolvedField]
  let norms: [NormNode]
  let documentation: String?
}

struct ResolvedBody {
  let fields: [ResolvedField]
  let clauses: [ResolvedClause]
  var treatySlot: Int?
}
