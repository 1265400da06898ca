import CybSyntax
import TreatyLaw

// What could have been otherwise: consents, withdrawals and reservations by a date, duties done in time, and roles of
// what is recorded.
extension Oracle {
  func candidates(
    _ inquiry: Inquiry, _ actor: EntityID, _ truth: Truth, _ model: LawModel
  ) throws -> [Change] {
    let (_, chronicle) = try law.current()
    var position = position(inquiry.asOf)
    // A void act lacked something when it was done.
    if inquiry.modal == .has, case .declared(let verb) = inquiry.verb,
      let void = try matchingEvents(verb, inquiry, .value(.entity(actor)), includingVoid: true).last,
      let then = chronicle.position(of: void.event)
    {
      position = then
    }
    var found: [Change] = []
    for treaty in treaties(of: inquiry, model) where !asksForConsent(inquiry) {
      found += try consents(actor, to: treaty, at: position, model, chronicle)
      if inquiry.modal == .may { found += try escapes(actor, from: treaty, inquiry, at: position, model, chronicle) }
    }
    if case .derived = inquiry.verb {
      let wanted = Set(clauses(inquiry.object, model))
      found += try timelyActs(actor, wanted, at: position, model, chronicle)
      found += try otherRoles(actor, wanted, truth, at: position, model, chronicle)
    }
    return found
  }

  /// Whether it asks whether somebody has consented: that it would have, had it, need not be said.
  private func asksForConsent(_ inquiry: Inquiry) -> Bool {
    guard inquiry.modal == .has, case .declared(let verb) = inquiry.verb else { return false }
    return ["sign", "ratify", "accede"].contains(world[verb].name)
  }

  /// The treaties that an answer may turn on.
  private func treaties(of inquiry: Inquiry, _ model: LawModel) -> [Int] {
    var found: [Int] = []
    func add(_ treaty: Int) { if !found.contains(treaty) { found.append(treaty) } }
    clauses(inquiry.object, model).forEach { add(model.model.clauses[$0].treaty) }
    for filler in [inquiry.object] + inquiry.roles {
      if case .value(.entity(let entity))? = filler, let treaty = model.index(ofTreaty: entity) { add(treaty) }
    }
    if case .declared(let verb) = inquiry.verb, inquiry.modal != .has {
      for norm in model.model.norms where norm.act.verb == Int(verb.index) {
        add(model.model.clauses[norm.clause].treaty)
      }
    }
    return found
  }

  // MARK: entries and exits

  /// Consents by the last day on which they would have made the actor a party by now.
  private func consents(
    _ actor: EntityID, to index: Int, at position: Position, _ model: LawModel, _ chronicle: Chronicle
  ) throws -> [Change] {
    let text = model.model.treaties[index]
    let thing = Thing(actor.index)
    guard text.binds == nil, try !chronicle.isParty(thing, of: index, at: position) else { return [] }
    let consented = try chronicle.consents(to: index, at: position).map(\.actor)
    guard let verb = world.verbs.firstIndex(where: { $0.name == (text.consentBySigning ? "sign" : "ratify") }),
      let day = Self.last(upTo: position.day, where: { try text.delay($0) <= position.day }),
      text.opened.map({ $0 <= day }) ?? true
    else { return [] }
    var joining: [Thing] = []
    if !consented.contains(thing) {
      guard try text.isOpenTo(thing) == .yes else { return [] }
      joining.append(thing)
    }
    let others = model.model.actors.filter { !consented.contains($0) && $0 != thing }
    for other in others where try text.quorum(consented + joining) != .yes {
      if try text.isOpenTo(other) == .yes { joining.append(other) }
    }
    guard !joining.isEmpty, try text.quorum(consented + joining) == .yes else { return [] }
    let wording = LegalWording(model: model)
    let treaty = Value.entity(model.treaties[index])
    let names = joining.map(wording.name)
    let who =
      names.count <= 3
      ? wording.list(names) : "\(names[0]) and \(names.count - 1) others, such as \(names[1]) and \(names[2]),"
    let words = "\(who) had \(world.verbs[verb].participle) \(machine.describe(treaty)) by \(Self.date(day))"
    let id = VerbID(index: Int32(verb))
    return [
      Change(words: words, sources: joining.prefix(3).map(model.value) + [treaty]) { world in
        for party in joining {
          let act = Act(verb: id, subject: .value(model.value(party)), object: .value(treaty), roles: [])
          _ = world.record(Event(date: Self.moment(day), act: act, place: world[model.treaties[index]].declaration))
        }
      }
    ]
  }

  /// A withdrawal, and a reservation, that would have freed the actor by now.
  private func escapes(
    _ actor: EntityID, from index: Int, _ inquiry: Inquiry, at position: Position, _ model: LawModel,
    _ chronicle: Chronicle
  ) throws -> [Change] {
    let text = model.model.treaties[index]
    let thing = Thing(actor.index)
    guard try chronicle.isParty(thing, of: index, at: position) else { return [] }
    let wording = LegalWording(model: model)
    let (name, treaty) = (world.name(of: actor), Value.entity(model.treaties[index]))
    let place = world[model.treaties[index]].declaration
    var found: [Change] = []
    if let verb = world.verbs.firstIndex(where: { $0.name == "withdraw" }), let notice = text.notice,
      let day = Self.last(upTo: position.day, where: { try notice($0) <= position.day })
    {
      let act = Act(
        verb: VerbID(index: Int32(verb)), subject: .value(.entity(actor)), object: .absent, roles: [.value(treaty)])
      found.append(
        Change(
          words: "\(name) had withdrawn from \(machine.describe(treaty)) by \(Self.date(day))",
          sources: [.entity(actor), treaty]
        ) { world in
          _ = world.record(Event(date: Self.moment(day), act: act, place: place))
        })
    }
    if let verb = world.verbs.firstIndex(where: { $0.name == "reserve" }), case .declared(let asked) = inquiry.verb,
      let consent = try chronicle.consents(to: index, at: position).last(where: { $0.actor == thing })
    {
      let date = world.events[consent.event].date.startOfDay
      for clause in text.clauses
      where model.model.clauses[clause].norms.contains(where: { $0.act.verb == Int(asked.index) }) {
        let value = Value.entity(model.clauses[clause])
        let act = Act(
          verb: VerbID(index: Int32(verb)), subject: .value(.entity(actor)), object: .value(value), roles: [])
        found.append(
          Change(
            words: "\(name) had reserved \(wording.world.name(of: model.clauses[clause])) by \(date)",
            sources: [.entity(actor), value]
          ) { world in _ = world.record(Event(date: date, act: act, place: place)) })
      }
    }
    return found
  }

  // MARK: what was done

  /// The acts that duties of the actor asked for, on the last day on which they would have been in time.
  private func timelyActs(
    _ actor: EntityID, _ wanted: Set<Int>, at position: Position, _ model: LawModel, _ chronicle: Chronicle
  ) throws -> [Change] {
    let wording = LegalWording(model: model)
    return try chronicle.duties(of: Thing(actor.index), at: position).filter { duty in
      wanted.contains(duty.norm.clause) && duty.state(at: position) != .fulfilled
        && (duty.deadline.map { $0 <= position } ?? false)
    }.prefix(4).compactMap { duty in
      guard let deadline = duty.deadline else { return nil }
      var asked = chronicle.askedAct(of: duty)
      let owed = chronicle.owedTo(duty, at: position)
      for index in asked.roles.indices where asked.roles[index] == .open {
        if case .party = duty.pattern.roles[index].extent {
          asked.roles[index] = owed.first.map { .thing($0) } ?? .open
        }
      }
      if case .party = duty.pattern.object.extent, asked.object == .open {
        asked.object = owed.first.map { .thing($0) } ?? .open
      }
      let date = Moment(lastOf: deadline)
      let act = model.act(asked)
      return Change(
        words: "\(wording.perfect(asked)) by \(date)", sources: [wording.clauseValue(duty.norm.index)]
      ) { world in _ = world.record(Event(date: date, act: act, place: model.records[duty.norm.index].span)) }
    }
  }

  /// Other fillers of roles in recorded acts: for those not established whatever they could be, for purposes those that
  /// the capability serves.
  private func otherRoles(
    _ actor: EntityID, _ wanted: Set<Int>, _ truth: Truth, at position: Position, _ model: LawModel,
    _ chronicle: Chronicle
  ) throws -> [Change] {
    let wording = LegalWording(model: model)
    var found: [Change] = []
    let verbs = Set(
      model.model.norms.filter { wanted.contains($0.clause) }.flatMap {
        [$0.act.verb] + ($0.trigger.map { [$0.act.verb] } ?? [])
      })
    var seen = 0
    for verb in verbs.sorted() {
      for index in law.index.events(VerbID(index: Int32(verb)), by: .value(.entity(actor))) where seen < 6 {
        guard let at = chronicle.position(of: index), at <= position else { continue }
        seen += 1
        let event = EventID(index: Int32(index))
        let act = world.events[index].act
        let recorded = model.act(act)
        let possible = model.model.possibilities(of: recorded)
        if !act.subject.isEstablished, truth == .unknown {
          var other = act
          other.subject = .value(.entity(actor))
          found.append(
            Change(
              words: "the author of \(wording.event(index)) were \(world.name(of: actor))", sources: [.event(event)]
            ) { $0.setAct(other, of: event) })
        }
        for (place, role) in world.verbs[verb].roles.enumerated() where wording.isPurpose(role.role) {
          let served = recorded.object.thing.flatMap { model.model.serves[$0] } ?? []
          let purposes = model.model.purposes.filter { purpose in
            recorded.roles[place] != .thing(purpose)
              && (recorded.roles[place].isEstablished
                ? served.contains(purpose) : possible.contains { $0.roles[place] == .thing(purpose) })
          }
          for purpose in purposes {
            var other = act
            other.roles[place] = .value(model.value(purpose))
            found.append(
              Change(
                words: "the purpose of \(wording.event(index)) were \(wording.name(purpose))", sources: [.event(event)]
              ) { $0.setAct(other, of: event) })
          }
        }
      }
    }
    return found
  }

  // MARK: days

  /// The last day up to another on which something that does not come back is still so; nothing within forty years.
  private static func last(upTo day: Int64, where holds: (Int64) throws -> Bool) -> Int64? {
    func isSo(_ day: Int64) -> Bool { (try? holds(day)) ?? false }
    if isSo(day) { return day }
    var (low, high) = (day - 40 * 366, day)
    guard isSo(low) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isSo(middle) { low = middle } else { high = middle }
    }
    return low
  }

  private static func moment(_ day: Int64) -> Moment { Moment(minutes: day * 1440, hasTime: false) }

  private static func date(_ day: Int64) -> String { "\(moment(day))" }
}
