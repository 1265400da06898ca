import Testing

@testable import TreatyLaw

/// law.md §5: duties and breach.
@Suite struct DutyTests {
  private func world(
    _ drafts: (World) -> [World.Draft], change: (inout Treaty) -> Void = { _ in },
    clause: (Int, inout Clause) -> Void = { _, _ in }
  ) -> World {
    let world = World()
    world.states("A", "B", "C")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty("T", [drafts(world)], change: change, clause: clause)
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    return world
  }

  @Test("without `after`: at the party's own entry; the last day is in time, breached the next") func deadline() throws
  {
    let world = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 30)] }
    #expect(try world.states("A", 0) == [.pending])
    #expect(try world.states("A", 30) == [.pending])
    #expect(try world.states("A", 31) == [.breached])
    #expect(try world.breaches(31).map(\.at) == [31])
    #expect(try world.verdict(31, "A", "report", ["B"]) == .obliged)
    world.on(40, "A", "report", ["B"])
    #expect(try world.states("A", 40) == [.fulfilled_late])
    #expect(try world.breaches(40).count == 1)
    #expect(try world.verdict(41, "A", "report", ["B"]) == .unregulated)
  }

  @Test(
    "reserved on the day of consent and entry, before the consent or after it: nothing is breached",
    arguments: [true, false])
  func reserved(isBefore: Bool) throws {
    let world = World()
    world.states("A", "B")
    world.treaty("T", [[world.oblige(.anyone, world.act("report", [.anyone])).within(days: 10)]])
    if isBefore { world.on(0, "A", "reserve", ["T.0"]) }
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    if !isBefore { world.on(0, "A", "reserve", ["T.0"]) }
    #expect(try world.breaches(40).isEmpty)
  }

  @Test("the act that breaches does not discharge the reparation that it starts") func selfRepair() throws {
    let world = world {
      [
        $0.forbid(.named("A"), $0.act("report", [.named("B")])).else(
          $0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 10))
      ]
    }
    world.on(1, "A", "report", ["B"])
    #expect(try world.states("A", 2) == [.pending])
    world.on(3, "A", "report", ["B"])
    #expect(try world.states("A", 3) == [.fulfilled])
  }

  @Test("fulfilled on its last day") func inTime() throws {
    let world = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 30)] }
    world.on(30, minute: 1439, "A", "report", ["B"])
    #expect(try world.states("A", 40) == [.fulfilled])
    #expect(try world.breaches(40).isEmpty)
  }

  @Test("`after`: each event its own duty; one act discharges one, the earliest still open") func triggers() throws {
    let world = world {
      [
        $0.oblige(.name(0), $0.act("report", [.name(1)])).within(days: 10).naming(2)
          .after($0.role(.any("state"), as: 0), $0.act("use", [.anything, .anything, .any("state")], bindings: [2: 1]))
      ]
    }
    world.on(1, "A", "use", ["kit", "crime", "B"])
    world.on(3, "A", "use", ["kit", "crime", "B"])
    world.on(5, "A", "report", ["B"])
    #expect(try world.states("A", 5) == [.fulfilled, .pending])
    #expect(try world.states("A", 14) == [.fulfilled, .breached])
  }

  @Test("a duty that an event has triggered outlives withdrawal; one that only waits is released [70]") func released()
    throws
  {
    func leaving(_ isTriggered: Bool) -> World {
      let world = world(
        { w in
          let duty = w.oblige(.named("A"), w.act("report", [.named("B")])).within(days: 30)
          return [isTriggered ? duty.after(w.role(.named("B")), w.act("assist", [.named("A")])) : duty]
        },
        change: {
          $0.isDenounceable = true
          $0.notice = { $0 + 5 }
        })
      world.on(1, "B", "assist", ["A"])
      world.on(2, "A", "withdraw", ["T"])
      return world
    }
    #expect(try leaving(false).states("A", 8) == [.released])
    #expect(try leaving(true).states("A", 8) == [.pending])
    #expect(try leaving(true).states("A", 40) == [.breached])
  }

  @Test("a reparation starts at the breach; done in time, the breach is repaired; else unrepaired") func chain() throws
  {
    func draft(_ w: World) -> [World.Draft] {
      [
        w.oblige(.named("A"), w.act("report", [.named("B")])).within(days: 10)
          .else(
            w.oblige(.named("A"), w.act("pay", [.anything, .named("B")])).within(days: 5)
              .else(w.oblige(.named("A"), w.act("transfer", [.named("kit"), .named("B")])).within(days: 5)))
      ]
    }
    let repaired = world(draft)
    repaired.on(13, "A", "pay", ["ten", "B"])
    #expect(try repaired.states("A", 12) == [.breached, .pending])
    #expect(try repaired.states("A", 13) == [.repaired, .fulfilled])
    let second = world(draft)
    second.on(20, "A", "transfer", ["kit", "B"])
    // Breached on day 11, its reparation on day 17, that one's reparation due by day 22.
    #expect(try second.breaches(18).map(\.at) == [11, 17])
    #expect(try second.states("A", 20) == [.repaired, .repaired, .fulfilled])
    let never = world(draft)
    #expect(try never.states("A", 22) == [.breached, .breached, .pending])
    #expect(try never.states("A", 23) == [.unrepaired, .unrepaired, .unrepaired])
  }

  @Test("a prohibition's reparation repairs its breach") func offence() throws {
    let world = world { w in
      [
        w.forbid(.any("state"), w.act("use", [.anything, .named("crime"), .party], bindings: [2: 1]), as: 0).naming(2)
          .else(w.oblige(.name(0), w.act("pay", [.anything, .name(1)])).within(days: 5))
      ]
    }
    world.on(1, "A", "use", ["kit", "crime", "B"])
    world.on(4, "A", "pay", ["ten", "B"])
    let breach = try #require(world.chronicle.breaches(at: .end(of: 3)).first)
    #expect(world.chronicle.isRepaired(breach, at: .end(of: 3)) == .no)
    #expect(try world.states("A", 4) == [.fulfilled])
    #expect(world.chronicle.isRepaired(breach, at: .end(of: 4)) == .yes)
  }

  @Test("with `when`: at the first moment at which it holds; `unless` releases; a `by` that is past makes none")
  func conditions() throws {
    let when = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 5).when(.from(10))] }
    when.on(8, "C", "assist", ["B"])
    when.on(12, "C", "assist", ["B"])
    #expect(try when.states("A", 11) == [])
    #expect(try when.states("A", 17) == [.pending])
    #expect(try when.states("A", 18) == [.breached])
    let unless = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 20).unless(.from(10))] }
    unless.on(12, "C", "assist", ["B"])
    #expect(try unless.states("A", 11) == [.pending])
    #expect(try unless.states("A", 30) == [.released])
    let past = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).by(-1)] }
    #expect(try past.states("A", 30) == [])
  }

  @Test("a suspended clock is lengthened by the days from suspension to resumption") func clock() throws {
    let world = world { w in
      [
        w.oblige(.named("A"), w.act("report", [.named("B")])).within(days: 10),
        w.empower(.named("B"), w.act("suspend", [.named("T")])),
      ]
    }
    world.on(4, "B", "suspend", ["T", "A"])
    world.on(24, "B", "resume", ["T", "A"])
    #expect(try world.states("A", 15) == [.suspended])
    #expect(try world.states("A", 30) == [.pending])
    #expect(try world.states("A", 31) == [.breached])
  }

  @Test("a duty is suspended while stronger norms forbid every act that would discharge it") func outweighed() throws {
    let world = world { w in
      [
        w.oblige(.any("state"), w.act("assist", [.party])).within(days: 10),
        w.forbid(.named("A"), w.act("assist", [])).when(.constant(.yes)),
      ]
    }
    // The subject is narrower, the object wider: no rule decides, so nothing is suspended.
    #expect(try world.states("A", 5) == [.pending])
    let stronger = self.world(
      { w in [w.oblige(.any("state"), w.act("report", [.named("B")])).within(days: 10)] })
    _ = stronger
    let beaten = self.world { w in
      [
        w.oblige(.any("state"), w.act("report", [])).within(days: 10),
        w.forbid(.named("A"), w.act("report", [])),
      ]
    }
    #expect(try beaten.states("A", 20) == [.suspended])
    #expect(try beaten.states("B", 20) == [.breached])
  }

  @Test("`each` asks for one act towards every member, a newcomer included") func each() throws {
    let world = world { [$0.oblige(.named("A"), $0.act("assist", [.eachParty])).within(days: 10)] }
    world.on(20, "C", "ratify", ["T"])
    world.on(25, "A", "assist", ["C"])
    #expect(try world.states("A", 5) == [.pending])
    #expect(try world.states("A", 25) == [.breached, .fulfilled])
  }

  @Test("what is not established leaves a duty uncertain; established later, it counts from the event's own date")
  func uncertain() throws {
    func reporting(_ to: String?) -> World {
      let world = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 10)] }
      world.on(5, "A", "report", [to])
      return world
    }
    #expect(try reporting(nil).states("A", 5) == [.uncertain])
    #expect(try reporting(nil).breaches(11).map(\.truth) == [.unknown])
    #expect(try reporting("B").states("A", 5) == [.fulfilled])
    #expect(try reporting("C").breaches(11).map(\.truth) == [.yes])
  }

  @Test("an act that may have met the first of two duties leaves one open for sure") func cascade() throws {
    let world = world {
      [
        $0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 10)
          .after($0.role(.named("B")), $0.act("assist", [.named("A")]))
      ]
    }
    world.on(1, "B", "assist", ["A"])
    world.on(2, "B", "assist", ["A"])
    world.on(3, "A", "report", [nil])
    world.on(4, "A", "report", ["B"])
    // Whatever the first report was, the second meets a duty: the first one is met for sure, the second perhaps.
    #expect(try world.states("A", 4) == [.fulfilled, .uncertain])
    world.on(5, "A", "report", ["B"])
    #expect(try world.states("A", 5) == [.fulfilled, .fulfilled])
  }

  @Test("interim: binds signatories from signature on [18, 25]") func interim() throws {
    let world = World()
    world.states("A", "B", "C")
    world.treaty(
      "T", [[world.oblige(.anyone, world.act("report", [.named("B")])).within(days: 5)]],
      clause: { $1.isInterim = true })
    world.on(1, "A", "sign", ["T"])
    world.on(3, "B", "sign", ["T"])
    // Owed from the day on which there is somebody to whom.
    #expect(try world.states("A", 8) == [.pending])
    #expect(try world.states("A", 9) == [.breached])
  }

  @Test("answers for an earlier date are what they were") func earlier() throws {
    let world = world { [$0.oblige(.named("A"), $0.act("report", [.named("B")])).within(days: 10)] }
    world.on(5, "A", "report", ["B"])
    _ = try world.chronicle.advance(to: .end(of: 100))
    #expect(try world.verdict(4, "A", "report", ["B"]) == .obliged)
    #expect(try world.verdict(6, "A", "report", ["B"]) == .unregulated)
  }
}
