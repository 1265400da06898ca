import CybSyntax

/// `on DATE: SUBJECT VERB …`: records an event, or one for each of a set of subjects.
final class EventNode: Node {
  enum Filling {
    case someone
    case node(Node)
  }

  let date: Node
  let subject: Filling
  let verb: VerbID
  let object: Filling?
  let roles: [Filling?]

  init(date: Node, subject: Filling, verb: VerbID, object: Filling?, roles: [Filling?], _ span: Span) {
    self.date = date
    self.subject = subject
    self.verb = verb
    self.object = object
    self.roles = roles
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let date = try self.date.evaluate(frame)
    guard case .date(let moment) = date else {
      throw Failure(
        Diagnostic("cyb-wrong-type", "an event wants a date, not \(date.typePhrase)", at: self.date.span)
          .help(Moment.writtenHelp))
    }
    let verb = machine.world[self.verb]
    let object = try filler(self.object, verb.object, frame)
    let roles = try zip(self.roles, verb.roles).map { try filler($0, $1.role, frame) }
    switch subject {
    case .someone:
      return try machine.record(moment, Act(verb: self.verb, subject: .someone, object: object, roles: roles), at: span)
    case .node(let node):
      let value = try node.evaluate(frame)
      let members = machine.members(value)
      for member in members where !machine.fits(member, Resolver.actorRole) {
        throw Failure(machine.misfit(member, Resolver.actorRole, at: node.span))
      }
      return try machine.oracle.recording(verb, towards: [object] + roles) {
        let events = try members.map {
          try machine.record(moment, Act(verb: self.verb, subject: .value($0), object: object, roles: roles), at: span)
        }
        if case .entity = value { return events[0] }
        return .list(events)
      }
    }
  }

  private func filler(_ filling: Filling?, _ role: Verb.Role?, _ frame: Frame) throws -> Filler {
    guard let role else { return .absent }
    switch filling {
    case nil: return role.isOptional ? .absent : .notEstablished
    case .someone: return .someone
    case .node(let node):
      let value = try node.evaluate(frame)
      guard frame.machine.fits(value, role) else { throw Failure(frame.machine.misfit(value, role, at: node.span)) }
      return .value(value)
    }
  }
}

extension Machine {
  func record(_ date: Moment, _ act: Act, at span: Span) throws -> Value {
    if let limit = limits.events, world.events.count >= limit {
      throw Failure(
        Diagnostic("cyb-limit-events", "the limit of \(limit) \(limit == 1 ? "event" : "events") is reached", at: span)
          .help("allow more with \(limits.option(.events))"))
    }
    try charge(1)
    for case .value(.entity(let entity)) in [act.subject, act.object] + act.roles where world[entity].fields == nil {
      throw Failure(
        Diagnostic(
          "cyb-not-yet-declared", "`\(world.name(of: entity))` cannot act yet: its declaration has not run", at: span
        ).label(world[entity].declaration, "it is declared here"))
    }
    return .event(world.record(Event(date: date, act: act, place: span)))
  }

  /// The elements of a set or list, or the value itself.
  func members(_ value: Value) -> [Value] {
    guard case .object(let object) = value else { return [value] }
    switch object {
    case let set as SetObject: return Array(set.elements)
    case let list as ListObject: return list.elements
    default: return [value]
    }
  }

  /// Whether a value can stand in a role.
  func fits(_ value: Value, _ role: Verb.Role) -> Bool {
    role.kinds.contains { kind in
      switch (kind, value) {
      case (.kind(let kind), .entity(let entity)): world.isEntity(entity, of: kind)
      case (.kind(let kind), .kind): world[kind].name == "kind"
      case (.type(let type), _): value.type == type
      default: false
      }
    }
  }

  func misfit(_ value: Value, _ role: Verb.Role, at span: Span) -> Diagnostic {
    let wanted = role.kinds.map { kind in
      switch kind {
      case .kind(let kind): world.name(of: kind)
      case .type(let type): type.rawValue
      }
    }.joined(separator: " or ")
    let article = "aeiou".contains(wanted.first ?? "x") ? "an" : "a"
    let diagnostic = Diagnostic(
      "cyb-wrong-role", "\(article) \(wanted) belongs here, but `\(literal(value))` is \(kindPhrase(value))", at: span
    )
    .help(declared(for: role))
    guard case .entity(let entity) = value else { return diagnostic }
    return diagnostic.label(world[entity].declaration, "it is declared here")
  }

  /// Names some entities that could stand in a role.
  private func declared(for role: Verb.Role) -> String? {
    var fitting: [EntityID] = []
    for case .kind(let kind) in role.kinds { fitting += world.all(kind) }
    guard !fitting.isEmpty else { return nil }
    let names = fitting.prefix(3).map { "`\(world.name(of: $0))`" }.joined(separator: ", ")
    return "of these there \(fitting.count == 1 ? "is" : "are") \(names)\(fitting.count > 3 ? " …" : "")"
  }

  /// Sets a role of an event that was not established.
  func changeRole(_ name: Name, of id: EventID, _ change: (inout Value) throws -> Void) throws {
    let event = world[id]
    let verb = world[event.act.verb]
    guard let place = world.place(of: name.text, in: verb) else {
      _ = try member(name.text, of: .event(id), at: name.span)
      throw Failure(
        Diagnostic("cyb-not-assignable", "`\(name.text)` of an event cannot be set", at: name.span)
          .help("record another event, or revoke this one"))
    }
    let filler = event.act[place]
    guard !filler.isEstablished else {
      throw Failure(
        Diagnostic(
          "cyb-established", "`\(name.text)` of this event is established: \(literal(filler.value))", at: name.span
        ).label(event.place, "it was recorded here").help("what is established cannot be overwritten"))
    }
    var value = Value.undefined
    try change(&value)
    let role = place.role(of: verb)
    guard fits(value, role) else { throw Failure(misfit(value, role, at: name.span)) }
    var act = event.act
    act[place] = .value(value)
    world.setAct(act, of: id)
  }
}

/// A role of an act.
enum RolePlace {
  case subject, object
  case role(Int)

  func role(of verb: Verb) -> Verb.Role {
    switch self {
    case .subject: Resolver.actorRole
    case .object: verb.object ?? Resolver.actorRole
    case .role(let index): verb.roles[index].role
    }
  }
}

extension Act {
  subscript(place: RolePlace) -> Filler {
    get {
      switch place {
      case .subject: subject
      case .object: object
      case .role(let index): roles[index]
      }
    }
    set {
      switch place {
      case .subject: subject = newValue
      case .object: object = newValue
      case .role(let index): roles[index] = newValue
      }
    }
  }
}

extension World {
  func place(of name: String, in verb: Verb) -> RolePlace? {
    if name == "by" { return .subject }
    if name == "object", verb.object != nil { return .object }
    return verb.roles.firstIndex { $0.preposition.rawValue == name }.map { .role($0) }
  }

  /// `.date .by .verb .object .for …` of an event.
  func field(_ name: String, of id: EventID) -> Value? {
    let event = self[id]
    switch name {
    case "date": return .date(event.date)
    case "verb": return .text(self[event.act.verb].name)
    default: return place(of: name, in: self[event.act.verb]).map { event.act[$0].value }
    }
  }

  package func fieldNames(of id: EventID) -> [String] {
    let verb = self[self[id].act.verb]
    return ["date", "by", "verb"] + (verb.object == nil ? [] : ["object"]) + verb.roles.map(\.preposition.rawValue)
  }

  /// All events by date; those of one date keep the order in which they were recorded.
  var sortedEvents: [EventID] {
    events.indices.map { EventID(index: Int32($0)) }.sorted {
      let (left, right) = (self[$0].date, self[$1].date)
      return (left.minutes, left.hasTime ? 1 : 0, $0.index) < (right.minutes, right.hasTime ? 1 : 0, $1.index)
    }
  }
}

extension Moment {
  /// What to say where something else stands for a date.
  static let writtenHelp = "a date is written `2012-04-27`, or made of a text: `date(\"2012-04-27\")`"
}
