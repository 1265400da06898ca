import CybSyntax
import TreatyLaw

/// Builtins that ask the law.
enum LawBuiltins {
  private static let treaty = Builtin.Parameter("treaty", .entity, "a treaty")

  static let all: [Builtin] = [
    Builtin(
      "parties", .law, [treaty], returns: "set of actors",
      "The parties of a treaty in force, in the order of their entry. Inside the treaty, `parties` alone is the same."
    ) { arguments, machine in
      _ = try treatyIndex(arguments, 0, machine)
      return try machine.oracle.parties(of: try arguments.entity(0))
    },
    Builtin(
      "signatories", .law, [treaty], returns: "set of actors", "Those that have signed a treaty and not revoked it."
    ) { arguments, machine in
      let (index, model, chronicle) = try treatyIndex(arguments, 0, machine)
      return .set(try chronicle.signatories(of: index, at: machine.oracle.position(nil)).map(model.value))
    },
    Builtin("in_force", .law, [treaty], returns: "truth", "Whether a treaty is in force.") { arguments, machine in
      let (index, _, chronicle) = try treatyIndex(arguments, 0, machine)
      return .truth(try chronicle.isInForce(index, at: machine.oracle.position(nil)))
    },
    Builtin(
      "entry_date", .law, [treaty, .init("party", .either([.entity, .nothing]), "an actor", default: .nothing)],
      returns: "date",
      "The date of a treaty's entry into force, or of its entry for one party: as fixed by what is recorded, even if it lies ahead. Nothing where none is fixed."
    ) { arguments, machine in
      let (index, model, chronicle) = try treatyIndex(arguments, 0, machine)
      let position = machine.oracle.position(nil)
      let day =
        arguments.isNothing(1)
        ? try chronicle.entryDay(of: index, at: position)
        : try chronicle.entryDay(of: index, for: model.thing(arguments[1]), at: position)
      return day.map { .date(Moment(minutes: $0 * 1440, hasTime: false)) } ?? .nothing
    },
    Builtin(
      "relations", .law, [treaty, .init("a", .entity, "a party"), .init("b", .entity, "another")],
      returns: "list of records",
      "What stands between two parties: for each clause `{clause, status, reason}`, with the status `not_in_force`, `excluded`, `suspended` or `in_force`."
    ) { arguments, machine in
      let (index, model, chronicle) = try treatyIndex(arguments, 0, machine)
      let position = machine.oracle.position(nil)
      let wording = LegalWording(model: model)
      let (a, b) = (model.thing(arguments[1]), model.thing(arguments[2]))
      return .list(
        try model.model.treaties[index].clauses.map { clause in
          let (status, event) = try chronicle.relation(clause: clause, a, b, at: position)
          let reason = event.map { Value.text(wording.event($0)) } ?? .nothing
          return .record([
            ("clause", .entity(model.clauses[clause])), ("status", .text(status.rawValue)), ("reason", reason),
          ])
        })
    },
    Builtin(
      "void_acts", .law, [treaty], returns: "list of events",
      "Recorded acts about a treaty that have no legal effect; `why` says what was missing."
    ) { arguments, machine in
      let (index, _, chronicle) = try treatyIndex(arguments, 0, machine)
      let void = try chronicle.voidActs(at: machine.oracle.position(nil))
      return .list(void.filter { chronicle.isAct($0.event, about: index) }.map { event($0.event) })
    },
    Builtin(
      "verdict", .law, [.init("event", .event, "a recorded event")], returns: "text",
      "What the law says of a recorded act: `void`, `obliged`, `forbidden`, `permitted`, `unregulated`, `conflict`, or `undetermined` where it turns on what is not established."
    ) { arguments, machine in
      let judgements = try LawBuiltins.judgements(arguments, machine).judgements
      return .text(overall(judgements).rawValue)
    },
    Builtin(
      "verdicts", .law, [.init("event", .event, "a recorded event")], returns: "map from possibilities to texts",
      "The verdict for each possibility of an act whose roles are not all established."
    ) { arguments, machine in
      let (judgements, act, model) = try LawBuiltins.judgements(arguments, machine)
      let wording = LegalWording(model: model)
      var map = ValueMap()
      for judgement in judgements {
        let key = wording.distinction(judgement.act, of: act, judgement.assumptions)
        map[.text(key.isEmpty ? "as recorded" : key)] = .text(judgement.verdict.rawValue)
      }
      return .object(MapObject(map))
    },
    Builtin(
      "breaches", .law, [.init("of", .entity, "a treaty, clause or actor")], returns: "list of records",
      "The breaches of a treaty or clause, or by an actor: `{actor, clause, date, event, certain, repaired}`; `event` is nothing where a duty was not met."
    ) { arguments, machine in
      let (model, chronicle) = try machine.oracle.law.current()
      let entity = try arguments.entity(0)
      let position = machine.oracle.position(nil)
      let clauses = machine.oracle.clauses(.value(.entity(entity)), model)
      let isActor = machine.world.isEntity(entity, of: .actor)
      guard isActor || !clauses.isEmpty || model.index(ofTreaty: entity) != nil else {
        throw arguments.mismatch(0, "a treaty, clause or actor")
      }
      let since = machine.ambientSince.map { Position(startOf: $0) }
      let found = try chronicle.breaches(
        by: isActor ? [Thing(entity.index)] : nil, of: isActor ? nil : clauses, since: since, at: position)
      return .list(
        found.map { breach in
          var event = Value.nothing
          if case .act(let offence) = breach { event = LawBuiltins.event(offence.event) }
          return .record([
            ("actor", model.value(breach.actor)), ("clause", .entity(model.clauses[breach.clause])),
            ("date", .date(Moment(breach.at))), ("event", event), ("certain", .truth(breach.truth == .yes)),
            ("repaired", .truth(chronicle.isRepaired(breach, at: position))),
          ])
        })
    },
    Builtin(
      "check", .law, [treaty], returns: "list of records",
      "What is amiss in a treaty's words, whatever has been recorded: `{code, clauses, message, example}`; the example is a script that runs and shows it. `cyb check` says the same."
    ) { arguments, machine in
      _ = try treatyIndex(arguments, 0, machine)
      return .list(try machine.oracle.findings(on: try arguments.entity(0)).map { $0.value() })
    },
    Builtin(
      "duties", .law, [.init("actor", .entity, "an actor")], returns: "list of records",
      "The duties of an actor: `{clause, state, start, deadline, to}`. States: pending, suspended, fulfilled, fulfilled_late, breached, repaired, unrepaired, released, uncertain."
    ) { arguments, machine in
      let (model, chronicle) = try machine.oracle.law.current()
      let entity = try arguments.entity(0)
      guard machine.world.isEntity(entity, of: .actor) else { throw arguments.mismatch(0, "an actor") }
      let position = machine.oracle.position(nil)
      return .list(
        try chronicle.duties(of: Thing(entity.index), at: position).map { duty in
          .record([
            ("clause", .entity(model.clauses[duty.norm.clause])), ("state", .text(duty.state(at: position).rawValue)),
            ("start", .date(Moment(duty.start))),
            ("deadline", duty.deadline.map { .date(Moment(lastOf: $0)) } ?? .nothing),
            ("to", .set(chronicle.owedTo(duty, at: position).map(model.value))),
          ])
        })
    },
  ]

  private static func event(_ index: Int) -> Value { .event(EventID(index: Int32(index))) }

  private static func treatyIndex(
    _ arguments: borrowing Arguments, _ place: Int, _ machine: Machine
  ) throws -> (index: Int, model: LawModel, chronicle: Chronicle) {
    let (model, chronicle) = try machine.oracle.law.current()
    guard let index = model.index(ofTreaty: try arguments.entity(place)) else {
      throw arguments.mismatch(place, "a treaty")
    }
    return (index, model, chronicle)
  }

  private static func judgements(
    _ arguments: borrowing Arguments, _ machine: Machine
  ) throws -> (judgements: [Judgement], act: TreatyLaw.Act, model: LawModel) {
    guard case .event(let event) = arguments[0] else { throw arguments.mismatch(0, "an event") }
    let (model, chronicle) = try machine.oracle.law.current()
    let position = max(machine.oracle.position(nil), model.occurrence(Int(event.index)).position)
    let judgements = try chronicle.judge(event: Int(event.index), at: position)
    return (judgements, model.act(machine.world[event].act), model)
  }

  static func overall(_ judgements: [Judgement]) -> Verdict {
    let verdicts = Set(judgements.map(\.verdict))
    return verdicts.count == 1 ? verdicts.first ?? .undetermined : .undetermined
  }
}

extension Moment {
  /// The last moment that a position includes: a plain date where it is a day's end.
  init(lastOf position: Position) {
    if position.minute == .max {
      self.init(minutes: position.day * 1440, hasTime: false)
    } else {
      self.init(position)
    }
  }
}
