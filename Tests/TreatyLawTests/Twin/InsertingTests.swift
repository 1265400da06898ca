import Testing

@testable import TreatyLaw

/// However the acts come in, one by one, late or supposed, the chronicle is the one of all of them.
@Suite struct InsertingTests {
  /// Uses, reports, consents and withdrawals of four actors, on fifty days.
  private func made(_ seed: UInt64) -> World {
    var random = Generator(state: seed &* 104_729 &+ 17)
    for _ in 0..<4 { _ = random.next() }
    let world = World()
    world.states("A", "B", "C", "D", holding: ["kit"])
    world.purposes("crime", "war")
    world.capability("kit", serves: ["crime", "war"])
    let pay = world.oblige(.name(0), world.act("pay", [.anything, .name(1)])).within(days: 4).naming(2)
    let report = world.oblige(.name(0), world.act("report", [.name(1)])).within(days: 3).naming(2).else(pay)
      .after(world.role(.anyone, as: 0), world.act("use", [.anything, .named("crime"), .party], bindings: [2: 1]))
    world.treaty(
      "T", [[world.forbid(.anyone, world.act("use", [.anything, .named("war"), .party]))], [report]]
    ) {
      $0.notice = { $0 + 5 }
      $0.isDenounceable = true
    }
    let names = ["A", "B", "C", "D"]
    for name in names { world.on(Int64.random(in: 0...10, using: &random), name, "ratify", ["T"]) }
    for _ in 0..<40 {
      let by = names.randomElement(using: &random)!
      let other = names.filter { $0 != by }.randomElement(using: &random)!
      let day = Int64.random(in: 0...50, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: world.on(day, by, "withdraw", ["T"])
      case 1, 2: world.on(day, by, "report", [other])
      case 3: world.on(day, by, "pay", [nil, other])
      default: world.on(day, by, "use", ["kit", ["crime", "war"].randomElement(using: &random)!, other])
      }
    }
    return world
  }

  private func outline(_ chronicle: Chronicle, _ day: Int64) throws -> [String] {
    let end = Position.end(of: day)
    let breaches = try chronicle.breaches(at: end).map { breach in
      "\(breach.at.day) \(breach.actor.index) \(breach.clause) \(breach.truth)"
    }.sorted()
    let duties = try chronicle.duties(of: nil, at: end).map {
      "\($0.start.day) \($0.debtor.index) \($0.norm.index) \($0.trigger ?? -1) \($0.state(at: end))"
    }.sorted()
    let parties = try chronicle.parties(of: 0, at: end).map { "\($0.index)" }.sorted()
    return breaches + duties + parties + (try chronicle.voidActs(at: end).map { "\($0.event)" }.sorted())
  }

  @Test("acts that come in any order give the same as all at once", arguments: 0..<40)
  func anyOrder(_ seed: Int) throws {
    let world = made(UInt64(seed))
    var random = Generator(state: UInt64(seed))
    var chronicle = Chronicle(world.model, log: [])
    chronicle.checkpointDistance = 4
    var taken: [Occurrence] = []
    for occurrence in world.log.shuffled(using: &random) {
      let before = try outline(chronicle, 30)
      let copy = chronicle.fork()
      let next = copy.append(occurrence) ? copy : chronicle.inserting([occurrence])
      taken.append(occurrence)
      let day = Int64.random(in: 0...60, using: &random)
      #expect(try outline(next, day) == outline(Chronicle(world.model, log: taken), day), "seed \(seed), day \(day)")
      // The one that it came from is as it was: the act may have been supposed.
      #expect(try outline(chronicle, 30) == before, "seed \(seed)")
      chronicle = next
    }
  }
}
