import CybSyntax

/// Runs a declaration: gives an entity its fields, and a treaty its clauses and norms.
final class DeclareNode: Node {
  enum Target {
    case fixed(EntityID)
    case computed(Node)
  }

  let target: Target
  let kind: KindID
  let title: Node?
  let body: ResolvedBody
  let documentation: String?

  init(_ target: Target, kind: KindID, title: Node?, body: ResolvedBody, documentation: String?, _ span: Span) {
    self.target = target
    self.kind = kind
    self.title = title
    self.body = body
    self.documentation = documentation
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let machine = frame.machine
    let id = try entity(frame)
    let world = machine.world
    if world[id].fields != nil {
      throw Failure(
        Diagnostic("cyb-declared-twice", "`\(world.name(of: id))` is declared twice", at: span)
          .label(world[id].declaration, "first declared here"))
    }
    let title = try self.title.map { machine.describe(try $0.evaluate(frame)) }
    let fields = try machine.fields(body.fields, kind: kind, of: "`\(world.name(of: id))`", frame)
    world.declare(id, title: title, fields: fields)
    guard world.isKind(kind, within: BuiltinKind.treaty.id) else { return .normal }
    if let slot = body.treatySlot { frame.slots[slot] = .entity(id) }
    var clauses: [EntityID] = []
    for clause in body.clauses {
      let clauseID =
        clause.entity
        ?? world.add(
          Entity(
            name: "\(world.name(of: id)).\(clause.id.text)", title: nil, kind: BuiltinKind.clause.id,
            declaration: clause.id.span, documentation: clause.documentation, treaty: id))
      clauses.append(clauseID)
    }
    if case .computed = target { world.setClauses(clauses, of: id) }
    for (clause, clauseID) in zip(body.clauses, clauses) {
      let title = try clause.title.map { machine.describe(try $0.evaluate(frame)) }
      let fields = try machine.fields(
        clause.fields, kind: BuiltinKind.clause.id, of: "`\(world.name(of: clauseID))`", frame)
      world.declare(clauseID, title: title, fields: fields)
    }
    for (clause, clauseID) in zip(body.clauses, clauses) {
      world.setNorms(try clause.norms.map { try $0.norm(frame) }, of: clauseID)
    }
    return .normal
  }

  private func entity(_ frame: Frame) throws -> EntityID {
    switch target {
    case .fixed(let id): return id
    case .computed(let node):
      let value = try node.evaluate(frame)
      guard case .object(let object) = value, let text = object as? TextObject, !text.text.isEmpty else {
        throw Failure(
          Diagnostic("cyb-wrong-type", "a name must be a text, not \(value.typePhrase)", at: node.span))
      }
      let world = frame.machine.world
      if let first = world.entity(named: text.text) {
        throw Failure(
          Diagnostic("cyb-declared-twice", "`\(text.text)` is declared twice", at: node.span)
            .label(world[first].declaration, "first declared here"))
      }
      return world.add(
        Entity(
          name: text.text, title: nil, kind: kind, declaration: node.span, documentation: documentation))
    }
  }
}

/// Runs the declaration of a kind: evaluates its default fields.
final class DeclareKindNode: Node {
  let kind: KindID
  let fields: [ResolvedField]

  init(_ kind: KindID, fields: [ResolvedField], _ span: Span) {
    self.kind = kind
    self.fields = fields
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let world = frame.machine.world
    let parent = world[kind].parent
    let own = try frame.machine.fields(
      fields, kind: kind, of: "the kind `\(world.name(of: kind))`", defaults: parent.map { world[$0].defaults }, frame)
    world.setDefaults(own, of: kind)
    return .normal
  }
}

/// `parties` inside a treaty.
final class PartiesNode: Node {
  let treaty: Node

  init(_ treaty: Node, _ span: Span) {
    self.treaty = treaty
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    guard case .entity(let treaty) = try treaty.evaluate(frame) else { return .set([]) }
    return try frame.machine.oracle.parties(of: treaty)
  }
}

extension Machine {
  /// The fields of a declaration on top of its kind's defaults, each checked.
  func fields(
    _ resolved: [ResolvedField], kind: KindID, of owner: String, defaults: RecordObject? = nil, _ frame: Frame
  ) throws -> RecordObject {
    var record = defaults ?? world[kind].defaults
    record = record.copy()
    for field in resolved {
      let value = try fieldValue(
        field.name, try field.value.evaluate(frame), kind: kind, of: owner, at: field.value.span)
      if let index = record.shape.index(of: field.name.text) {
        record.fields[index] = value
      } else {
        record.append(field.name.text, value)
      }
      record.depth = max(record.depth, 1 + value.depth)
    }
    try checkDepth(record, at: nil)
    return record
  }
}
