import TreatyLaw

// Times the assessment of recorded acts: `law-benchmark [EVENTS]` (1 000 000 unless given) against 200 clauses of 20
// treaties over 200 actors. Prints the time to sort the log, to go through it, and to list the breaches; and the time
// for one more event after that.

func run(events count: Int, clauses: Int, actors: Int, unestablished: Int) throws {
  var model = Model()
  var seed: UInt64 = 1
  func random(_ n: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((seed >> 33) % UInt64(n))
  }
  let people = (0..<actors).map { Thing(Int32($0)) }
  model.actors = people
  let purposes = (0..<20).map { Thing(Int32(1000 + $0)) }
  let tools = (0..<50).map { Thing(Int32(2000 + $0)) }
  model.purposes = purposes
  model.capabilities = tools
  for tool in tools { model.serves[tool] = Set((0..<3).map { _ in purposes[random(20)] }) }
  for person in people { model.holds[person] = Set((0..<5).map { _ in tools[random(50)] }) }
  model.verbs = [
    VerbModel(life: nil, object: .capability, roles: [.purpose, .actor]),
    VerbModel(life: .ratify, object: .other, roles: []),
    VerbModel(life: nil, object: nil, roles: [.actor]),
  ]
  let perTreaty = 10
  for t in 0..<(clauses / perTreaty) {
    var treaty = Treaty(thing: Thing(Int32(5000 + t)))
    for c in 0..<perTreaty {
      let place = model.clauses.count
      var clause = Clause(thing: Thing(Int32(6000 + place)), treaty: t)
      let subject = RolePattern(.kind(0, members: Set(people), isEach: false), binding: 0)
      let act = ActPattern(
        verb: 0, object: .everything,
        roles: [RolePattern(.things([purposes[(t + c) % 20]])), RolePattern(.party(isEach: false), binding: 1)])
      var norms: [Norm] = []
      switch c % 4 {
      case 0:
        norms = [Norm(index: model.norms.count, clause: place, modality: .forbid, subject: subject, act: act, names: 2)]
      case 1:
        norms = [
          Norm(
            index: model.norms.count, clause: place, modality: .permit,
            subject: RolePattern(.things([people[random(actors)]])), act: act, names: 2)
        ]
      case 2:
        norms = [
          Norm(
            index: model.norms.count, clause: place, modality: .forbid, subject: subject,
            act: ActPattern(
              verb: 0, object: RolePattern(.things([tools[random(50)], tools[random(50)]])),
              roles: [RolePattern(.things([purposes[random(20)]])), .everything]), names: 2)
        ]
      default:
        norms = [
          Norm(
            index: model.norms.count, clause: place, modality: .oblige, subject: RolePattern(.name(0)),
            act: ActPattern(verb: 2, object: .everything, roles: [RolePattern(.name(1))]),
            deadline: .within { _, _, p in .end(of: p.day + 30) },
            trigger: (
              subject,
              ActPattern(
                verb: 0, object: RolePattern(.things([tools[random(50)]])),
                roles: [RolePattern(.things([purposes[random(20)]])), RolePattern(.party(isEach: false), binding: 1)])
            ), names: 2)
        ]
      }
      model.norms += norms
      clause.norms = norms
      model.clauses.append(clause)
      model.clauseOfThing[clause.thing] = place
      treaty.clauses.append(place)
    }
    model.treatyOfThing[treaty.thing] = t
    model.treaties.append(treaty)
  }
  var log: [Occurrence] = []
  func add(_ day: Int64, _ act: Act) {
    log.append(Occurrence(index: log.count, act: act, position: Position(day: day, minute: 0, order: Int32(log.count))))
  }
  for t in 0..<model.treaties.count {
    for (i, person) in people.enumerated() where (i + t) % 3 != 0 {
      add(0, Act(verb: 1, subject: .thing(person), object: .thing(model.treaties[t].thing), roles: []))
    }
  }
  for i in 0..<count {
    let day = Int64(1 + i / 1000)
    let (a, b) = (people[random(actors)], people[random(actors)])
    if i % 10 == 9 {
      add(day, Act(verb: 2, subject: .thing(a), object: .absent, roles: [.thing(b)]))
    } else {
      let open = unestablished > 0 && random(1000) < unestablished
      add(
        day,
        Act(
          verb: 0, subject: .thing(a), object: .thing(tools[random(50)]),
          roles: [open ? .open : .thing(purposes[random(20)]), .thing(b)]))
    }
  }
  let clock = ContinuousClock()
  var chronicle: Chronicle?
  let made = clock.measure { chronicle = Chronicle(model, log: log) }
  guard let chronicle else { return }
  let passed = try clock.measure { try chronicle.advance(to: .end(of: 100_000)) }
  var found = 0
  let asked = try clock.measure {
    found = try chronicle.breaches(since: nil, at: .end(of: 100_000)) { _, _ in true }.count
  }
  let one = try clock.measure {
    _ = chronicle.append(
      Occurrence(
        index: log.count, act: log[log.count - 1].act,
        position: Position(day: Int64(count), minute: 0, order: Int32(log.count))))
    try chronicle.advance(to: .end(of: Int64(count)))
  }
  print("one more event", one)
  print(
    "events", count, "made", made, "passed", passed, "asked", asked, "breaches", found, "duties", chronicle.duties.count
  )
}
try run(
  events: Int(CommandLine.arguments.dropFirst().first ?? "1000000") ?? 0, clauses: 200, actors: 200, unestablished: 0)
