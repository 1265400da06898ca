import Testing

@testable import TreatyLaw

/// law.md §2 and §3: who is bound towards whom, and what an act matches.
@Suite struct MatchingTests {
  private func world(_ draft: (World) -> [World.Draft]) -> World {
    let world = World()
    world.states("A", "B", holding: ["kit"])
    world.states("C", "D")
    world.purposes("crime", "police")
    world.capability("kit", serves: ["crime", "police"])
    world.capability("bomb", serves: ["crime"])
    world.treaty("T", [draft(world)])
    for name in ["A", "B", "D"] { world.on(0, name, "ratify", ["T"]) }
    return world
  }

  @Test("it binds no one else; forbid anyone speaks to parties [34, 35]") func outsiders() throws {
    let world = world { [$0.forbid(.anyone, $0.act("use", [.anything, .named("crime")]))] }
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try world.verdict(1, "C", "use", ["kit", "crime", "B"]) == .unregulated)
    // With no party in its roles, all the other parties are its counterparts.
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "C"]) == .forbidden)
  }

  @Test("a party is bound on the day of its entry; nothing before entry breaches [28]") func entryDay() throws {
    let world = World()
    world.states("A", "B")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty("T", [[world.forbid(.anyone, world.act("use", [.anything, .named("crime")]))]])
    world.on(4, "A", "use", ["kit", "crime", "B"])
    world.on(5, minute: 600, "A", "use", ["kit", "crime", "B"])
    world.on(5, minute: 900, "A", "ratify", ["T"])
    world.on(5, minute: 900, "B", "ratify", ["T"])
    let found = try world.breaches(6)
    #expect(found.map(\.at) == [5])
    #expect(found.map(\.truth) == [.yes])
  }

  @Test("a purpose left out could be any that the capability serves") func purpose() throws {
    let world = world { [$0.forbid(.anyone, $0.act("use", [.anything, .named("crime"), .party]))] }
    #expect(try world.verdict(1, "A", "use", ["kit", nil, "B"]) == .undetermined)
    #expect(try Set(world.verdicts(1, "A", "use", ["kit", nil, "B"])) == [.forbidden, .unregulated])
    // A bomb serves crime alone; that A was not declared to hold one is not doubted.
    #expect(try world.verdict(1, "A", "use", ["bomb", nil, "B"]) == .forbidden)
  }

  @Test("roles are taken together: a capability left out is one that the actor holds and that serves the purpose")
  func together() throws {
    let world = world { [$0.forbid(.anyone, $0.act("use", [.named("kit"), .anything, .party]))] }
    #expect(try world.verdict(1, "A", "use", [nil, "police", "B"]) == .forbidden)
  }

  @Test("nobody is convicted by elimination: someone may be an actor not declared") func someone() throws {
    let world = world { [$0.forbid(.anyone, $0.act("use", [.anything, .named("crime"), .party]))] }
    world.on(1, nil, "use", ["kit", "crime", "D"])
    let found = try world.breaches(1)
    #expect(Set(found.map(\.actor)) == ["A", "B"])
    #expect(found.allSatisfy { $0.truth == .unknown })
  }

  @Test("a target not established: only a pattern that takes anyone is a yes") func target() throws {
    let any = world { [$0.forbid(.anyone, $0.act("use", [.anything, .named("crime"), .anyone]))] }
    #expect(try any.verdict(1, "A", "use", ["kit", "crime", nil]) == .forbidden)
    let states = world { [$0.forbid(.anyone, $0.act("use", [.anything, .named("crime"), .any("state")]))] }
    #expect(try states.verdict(1, "A", "use", ["kit", "crime", nil]) == .undetermined)
  }

  @Test("an unknown `when` is tried both ways, the same way in every norm that holds it") func sameCondition() throws {
    let unknown = Condition.constant(.unknown, 7)
    let other = Condition.constant(.unknown, 8)
    func world(_ second: Condition) -> World {
      let world = World()
      world.states("A", "B")
      world.purposes("crime")
      world.capability("kit", serves: ["crime"])
      let act = world.act("use", [.anything, .named("crime")])
      world.treaty("T", [[world.forbid(.anyone, act).when(unknown)], [world.forbid(.anyone, act).unless(second)]])
      for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
      return world
    }
    #expect(try world(unknown).verdict(1, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try world(other).verdict(1, "A", "use", ["kit", "crime", "B"]) == .undetermined)
  }

  @Test("a name means the same thing everywhere in its norm") func names() throws {
    let world = world {
      [$0.forbid(.anyone, $0.act("use", [.anything, .anything, .name(0)]), as: 0).naming(1)]
    }
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "B"]) == .unregulated)
    #expect(try world.verdict(1, "A", "use", ["kit", "crime", "A"]) == .forbidden)
  }
}
