import TreatyLaw

/// Treaties, actors and acts at random, the same for the same numbers.
struct LawWorld {
  var model = Model()
  var log: [Occurrence] = []
  let people: [Thing]
  private let purposes = (0..<20).map { Thing(Int32($0) + 10_000) }
  private let tools = (0..<50).map { Thing(Int32($0) + 20_000) }
  private var state: UInt64 = 1

  /// - Parameter perTreaty: clauses of each treaty.
  init(events: Int, clauses: Int, actors: Int, perTreaty: Int = 10) {
    people = (0..<actors).map { Thing(Int32($0)) }
    model.actors = people
    model.purposes = purposes
    model.capabilities = tools
    for tool in tools { model.serves[tool] = Set((0..<3).map { _ in purposes[random(20)] }) }
    for person in people { model.holds[person] = Set((0..<5).map { _ in tools[random(50)] }) }
    model.verbs = [
      VerbModel(life: nil, object: .capability, roles: [.purpose, .actor]),
      VerbModel(life: .ratify, object: .other, roles: []),
      VerbModel(life: nil, object: nil, roles: [.actor]),
    ]
    for treaty in 0..<(clauses / perTreaty) { add(treaty, clauses: perTreaty) }
    for treaty in model.treaties.indices {
      for (number, person) in people.enumerated() where (number + treaty) % 3 != 0 {
        record(0, Act(verb: 1, subject: .thing(person), object: .thing(model.treaties[treaty].thing)))
      }
    }
    for number in 0..<events { record(Int64(1 + number / 1000), act(number)) }
  }

  /// The part of the law that the peers have (`Benchmarks/law_peers.py`), from a file of numbers: a line `ACTORS TOOLS
  /// PURPOSES TREATIES RECORDED`, then lines `party TREATY ACTOR`, `norm TREATY PURPOSE [TOOL …]`, `act ACTOR TOOL PURPOSE TARGET`.
  init(facts reader: consuming FactReader) {
    var numbers: [Int32] = []
    _ = reader.next(&numbers)
    log.reserveCapacity(Int(numbers[4]))
    people = (0..<numbers[0]).map { Thing($0) }
    let tools = (0..<numbers[1]).map { Thing(20_000 + $0) }
    let purposes = (0..<numbers[2]).map { Thing(10_000 + $0) }
    model.actors = people
    model.capabilities = tools
    model.purposes = purposes
    model.verbs = [
      VerbModel(life: nil, object: .capability, roles: [.purpose, .actor]),
      VerbModel(life: .ratify, object: .other, roles: []),
    ]
    model.treaties = (0..<numbers[3]).map { Treaty(thing: Thing(30_000 + $0)) }
    for treaty in model.treaties.indices { model.treatyOfThing[model.treaties[treaty].thing] = treaty }
    while let word = reader.next(&numbers) {
      switch word {
      case UInt8(ascii: "p"):
        let treaty = model.treaties[Int(numbers[0])].thing
        record(0, Act(verb: 1, subject: .thing(Thing(numbers[1])), object: .thing(treaty)))
      case UInt8(ascii: "n"):
        let kit = numbers.dropFirst(2).map { Thing(20_000 + $0) }
        add(of: Int(numbers[0]), against: Thing(10_000 + numbers[1]), with: kit)
      default:
        var roles = Fillers()
        roles.append(.thing(Thing(10_000 + numbers[2])))
        roles.append(.thing(Thing(numbers[3])))
        record(
          1,
          Act(
            verb: 0, subject: .thing(Thing(numbers[0])), object: .thing(Thing(20_000 + numbers[1])),
            roles: roles))
      }
    }
  }

  /// A clause that forbids any party to use something, of a kit or whatever it may be, for a purpose against a party.
  private mutating func add(of treaty: Int, against purpose: Thing, with kit: [Thing]) {
    let place = model.clauses.count
    let act = ActPattern(
      verb: 0, object: kit.isEmpty ? .everything : RolePattern(.things(kit)),
      roles: [RolePattern(.things([purpose])), RolePattern(.party(isEach: false))])
    let norm = Norm(
      index: place, clause: place, modality: .forbid, subject: RolePattern(.party(isEach: false)), act: act)
    model.norms.append(norm)
    model.clauses.append(Clause(thing: Thing(Int32(40_000 + place)), treaty: treaty, norms: [norm]))
    model.clauseOfThing[Thing(Int32(40_000 + place))] = place
    model.treaties[treaty].clauses.append(place)
  }

  /// How many of the recorded acts are consents.
  var consents: Int { log.prefix { $0.act.verb == 1 }.count }

  /// Hands over the log, of which no copy is then kept.
  mutating func takeLog() -> [Occurrence] {
    defer { log = [] }
    return log
  }

  private mutating func random(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  private mutating func record(_ day: Int64, _ act: Act) {
    log.append(
      Occurrence(index: log.count, act: act, position: Position(day: day, minute: 0, order: Int32(log.count))))
  }

  /// Nine in ten use something for a purpose against somebody; one reports to somebody.
  private mutating func act(_ number: Int) -> Act {
    let (actor, other) = (people[random(people.count)], people[random(people.count)])
    if number % 10 == 9 { return Act(verb: 2, subject: .thing(actor), object: .absent, roles: [.thing(other)]) }
    return Act(
      verb: 0, subject: .thing(actor), object: .thing(tools[random(50)]),
      roles: [.thing(purposes[random(20)]), .thing(other)])
  }

  private mutating func add(_ number: Int, clauses: Int) {
    var treaty = Treaty(thing: Thing(Int32(30_000 + number)))
    for clause in 0..<clauses {
      let place = model.clauses.count
      var made = Clause(thing: Thing(Int32(40_000 + place)), treaty: number)
      made.norms = [norm(clause, of: place, purpose: purposes[(number + clause) % 20])]
      model.norms += made.norms
      model.clauses.append(made)
      model.clauseOfThing[made.thing] = place
      treaty.clauses.append(place)
    }
    model.treatyOfThing[treaty.thing] = number
    model.treaties.append(treaty)
  }

  /// In turn: a prohibition of a purpose, a permission for one actor, a prohibition of two tools, a duty to report after
  /// a use.
  private mutating func norm(_ kind: Int, of clause: Int, purpose: Thing) -> Norm {
    let index = model.norms.count
    let anyone = RolePattern(.kind(0, members: Set(people), isEach: false), binding: 0)
    let party = RolePattern(.party(isEach: false), binding: 1)
    let use = ActPattern(verb: 0, object: .everything, roles: [RolePattern(.things([purpose])), party])
    switch kind % 4 {
    case 0: return Norm(index: index, clause: clause, modality: .forbid, subject: anyone, act: use, names: 2)
    case 1:
      let one = RolePattern(.things([people[random(people.count)]]))
      return Norm(index: index, clause: clause, modality: .permit, subject: one, act: use, names: 2)
    case 2:
      let two = RolePattern(.things([tools[random(50)], tools[random(50)]]))
      let act = ActPattern(verb: 0, object: two, roles: [RolePattern(.things([purposes[random(20)]])), .everything])
      return Norm(index: index, clause: clause, modality: .forbid, subject: anyone, act: act, names: 2)
    default:
      let trigger = ActPattern(
        verb: 0, object: RolePattern(.things([tools[random(50)]])),
        roles: [RolePattern(.things([purposes[random(20)]])), party])
      return Norm(
        index: index, clause: clause, modality: .oblige, subject: RolePattern(.name(0)),
        act: ActPattern(verb: 2, object: .everything, roles: [RolePattern(.name(1))]),
        deadline: .within { _, _, start in .end(of: start.day + 30) }, trigger: (anyone, trigger), names: 2)
    }
  }
}
