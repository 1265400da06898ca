import CybSyntax
import TreatyLaw

/// The world as the law reads it: things numbered, norms and fields as the engine wants them.
///
/// It is made anew when a declaration changes, not when an event is recorded.
final class LawModel: @unchecked Sendable {
  unowned let oracle: Oracle
  var machine: Machine { oracle.machine }
  var world: World { oracle.machine.world }
  var model = Model()
  /// The declared norms by the engine's index.
  var records: [NormRecord] = []
  /// Clauses by the engine's index.
  var clauses: [EntityID] = []
  var treaties: [EntityID] = []
  /// Where the clauses of each treaty begin, one after the other.
  private var clausesOfTreaty: [Int] = []
  private var treatyIndex: [EntityID: Int] = [:]
  private var clauseIndex: [EntityID: Int] = [:]
  /// Values that are no entities, by their (negative) numbers.
  private var values: [Value] = []
  private var numbers: [Value: Int32] = [:]
  private var conditionNumbers: [String: Int] = [:]
  /// The source of each condition.
  var conditionSources: [Int: Span] = [:]

  /// - Parameter only: the one treaty that is looked at, where the others are left aside.
  init(oracle: Oracle, only treaty: EntityID? = nil) throws {
    self.oracle = oracle
    try build(treaty.map { [$0] } ?? oracle.world.all(BuiltinKind.treaty.id))
  }

  /// Tells a recorder that counts, where there is one, which clauses' norms speak.
  func watchClauses() {
    guard let recorder = machine.recorder, !recorder.isTiming else { return }
    model.didSpeak = { [unowned self] norm in
      let clause = self.clauses[self.model.norms[norm].clause]
      self.machine.recorder?.reach(clauseAt: self.world[clause].declaration)
    }
  }

  /// The norms of a treaty, reparations included: they lie side by side, since its clauses do.
  func norms(ofTreaty index: Int) -> ArraySlice<TreatyLaw.Norm> {
    let clauses = clauses(ofTreaty: index)
    var (low, high) = (0, model.norms.count)
    while low < high {
      let middle = (low + high) / 2
      if model.norms[middle].clause < clauses.lowerBound { low = middle + 1 } else { high = middle }
    }
    return model.norms[low...].prefix { $0.clause < clauses.upperBound }
  }

  /// The clauses of a treaty by the engine's index.
  func clauses(ofTreaty index: Int) -> Range<Int> {
    clausesOfTreaty[index]..<(index + 1 < clausesOfTreaty.count ? clausesOfTreaty[index + 1] : clauses.count)
  }

  func index(ofTreaty entity: EntityID) -> Int? { treatyIndex[entity] }
  func index(ofClause entity: EntityID) -> Int? { clauseIndex[entity] }

  // MARK: things

  func thing(_ value: Value) -> Thing {
    switch value {
    case .entity(let entity): return Thing(entity.index)
    case .event(let event): return Thing(event: Int(event.index))
    default:
      if let number = numbers[value] { return Thing(number) }
      values.append(value)
      let number = -Int32(values.count)
      numbers[value] = number
      return Thing(number)
    }
  }

  func value(_ thing: Thing) -> Value {
    if thing.index < 0 { return values[Int(-thing.index) - 1] }
    if let event = thing.event { return .event(EventID(index: Int32(event))) }
    return .entity(EntityID(index: thing.index))
  }

  func entity(_ thing: Thing) -> EntityID? {
    if case .entity(let entity) = value(thing) { return entity }
    return nil
  }

  func filler(_ filler: Filler) -> TreatyLaw.Filler {
    switch filler {
    case .value(let value): .thing(thing(value))
    case .absent: .absent
    case .notEstablished: .open
    case .someone: .someone
    }
  }

  func act(_ act: Act) -> TreatyLaw.Act {
    TreatyLaw.Act(
      verb: Int(act.verb.index), subject: filler(act.subject),
      object: world[act.verb].object == nil ? .absent : filler(act.object), roles: act.roles.map(filler))
  }

  /// An act of the engine's as an event records it.
  func act(_ act: TreatyLaw.Act) -> Act {
    func filler(_ filler: TreatyLaw.Filler) -> Filler {
      switch filler {
      case .thing(let thing): .value(value(thing))
      case .absent: .absent
      case .open: .notEstablished
      case .someone, .undeclared: .someone
      }
    }
    return Act(
      verb: VerbID(index: Int32(act.verb)), subject: filler(act.subject), object: filler(act.object),
      roles: act.roles.map(filler))
  }

  func occurrence(_ index: Int) -> Occurrence {
    let event = world.events[index]
    return Occurrence(
      index: index, act: act(event.act),
      position: Position(
        day: event.date.dayNumber, minute: event.date.hasTime ? Int32(event.date.minuteOfDay) + 1 : 0,
        order: Int32(index)))
  }

  /// What a script reads of a filler.
  func value(_ filler: TreatyLaw.Filler) -> Value {
    switch filler {
    case .thing(let thing): value(thing)
    case .absent: .nothing
    case .open, .someone, .undeclared: .unknown
    }
  }

  /// The act as a condition sees it: `act.by`, `.object`, `.for`, `.date` …
  func record(_ act: TreatyLaw.Act, at position: Position) -> Value {
    let verb = world.verbs[act.verb]
    var fields: [(String, Value)] = [
      ("date", .date(Moment(position))), ("by", value(act.subject)), ("verb", .text(verb.name)),
    ]
    if verb.object != nil { fields.append(("object", value(act.object))) }
    for (role, filler) in zip(verb.roles, act.roles) { fields.append((role.preposition.rawValue, value(filler))) }
    return .record(fields)
  }

  // MARK: building

  private func build(_ wanted: [EntityID]) throws {
    for (index, kind) in world.kinds.enumerated() { model.parentOfKind[index] = kind.parent.map { Int($0.index) } }
    for entity in world.all(BuiltinKind.actor.id) {
      model.actors.append(Thing(entity.index))
      model.holds[Thing(entity.index)] = things(field("holds", of: entity))
    }
    for entity in world.all(BuiltinKind.capability.id) {
      model.capabilities.append(Thing(entity.index))
      model.serves[Thing(entity.index)] = things(field("serves", of: entity))
    }
    model.purposes = world.all(BuiltinKind.purpose.id).map { Thing($0.index) }
    for entity in wanted {
      treatyIndex[entity] = treaties.count
      model.treatyOfThing[Thing(entity.index)] = treaties.count
      treaties.append(entity)
    }
    for (index, treaty) in treaties.enumerated() {
      clausesOfTreaty.append(clauses.count)
      for clause in world[treaty].clauses where world[clause].fields != nil {
        clauseIndex[clause] = clauses.count
        model.clauseOfThing[Thing(clause.index)] = clauses.count
        clauses.append(clause)
        model.clauses.append(Clause(thing: Thing(clause.index), treaty: index))
      }
    }
    model.verbs = world.verbs.map(verb)
    for (index, clause) in clauses.enumerated() { fill(index, clause) }
    for (index, treaty) in treaties.enumerated() { model.treaties.append(try self.treaty(treaty, index)) }
    if let ring = Chronicle.overridingRing(in: model), let first = ring.first {
      let names = (ring + [first]).map { world.name(of: clauses[$0]) }.joined(separator: " → ")
      throw Failure(
        Diagnostic(
          "cyb-overrides-ring", "clauses override each other in a ring: \(names)",
          at: world[clauses[first]].declaration
        ).help("take one `overrides` away, so that it is clear which prevails"))
    }
  }

  func field(_ name: String, of entity: EntityID) -> Value? {
    world.field(name, of: entity) ?? KnownFields.field(name, for: world[entity].kind, in: world)?.defaultValue
  }

  private func things(_ value: Value?) -> Set<Thing> {
    guard let value else { return [] }
    if case .nothing = value { return [] }
    return Set(machine.members(value).map(thing))
  }

  private func isYes(_ name: String, _ entity: EntityID) -> Bool {
    if case .truth(.yes)? = field(name, of: entity) { return true }
    return false
  }

  private func verb(_ verb: Verb) -> VerbModel {
    VerbModel(
      life: LifeVerb(rawValue: verb.name).flatMap { isLifeVerb(verb) ? $0 : nil }, object: verb.object.map(role),
      roles: verb.roles.map { role($0.role) })
  }

  /// Whether a verb is about treaties, clauses or events, as those of a treaty's life are.
  private func isLifeVerb(_ verb: Verb) -> Bool {
    ([verb.object].compactMap { $0 } + verb.roles.map(\.role)).contains { role in
      role.kinds.contains { kind in
        switch kind {
        case .kind(let kind):
          world.isKind(kind, within: BuiltinKind.treaty.id) || world.isKind(kind, within: BuiltinKind.clause.id)
        case .type(let type): type == .event
        }
      }
    }
  }

  private func role(_ role: Verb.Role) -> RoleModel {
    guard case .kind(let kind)? = role.kinds.first, role.kinds.count == 1 else { return .other }
    if world.isKind(kind, within: BuiltinKind.actor.id) { return .actor }
    if world.isKind(kind, within: BuiltinKind.capability.id) { return .capability }
    if world.isKind(kind, within: BuiltinKind.purpose.id) { return .purpose }
    return .other
  }

  private func fill(_ index: Int, _ entity: EntityID) {
    var clause = model.clauses[index]
    if case .truth(let truth)? = world.field("reservable", of: entity) { clause.isReservable = truth == .yes }
    clause.isMaterial = isYes("material", entity)
    clause.isInterim = isYes("interim", entity)
    clause.isPeremptory = isYes("peremptory", entity)
    clause.overrides = things(field("overrides", of: entity))
    switch field("survives", of: entity) {
    case .truth(.yes)?: clause.survives = .forever
    case .duration(let duration)?:
      clause.survives = .until { day in
        (try? Moment(minutes: day * 1440, hasTime: false).adding(duration))?.dayNumber ?? day
      }
    default: break
    }
    clause.norms = world[entity].norms.map { norm($0, index) }
    model.clauses[index] = clause
  }

  // MARK: norms

  private func norm(_ record: NormRecord, _ clause: Int) -> TreatyLaw.Norm {
    let reparation = record.reparation.map { norm($0, clause) }
    let index = records.count
    records.append(record)
    let modality: TreatyLaw.Modality =
      switch record.modality {
      case .forbid: .forbid
      case .oblige: .oblige
      case .permit: .permit
      case .empower: .empower
      }
    let made = TreatyLaw.Norm(
      index: index, clause: clause, modality: modality, subject: pattern(record.subject), act: pattern(record.act),
      when: record.when.map { condition($0, clause, record.names) },
      unless: record.unless.map { condition($0, clause, record.names) },
      where: record.condition.map { condition($0, clause, record.names) }, deadline: record.deadline.map(deadline),
      trigger: record.trigger.map { (pattern($0.subject), pattern($0.act)) }, reparation: reparation,
      names: record.names.count)
    model.norms.append(made)
    return made
  }

  func pattern(_ act: NormRecord.ActPattern) -> ActPattern {
    ActPattern(
      verb: Int(act.verb.index), object: act.object.map(pattern) ?? .everything,
      roles: act.roles.map { $0.map(pattern) ?? .everything })
  }

  func pattern(_ pattern: NormRecord.Pattern) -> RolePattern {
    RolePattern(extent(pattern.extent), binding: pattern.binding)
  }

  private func extent(_ extent: NormRecord.Extension) -> Extent {
    switch extent {
    case .anyone, .anything: .everything
    case .any(let kind): kindExtent(kind, isEach: false)
    case .each(let kind): kindExtent(kind, isEach: true)
    case .anyParty: .party(isEach: false)
    case .eachParty: .party(isEach: true)
    case .value(let value): .things([thing(value)])
    case .values(let values): .things(values.map(thing))
    case .name(let name): .name(name)
    }
  }

  func kindExtent(_ kind: KindID, isEach: Bool) -> Extent {
    .kind(Int(kind.index), members: Set(world.all(kind).map { Thing($0.index) }), isEach: isEach)
  }

  private func condition(_ function: FunctionObject, _ clause: Int, _ names: [String]) -> Condition {
    let span = function.place
    var key = span.map { machine.sources.text($0) } ?? "\(ObjectIdentifier(function))"
    if key.contains("part") { key += " \(model.clauses[clause].treaty)" }
    let number = conditionNumbers[key] ?? conditionNumbers.count
    conditionNumbers[key] = number
    conditionSources[number] = span
    let oracle = oracle
    let asked = span.flatMap { self.asked(by: machine.sources.text($0), names) }
    return Condition(number: number, asked: asked) { [unowned self] act, date, bindings, position in
      let value = try oracle.reading(at: position) {
        try self.machine.call(
          .object(function),
          arguments: [self.record(act, at: date)] + bindings.map { $0.map(self.value) ?? .unknown })
      }
      guard case .truth(let truth) = value else {
        throw Failure(
          Diagnostic("cyb-not-a-truth", "a condition must be yes or no, not \(value.typePhrase)", at: span))
      }
      return truth
    }
  }

  /// The verbs, of no treaty's life, that a condition asks `has` of, where its words ask of nothing else: then only acts
  /// with them can change it.
  private func asked(by text: String, _ names: [String]) -> [Int]? {
    guard !text.contains("\"") else { return nil }
    var verbs = Set<Int>()
    for (name, isField) in NameClosure.names(in: text) {
      if let verb = world.verbs.firstIndex(where: { $0.participle == name }) {
        if model.verbs[verb].life == nil { verbs.insert(verb) }
      } else if isField {
        guard name == "by" || name == "object" || Preposition(rawValue: name) != nil else { return nil }
      } else {
        let isPlain =
          ["has", "not", "and", "or", "any", "anyone", "anything", "someone", "act"].contains(name)
          || Preposition(rawValue: name) != nil || names.contains(name) || world.entity(named: name) != nil
          || world.kinds.contains { $0.name == name }
        guard isPlain else { return nil }
      }
    }
    return verbs.isEmpty ? nil : verbs.sorted()
  }

  private func deadline(_ deadline: NormRecord.Deadline) -> Deadline {
    switch deadline {
    case .within(let function):
      return .within { [unowned self] act, bindings, start in
        let value = try self.evaluate(function, act, bindings, start)
        guard case .duration(let duration) = value else {
          throw Failure(
            Diagnostic("cyb-not-a-deadline", "`within` wants a duration, not \(value.typePhrase)", at: function.place)
              .help("give the unit: `within 90 days`"))
        }
        let isWhole = duration.unit != .minutes
        let from = isWhole ? Moment(start).startOfDay : Moment(start)
        return Position(endOf: try from.adding(duration), isWhole: isWhole)
      }
    case .by(let function):
      return .by { [unowned self] act, bindings, start in
        let value = try self.evaluate(function, act, bindings, start)
        guard case .date(let moment) = value else {
          throw Failure(
            Diagnostic("cyb-not-a-deadline", "`by` wants a date, not \(value.typePhrase)", at: function.place)
              .help("write a date: `by 2030-01-01`"))
        }
        return Position(endOf: moment, isWhole: !moment.hasTime)
      }
    }
  }

  private func evaluate(
    _ function: FunctionObject, _ act: TreatyLaw.Act, _ bindings: Bindings, _ position: Position
  ) throws -> Value {
    try oracle.reading(at: position) {
      try self.machine.call(
        .object(function), arguments: [self.record(act, at: position)] + bindings.map { $0.map(self.value) ?? .unknown }
      )
    }
  }
}

extension FunctionObject {
  /// Where its code stands; nothing for a builtin.
  var place: Span? {
    if case .script(let code) = body { return code.declaration }
    return nil
  }
}

extension Moment {
  /// The moment of a position: a plain date at the start of a day and for acts without a time.
  init(_ position: Position) {
    let hasTime = position.minute > 0 && position.minute <= 1440
    self.init(minutes: position.day * 1440 + (hasTime ? Int64(position.minute) - 1 : 0), hasTime: hasTime)
  }
}

extension Position {
  /// After everything that happens on a day, or in a minute.
  init(endOf moment: Moment, isWhole: Bool? = nil) {
    if isWhole ?? !moment.hasTime {
      self = .end(of: moment.dayNumber)
    } else {
      self.init(day: moment.dayNumber, minute: Int32(moment.minuteOfDay) + 1, order: .max)
    }
  }

  /// Before everything that happens on a day, or in a minute.
  init(startOf moment: Moment) {
    self =
      moment.hasTime
      ? Position(day: moment.dayNumber, minute: Int32(moment.minuteOfDay) + 1, order: .min)
      : .start(of: moment.dayNumber)
  }
}
