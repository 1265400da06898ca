import CybSyntax

/// Builtins that look at what a script has declared.
enum WorldBuiltins {

  static let all: [Builtin] = [
    Builtin(
      "all", .world, [.init("kind", .kind, "a kind, such as `state`")], returns: "set of entities",
      "The entities of a kind and of its sub-kinds, in the order of their declaration."
    ) { arguments, machine in
      guard case .kind(let kind) = arguments[0] else { throw arguments.mismatch(0, "a kind") }
      try machine.charge(machine.world.declared.count / 8)
      return .set(machine.world.all(kind).map { .entity($0) })
    },
    Builtin(
      "entity", .world, [.init("name", .text, "its name; of a clause with its treaty's: `\"London.2\"`")],
      returns: "entity", "The declared entity of that name: how to reach one whose name was computed."
    ) { arguments, machine in
      let name = try arguments.text(0)
      if let entity = machine.world.entity(named: name) { return .entity(entity) }
      let near = Suggestions.closest(to: name, among: machine.world.declared.map { machine.world.name(of: $0) })
      throw Failure(
        "cyb-unknown-entity", "no entity `\(name)` is declared", help: near.map { "did you mean `\($0)`?" }, argument: 0
      )
    },
    Builtin(
      "name", .world, [.init("entity", .either([.entity, .kind]), "an entity or kind")], returns: "text",
      "The name of an entity or kind, as it is printed."
    ) { arguments, machine in
      if case .kind(let kind) = arguments[0] { return .text(machine.world.name(of: kind)) }
      return .text(machine.world.name(of: try arguments.entity(0)))
    },
    Builtin(
      "title", .world, [.init("entity", .entity, "an entity")], returns: "text",
      "The title of an entity, or its name where it has none."
    ) { arguments, machine in
      let entity = machine.world[try arguments.entity(0)]
      return .text(entity.title ?? entity.name)
    },
    Builtin(
      "kind_of", .world, [.init("entity", .entity, "an entity")], returns: "kind", "The kind of an entity."
    ) { arguments, machine in .kind(machine.world[try arguments.entity(0)].kind) },
    Builtin(
      "fields", .world,
      [.init("of", .either([.entity, .record, .event, .kind]), "an entity, record, event or kind")],
      returns: "map from names to values", "The fields that it has, by name, in the order of their declaration."
    ) { arguments, machine in
      let world = machine.world
      var pairs: [(String, Value)] = []
      switch arguments[0] {
      case .entity(let entity):
        if let fields = world[entity].fields { pairs = Array(zip(fields.shape.names, fields.fields)) }
      case .event(let event):
        pairs = world.fieldNames(of: event).map { ($0, world.field($0, of: event) ?? .nothing) }
      case .kind(let kind):
        let defaults = world[kind].defaults
        pairs = Array(zip(defaults.shape.names, defaults.fields))
      case .object(let object):
        if let record = object as? RecordObject { pairs = Array(zip(record.shape.names, record.fields)) }
      default: break
      }
      let map = MapObject(ValueMap())
      for (name, value) in pairs { map.insert(value, for: .text(name)) }
      return .object(map)
    },
    Builtin(
      "clauses", .law, [.init("treaty", .entity, "a treaty")], returns: "list of clauses",
      "The clauses of a treaty, in the order of its text."
    ) { arguments, machine in
      let treaty = try arguments.entity(0)
      return .list(machine.world[treaty].clauses.map { .entity($0) })
    },
    Builtin(
      "dual_use", .law, [.init("capability", .entity, "a capability")], returns: "truth",
      "Whether a capability serves more than one purpose."
    ) { arguments, machine in
      let entity = try arguments.entity(0)
      guard machine.world.isEntity(entity, of: .capability) else { throw arguments.mismatch(0, "a capability") }
      guard case .object(let object)? = machine.world.field("serves", of: entity), let set = object as? SetObject
      else { return .no }
      return .truth(set.elements.count > 1)
    },
  ]
}
