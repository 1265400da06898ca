import Testing

@testable import TreatyLaw

/// law.md §4: which norm wins.
@Suite struct PrecedenceTests {
  private func world(
    _ clauses: (World) -> [[World.Draft]], clause: (Int, inout Clause) -> Void = { _, _ in }
  ) -> World {
    let world = World()
    world.states("A", "B", "C", holding: ["kit"])
    world.purposes("crime", "police")
    world.capability("kit", serves: ["crime", "police"])
    world.treaty("T", clauses(world), clause: clause)
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    return world
  }

  @Test("norms of one treaty without a rule to decide are a conflict; then the breach is unknown") func conflict()
    throws
  {
    let world = world { w in
      [
        [w.forbid(.anyone, w.act("use", [.anything, .named("crime")]))],
        [w.permit(.named("A"), w.act("use", [.anything, .anything]))],
      ]
    }
    // Neither is within the other: the subject is narrower in one, the purpose in the other.
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "B"]) == .conflict)
    world.on(2, "A", "use", ["kit", "crime", "B"])
    #expect(try world.breaches(3).map(\.truth) == [.unknown])
  }

  @Test("1: the peremptory over everything [53]") func peremptory() throws {
    let world = world(
      { w in
        [
          [w.forbid(.anyone, w.act("use", []))],
          [w.permit(.named("A"), w.act("use", [.named("kit"), .named("police")]))],
        ]
      }, clause: { if $0 == 0 { $1.isPeremptory = true } })
    #expect(try world.verdict(1, "A", "use", ["kit", "police", "B"]) == .forbidden)
  }

  @Test("2: explicit overrides before specificity") func overrides() throws {
    let world = World()
    world.states("A", "B")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    let specific = world.thing("T.1")
    world.treaty(
      "T",
      [
        [world.forbid(.anyone, world.act("use", []))],
        [world.permit(.named("A"), world.act("use", [.named("kit")]))],
      ], clause: { if $0 == 0 { $1.overrides = [specific] } })
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(Chronicle.overridingRing(in: world.model) == nil)
  }

  @Test("a cycle of overrides is found, with its clauses") func ring() throws {
    let world = World()
    let (first, second) = (world.thing("T.0"), world.thing("U.0"))
    world.treaty("T", clause: { $1.overrides = [second] })
    world.treaty("U", clause: { $1.overrides = [first] })
    #expect(Set(Chronicle.overridingRing(in: world.model) ?? []) == [0, 1])
  }

  @Test("4: the more specific, by set, kind and `party`") func specific() throws {
    let set = world { w in
      [
        [w.forbid(.any("state"), w.act("use", [.anything, .named("crime")]))],
        [w.permit(.oneOf(["A", "C"]), w.act("use", [.anything, .named("crime")]))],
      ]
    }
    #expect(try set.verdict(1, "A", "use", ["kit", "crime", "B"]) == .permitted)
    #expect(try set.verdict(1, "B", "use", ["kit", "crime", "A"]) == .forbidden)
    // `party` stands for `open_to`, with every kind inside it strictly within it.
    let party = world { w in
      [
        [w.permit(.party, w.act("use", [.anything, .named("crime")]))],
        [w.forbid(.any("state"), w.act("use", [.anything, .named("crime")]))],
      ]
    }
    #expect(try party.verdict(1, "A", "use", ["kit", "crime", "B"]) == .forbidden)
  }

  @Test("4: with equal roles, the norm with a `when` over the one without") func conditioned() throws {
    let world = world { w in
      [
        [w.forbid(.anyone, w.act("use", [.anything, .named("crime")]))],
        [w.permit(.anyone, w.act("use", [.anything, .named("crime")])).when(.from(5))],
      ]
    }
    #expect(try world.verdict(4, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try world.verdict(5, "A", "use", ["kit", "crime", "B"]) == .permitted)
  }

  @Test("5: the later treaty, for two that are party to both; else a permission does not excuse [30]") func later()
    throws
  {
    let world = World()
    world.states("A", "B", "C")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty("T", [[world.forbid(.anyone, world.act("use", [.anything, .named("crime")]))]])
    world.treaty("U", [[world.permit(.anyone, world.act("use", [.anything, .named("crime")]))]])
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    for name in ["A", "B"] { world.on(10, name, "ratify", ["U"]) }
    #expect(try world.verdict(11, "A", "use", ["kit", "crime", "B"]) == .permitted)
    #expect(try world.verdict(11, "A", "use", ["kit", "crime", "C"]) == .forbidden)
    // Without a counterpart in its roles: only if all parties of the earlier are party to the later.
    world.states("D")
    #expect(try world.verdict(11, "A", "use", ["kit", "crime", "D"]) == .forbidden)
    world.on(20, "C", "ratify", ["U"])
    #expect(try world.verdict(21, "A", "use", ["kit", "crime", "D"]) == .permitted)
  }

  @Test("unregulated is kept apart from permitted") func unregulated() throws {
    let world = world { w in [[w.permit(.anyone, w.act("use", [.anything, .named("police")]))]] }
    #expect(try world.verdict(1, "A", "use", ["kit", "police", "B"]) == .permitted)
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "B"]) == .unregulated)
  }

  @Test("what is supposed of parties: prohibitions and duties as the models ask for them") func supposed() throws {
    let world = World()
    world.states("A", "B", "C", holding: ["kit"])
    world.purposes("crime", "police")
    world.capability("kit", serves: ["crime", "police"])
    world.treaty(
      "T",
      [
        [world.forbid(.anyone, world.act("use", [.anything, .named("crime"), .party]))],
        [world.oblige(.any("state"), world.act("assist", [.party]))],
        [world.permit(.named("B"), world.act("use", [.anything, .named("crime"), .named("A")]))],
      ])
    world.on(0, "C", "reserve", ["T.0"])
    let all = ["A", "B", "C"].map(world.thing)
    func forbidding(_ by: String, _ against: String, _ parties: [Thing]) throws -> [Int: Truth] {
      try world.chronicle.clausesForbidding(
        world.made(by, "use", ["kit", "crime", against]), under: 0, among: SupposedParties(parties), at: .end(of: 1))
    }
    #expect(try forbidding("A", "B", all) == [0: .yes])
    #expect(try forbidding("B", "A", all) == [:])
    #expect(try forbidding("A", "C", all) == [:])
    #expect(try forbidding("A", "B", [world.thing("A")]) == [:])
    #expect(try forbidding("A", "B", [world.thing("B")]) == [:])
    #expect(
      try world.chronicle.clausesAsking(
        of: world.thing("A"), under: 0, among: SupposedParties(all), conduct: world.made("A", "use", []).verb,
        at: .end(of: 1)) == [
          1: .yes
        ])
    #expect(
      try world.chronicle.clausesBinding(world.thing("A"), under: 0, among: SupposedParties(all), at: .end(of: 1)) == [
        0, 1,
      ])
  }
}
