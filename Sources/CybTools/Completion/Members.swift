import CybRuntime
import CybSyntax

// Fields, labels, and what stands behind a dot.
extension Completer {
  /// The fields and functions behind a dot, where the text before it is a name or a chain of members: nothing is run to
  /// find out.
  func members(of owner: String) -> [String] {
    let path = owner.split(separator: ".").map(String.init)
    guard let first = path.first else { return functions(for: nil) }
    if case .namespace(let names)? = session.meaning(of: first) { return path.count == 1 ? names : [] }
    guard var value = value(of: first) else { return functions(for: nil) }
    for name in path.dropFirst() {
      guard let next = member(name, of: value) else { return functions(for: nil) }
      value = next
    }
    return fieldNames(of: value) + functions(for: value)
  }

  private func value(of name: String) -> Value? {
    switch session.meaning(of: name) {
    case .variable(let value, _)?: value
    case .entity(let entity)?: .entity(entity)
    case .kind(let kind)?: .kind(kind)
    default: nil
    }
  }

  private func member(_ name: String, of value: Value) -> Value? {
    switch value {
    case .entity(let entity): world.clause(name, of: entity).map { .entity($0) } ?? world.field(name, of: entity)
    case .kind(let kind): world[kind].defaults[name]
    case .object(let object): (object as? RecordObject)?[name]
    default: nil
    }
  }

  /// Clauses and fields, those that the law and the models read included.
  private func fieldNames(of value: Value) -> [String] {
    switch value {
    case .entity(let id):
      let entity = world[id]
      let clauses = entity.clauses.compactMap { world[$0].clauseID.map(String.init) }
      let own = entity.fields?.shape.names ?? []
      return clauses + own + knownFields(of: entity.kind).filter { !own.contains($0) }
    case .event(let event): return world.fieldNames(of: event)
    case .kind(let kind): return world[kind].defaults.shape.names
    case .object(let object):
      if object is RangeObject { return ["lower", "upper", "step"] }
      return (object as? RecordObject)?.shape.names ?? []
    default: return []
    }
  }

  /// Functions that take the value first, since `x.f()` is `f(x)`; all of them where the value is not known.
  private func functions(for value: Value?) -> [String] {
    let own = session.knownNames.filter { name in
      guard case .function(let code) = session.meaning(of: name) else { return false }
      return !code.parameters.isEmpty
    }
    let builtins = BuiltinTable.all.filter { builtin in
      guard let parameter = builtin.parameters.first else { return false }
      guard let value else { return true }
      if case .any = parameter.type { return false }
      return parameter.type.accepts(value)
    }
    return own + builtins.map(\.name)
  }

  private func knownFields(of kind: KindID) -> [String] {
    KnownFields.all.filter { world.isKind(kind, within: $0.kind.id) }.map(\.name)
  }

  /// The labels of arguments that a call may still take.
  func labels(of function: String, given: [String]) -> [String] {
    let names: [String] =
      switch session.meaning(of: function) {
      case .function(let code)?: code.parameters.map(\.name)
      case .builtin(let builtin)?: builtin.parameters.filter { !$0.isVariadic }.map(\.name)
      case .variable(.object(let object), _)?:
        (object as? FunctionObject).map(parameters) ?? []
      default: []
      }
    return names.filter { !given.contains($0) }.map { $0 + ":" }
  }

  private func parameters(_ function: FunctionObject) -> [String] {
    switch function.body {
    case .script(let code): code.parameters.map(\.name)
    case .builtin(let builtin): builtin.parameters.map(\.name)
    }
  }

  /// What may stand in the body of a declaration: fields, and in a treaty clauses, in a clause norms.
  func fields(of owner: String?, given: [String]) -> [String] {
    guard let owner else { return [] }
    let kind: KindID? =
      if case .kind(let kind)? = session.meaning(of: owner) { kind } else {
        BuiltinKind.named(owner)?.id
      }
    guard let kind else { return [] }
    var own: [String] = []
    if world.isKind(kind, within: BuiltinKind.treaty.id) { own = ["clause"] }
    if world.isKind(kind, within: BuiltinKind.clause.id) { own = Norm.Modality.allCases.map(\.rawValue) }
    let known = knownFields(of: kind) + world[kind].defaults.shape.names
    return own + known.filter { !given.contains($0) }.map { $0 + ":" }
  }

  /// What a field that the law or the models read may hold.
  func values(of field: String) -> [String] {
    KnownFields.all.filter { $0.name == field }.flatMap { values(in: $0.domain) } + words(.expression)
  }

  private func values(in domain: KnownFields.Domain) -> [String] {
    switch domain {
    case .truth: ["yes", "no"]
    case .entity(let kind): entities(of: [kind.id])
    case .entities(let kinds): entities(of: kinds.map(\.id))
    case .shares(let kind): entities(of: [kind.id])
    case .oneOf(let words): words
    case .either(let domains): domains.flatMap(values)
    case .kindOrActors: kinds + entities(of: [BuiltinKind.actor.id])
    default: []
    }
  }
}
