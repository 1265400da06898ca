@testable import TreatyLaw

/// Builds a model and a log by name, as a script would declare and record them.
final class World {
  enum Role {
    case anyone, anything
    case any(String)
    case each(String)
    case party, eachParty
    case named(String)
    case oneOf([String])
    case name(Int)
  }

  var model = Model()
  private var things: [String: Thing] = [:]
  private var kinds: [String: (number: Int, members: [Thing])] = [:]
  private var verbs: [String: Int] = [:]
  private(set) var log: [Occurrence] = []
  private var made: Chronicle?

  init() {
    let actor = RoleModel.actor
    verb("sign", .sign, object: .other)
    verb("ratify", .ratify, object: .other)
    verb("accede", .accede, object: nil, roles: [.other])
    verb("reserve", .reserve, object: .other)
    verb("object", .object, object: nil, roles: [actor, .other])
    verb("withdraw", .withdraw, object: nil, roles: [.other])
    verb("suspend", .suspend, object: .other, roles: [actor])
    verb("resume", .resume, object: .other, roles: [actor])
    verb("terminate", .terminate, object: .other, roles: [actor])
    verb("revoke", .revoke, object: .other)
    verb("use", nil, object: .capability, roles: [.purpose, actor])
    verb("report", nil, object: nil, roles: [actor])
    verb("pay", nil, object: .other, roles: [actor])
    verb("assist", nil, object: actor)
    verb("transfer", nil, object: .capability, roles: [actor])
  }

  func verb(_ name: String, _ life: LifeVerb?, object: RoleModel?, roles: [RoleModel] = []) {
    verbs[name] = model.verbs.count
    model.verbs.append(VerbModel(life: life, object: object, roles: roles))
  }

  func thing(_ name: String) -> Thing {
    if let known = things[name] { return known }
    let new = Thing(Int32(things.count))
    things[name] = new
    return new
  }

  func name(of thing: Thing) -> String { things.first { $0.value == thing }?.key ?? "?" }

  func states(_ names: String..., holding: [String] = [], kind: String = "state") {
    for name in names {
      model.actors.append(thing(name))
      model.holds[thing(name)] = Set(holding.map(thing))
      add(thing(name), to: kind, parent: "actor")
      add(thing(name), to: "actor", parent: nil)
    }
  }

  func add(_ thing: Thing, to kind: String, parent: String?) {
    if let parent, kinds[parent] == nil { kinds[parent] = (kinds.count, []) }
    if kinds[kind] == nil { kinds[kind] = (kinds.count, []) }
    kinds[kind]?.members.append(thing)
    if let parent, let number = kinds[kind]?.number { model.parentOfKind[number] = kinds[parent]?.number }
  }

  func purposes(_ names: String...) { model.purposes += names.map(thing) }

  func capability(_ name: String, serves: [String]) {
    model.capabilities.append(thing(name))
    model.serves[thing(name)] = Set(serves.map(thing))
  }

  private func pattern(_ role: Role, _ binding: Int? = nil) -> RolePattern {
    let extent: Extent =
      switch role {
      case .anyone, .anything: .everything
      case .any(let kind): .kind(kinds[kind]!.number, members: Set(kinds[kind]!.members), isEach: false)
      case .each(let kind): .kind(kinds[kind]!.number, members: Set(kinds[kind]!.members), isEach: true)
      case .party: .party(isEach: false)
      case .eachParty: .party(isEach: true)
      case .named(let name): .things([thing(name)])
      case .oneOf(let names): .things(names.map(thing))
      case .name(let name): .name(name)
      }
    return RolePattern(extent, binding: binding)
  }

  /// A pattern of an act: roles in the order object, then the verb's roles; what is left out takes anything.
  func act(_ verb: String, _ roles: [Role] = [], bindings: [Int: Int] = [:]) -> ActPattern {
    let number = verbs[verb]!
    let declared = model.verbs[number]
    var patterns = roles.enumerated().map { pattern($1, bindings[$0]) }
    let count = declared.roles.count + (declared.object == nil ? 0 : 1)
    while patterns.count < count { patterns.append(.everything) }
    let object = declared.object == nil ? RolePattern.everything : patterns.removeFirst()
    return ActPattern(verb: number, object: object, roles: patterns)
  }

  /// A norm that is not yet in a clause.
  struct Draft {
    var modality: Modality
    var subject: RolePattern
    var act: ActPattern
    var when: Condition?
    var unless: Condition?
    var condition: Condition?
    var deadline: Deadline?
    var trigger: (subject: RolePattern, act: ActPattern)?
    var names = 0
    var reparation: [Draft] = []

    func when(_ condition: Condition) -> Draft { with { $0.when = condition } }
    func unless(_ condition: Condition) -> Draft { with { $0.unless = condition } }
    func `where`(_ condition: Condition) -> Draft { with { $0.condition = condition } }
    func within(days: Int64) -> Draft {
      with { $0.deadline = .within { _, _, start in .end(of: start.day + days) } }
    }
    func by(_ day: Int64) -> Draft { with { $0.deadline = .by { _, _, _ in .end(of: day) } } }
    func `else`(_ draft: Draft) -> Draft { with { $0.reparation = [draft] } }
    func after(_ subject: RolePattern, _ act: ActPattern) -> Draft { with { $0.trigger = (subject, act) } }
    func naming(_ count: Int) -> Draft { with { $0.names = count } }
    private func with(_ change: (inout Draft) -> Void) -> Draft {
      var copy = self
      change(&copy)
      return copy
    }
  }

  func role(_ role: Role, as name: Int? = nil) -> RolePattern { pattern(role, name) }

  func forbid(_ subject: Role, _ act: ActPattern, as name: Int? = nil) -> Draft {
    Draft(modality: .forbid, subject: pattern(subject, name), act: act)
  }
  func permit(_ subject: Role, _ act: ActPattern) -> Draft {
    Draft(modality: .permit, subject: pattern(subject), act: act)
  }
  func empower(_ subject: Role, _ act: ActPattern) -> Draft {
    Draft(modality: .empower, subject: pattern(subject), act: act)
  }
  func oblige(_ subject: Role, _ act: ActPattern, as name: Int? = nil) -> Draft {
    Draft(modality: .oblige, subject: pattern(subject, name), act: act)
  }

  /// A treaty with a clause for each list of norms: `T.0`, `T.1` …
  @discardableResult
  func treaty(
    _ name: String, _ clauses: [[Draft]] = [[]], change: (inout Treaty) -> Void = { _ in },
    clause: (Int, inout Clause) -> Void = { _, _ in }
  ) -> Int {
    let index = model.treaties.count
    var treaty = Treaty(thing: thing(name))
    change(&treaty)
    for (number, drafts) in clauses.enumerated() {
      let place = model.clauses.count
      var made = Clause(thing: thing("\(name).\(number)"), treaty: index)
      clause(number, &made)
      made.norms = drafts.map { norm($0, place) }
      model.clauses.append(made)
      model.clauseOfThing[made.thing] = place
      treaty.clauses.append(place)
    }
    model.treaties.append(treaty)
    model.treatyOfThing[treaty.thing] = index
    return index
  }

  private func norm(_ draft: Draft, _ clause: Int) -> Norm {
    let reparation = draft.reparation.first.map { norm($0, clause) }
    let made = Norm(
      index: model.norms.count, clause: clause, modality: draft.modality, subject: draft.subject, act: draft.act,
      when: draft.when, unless: draft.unless, where: draft.condition, deadline: draft.deadline,
      trigger: draft.trigger, reparation: reparation, names: draft.names)
    model.norms.append(made)
    return made
  }

  /// Records an act; a role of nil is not established. Returns the event's number.
  @discardableResult
  func on(
    _ day: Int64, minute: Int32? = nil, _ subject: String?, _ verb: String, _ roles: [String?] = [],
    absent: Bool = true
  ) -> Int {
    let event = log.count
    let act = made(subject, verb, roles)
    log.append(
      Occurrence(
        index: event, act: act, position: Position(day: day, minute: minute.map { $0 + 1 } ?? 0, order: Int32(event))))
    made = nil
    return event
  }

  @discardableResult
  func on(_ day: Int64, _ subject: String, _ verb: String, event: Int) -> Int {
    let number = log.count
    let act = Act(
      verb: verbs[verb]!, subject: .thing(thing(subject)), object: .thing(Thing(event: event)),
      roles: model.verbs[verbs[verb]!].roles.map { _ in .absent })
    log.append(Occurrence(index: number, act: act, position: Position(day: day, minute: 0, order: Int32(number))))
    made = nil
    return number
  }

  func made(_ subject: String?, _ verb: String, _ roles: [String?]) -> Act {
    let number = verbs[verb]!
    let declared = model.verbs[number]
    let isLife = declared.life != nil
    var fillers = roles.map { $0.map { Filler.thing(thing($0)) } ?? .open }
    let count = declared.roles.count + (declared.object == nil ? 0 : 1)
    while fillers.count < count { fillers.append(isLife ? .absent : .open) }
    let object = declared.object == nil ? Filler.absent : fillers.removeFirst()
    return Act(
      verb: number, subject: subject.map { .thing(thing($0)) } ?? .someone, object: object, roles: fillers)
  }

  var chronicle: Chronicle {
    if let made { return made }
    let new = Chronicle(model, log: log)
    made = new
    return new
  }

  // MARK: questions, as of the end of a day

  func parties(_ treaty: Int, _ day: Int64) throws -> Set<String> {
    Set(try chronicle.parties(of: treaty, at: .end(of: day)).map(name))
  }

  func voids(_ day: Int64 = 100_000) throws -> [Int: VoidReason] {
    Dictionary(
      uniqueKeysWithValues: try chronicle.voidActs(at: .end(of: day)).map { ($0.event, $0.reason) })
  }

  /// The verdicts of an act not recorded, one for each possibility.
  func verdicts(_ day: Int64, _ subject: String?, _ verb: String, _ roles: [String?]) throws -> [Verdict] {
    let position = Position.end(of: day)
    try chronicle.advance(to: position)
    return try chronicle.judge(made(subject, verb, roles), at: position, before: position).map(\.verdict)
  }

  func verdict(_ day: Int64, _ subject: String?, _ verb: String, _ roles: [String?]) throws -> Verdict {
    let all = Set(try verdicts(day, subject, verb, roles))
    return all.count == 1 ? all.first! : .undetermined
  }

  func breaches(_ day: Int64, by actor: String? = nil) throws -> [(at: Int64, actor: String, truth: Truth)] {
    try chronicle.breaches(by: actor.map { [self.thing($0)] }, at: .end(of: day))
      .map { ($0.at.day, name(of: $0.actor), $0.truth) }
  }

  func states(_ actor: String, _ day: Int64) throws -> [DutyState] {
    try chronicle.duties(of: thing(actor), at: .end(of: day)).map { $0.state(at: .end(of: day)) }
  }

  func relation(_ clause: Int, _ a: String, _ b: String, _ day: Int64) throws -> String {
    try chronicle.relation(clause: clause, thing(a), thing(b), at: .end(of: day)).0.rawValue
  }
}

extension Condition {
  static func constant(_ truth: Truth, _ number: Int = 1) -> Condition {
    Condition(number: number) { _, _, _ in truth }
  }
  /// No up to a day, yes from it on.
  static func from(_ day: Int64, _ number: Int = 2) -> Condition {
    Condition(number: number) { _, _, position in Truth(position.day >= day) }
  }
}
