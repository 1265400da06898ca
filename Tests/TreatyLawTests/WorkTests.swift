import Testing

@testable import TreatyLaw

/// What an answer costs, counted in conditions read rather than in time.
@Suite struct WorkTests {
  /// Counts how often a condition is read.
  private final class Counter: @unchecked Sendable {
    var reads = 0

    func condition(_ truth: Truth, _ number: Int = 1, asked: [Int]? = nil) -> Condition {
      Condition(number: number, asked: asked) { [self] _, _, _ in
        reads += 1
        return truth
      }
    }
  }

  private func world() -> World {
    let world = World()
    world.states("A", "B", holding: ["kit"])
    world.purposes("war")
    world.capability("kit", serves: ["war"])
    return world
  }

  private func use(_ world: World, _ event: Int, on day: Int64) -> Occurrence {
    Occurrence(
      index: event, act: world.made("A", "use", ["kit", "war", "B"]),
      position: Position(day: day, minute: 0, order: Int32(event)))
  }

  @Test("asking again after one more act reads the conditions of that act alone", arguments: [100, 1000])
  func oneMore(_ acts: Int) throws {
    let (world, counter) = (world(), Counter())
    world.treaty("T", [[world.forbid(.party, world.act("use")).when(counter.condition(.yes))]])
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    for number in 0..<acts { world.on(Int64(1 + number), "A", "use", ["kit", "war", "B"]) }
    let end = Position.end(of: Int64(acts + 10))
    let actor = [world.thing("A")]
    #expect(try world.chronicle.isBreached(by: actor, of: [0], at: end) == .yes)
    #expect(counter.reads == acts)
    // Asked again, nothing is read again.
    #expect(try world.chronicle.breaches(by: actor, of: [0], at: end).count == acts)
    #expect(counter.reads == acts)
    let more = world.chronicle.fork()
    #expect(more.append(use(world, world.log.count, on: Int64(acts + 20))))
    #expect(try more.breaches(by: actor, of: [0], at: .end(of: Int64(acts + 20))).count == acts + 1)
    #expect(counter.reads == acts + 1)
  }

  @Test("an act that lies back is gone through with what comes after it, from the last checkpoint on")
  func late() throws {
    let (world, counter) = (world(), Counter())
    world.treaty("T", [[world.forbid(.party, world.act("use")).when(counter.condition(.yes))]])
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    for number in 0..<1000 { world.on(Int64(1 + number), "A", "use", ["kit", "war", "B"]) }
    let chronicle = world.chronicle
    chronicle.checkpointDistance = 50
    try chronicle.advance(to: .end(of: 2000))
    let before = counter.reads
    try chronicle.inserting([use(world, world.log.count, on: 901)]).advance(to: .end(of: 2000))
    // A hundred acts come after it; the checkpoint lies at most 50 before.
    #expect(counter.reads - before >= 100)
    #expect(counter.reads - before <= 151)
  }

  @Test("an exception is read after acts that it asks about, not after others")
  func exceptions() throws {
    let (world, counter) = (world(), Counter())
    let pay = world.act("pay")
    world.treaty(
      "T",
      [
        [
          world.oblige(.name(0), world.act("report", [.name(1)])).within(days: 10_000).naming(2)
            .unless(counter.condition(.no, asked: [pay.verb]))
            .after(world.role(.anyone, as: 0), world.act("use", [.anything, .anything, .party], bindings: [2: 1]))
        ]
      ])
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    for number in 0..<20 { world.on(Int64(1 + number), "A", "use", ["kit", "war", "B"]) }
    for number in 0..<200 { world.on(Int64(30 + number), "B", "assist", ["A"]) }
    try world.chronicle.advance(to: .end(of: 300))
    #expect(counter.reads == 0)
    world.on(400, "A", "pay", ["ten", "B"])
    try world.chronicle.advance(to: .end(of: 500))
    // Each of the twenty duties, once.
    #expect(counter.reads == 20)
    #expect(try world.states("A", 500) == [DutyState](repeating: .pending, count: 20))
  }

  @Test("a duty that is suspended is released by its exception once its clock runs again") func afterSuspension() throws
  {
    let world = world()
    // From day 20 on the exception holds.
    world.treaty(
      "T",
      [
        [
          world.oblige(.party, world.act("report", [.party])).within(days: 100).unless(.from(20)),
          world.empower(.anyone, world.act("suspend")),
        ]
      ])
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    world.on(10, "A", "suspend", ["T", "B"])
    world.on(15, "A", "use", ["kit", "war", "B"])
    world.on(30, "A", "resume", ["T", "B"])
    #expect(try world.states("A", 12) == [.suspended])
    #expect(try world.states("A", 25) == [.suspended])
    #expect(try world.states("A", 40) == [.released])
  }
}
