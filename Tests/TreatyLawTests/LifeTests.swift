import Testing

@testable import TreatyLaw

/// law.md §1, "A treaty's life", row by row. Days are counted from an arbitrary day 0.
@Suite struct LifeTests {
  private func world(_ change: (inout Treaty) -> Void = { _ in }) -> World {
    let world = World()
    world.states("A", "B", "C", "D")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty(
      "T", [[world.forbid(.anyone, world.act("use", [.anything, .named("crime"), .party]))], []], change: change)
    return world
  }

  @Test("quorum: two; no delay; each from its own entry") func entry() throws {
    let world = world()
    world.on(10, "A", "ratify", ["T"])
    world.on(20, "B", "ratify", ["T"])
    world.on(30, "C", "ratify", ["T"])
    #expect(try world.parties(0, 19) == [])
    #expect(try world.parties(0, 20) == ["A", "B"])
    #expect(try world.parties(0, 30) == ["A", "B", "C"])
    #expect(try world.chronicle.entryDay(of: 0, for: world.thing("C"), at: .end(of: 40)) == 30)
  }

  @Test("a late joiner's delay runs from its own deposit [24]") func delay() throws {
    let world = world { $0.delay = { $0 + 90 } }
    world.on(10, "A", "ratify", ["T"])
    world.on(20, "B", "ratify", ["T"])
    world.on(60, "C", "ratify", ["T"])
    world.on(200, "D", "ratify", ["T"])
    #expect(try world.chronicle.entryDay(of: 0, at: .end(of: 25)) == 110)
    #expect(try world.parties(0, 109) == [])
    #expect(try world.parties(0, 110) == ["A", "B"])
    #expect(try world.parties(0, 150) == ["A", "B", "C"])
    #expect(try world.chronicle.entryDay(of: 0, for: world.thing("D"), at: .end(of: 200)) == 290)
  }

  @Test("events may be recorded in any order") func order() throws {
    let world = world()
    world.on(20, "B", "ratify", ["T"])
    world.on(10, "A", "ratify", ["T"])
    #expect(try world.chronicle.entryDay(of: 0, at: .end(of: 30)) == 20)
  }

  @Test("not open to the actor, and before adoption: void") func open() throws {
    let world = World()
    world.states("A", "B")
    let b = world.thing("B")
    world.treaty(
      "T",
      change: {
        $0.opened = 100
        $0.isOpenTo = { Truth($0 != b) }
      })
    let early = world.on(50, "A", "sign", ["T"])
    let closed = world.on(150, "B", "ratify", ["T"])
    world.on(160, "A", "ratify", ["T"])
    #expect(try world.voids() == [early: .notOpen, closed: .notOpen])
  }

  @Test("a signature with `consent: sign` is consent") func signing() throws {
    let world = world { $0.consentBySigning = true }
    world.on(1, "A", "sign", ["T"])
    world.on(2, "B", "sign", ["T"])
    #expect(try world.parties(0, 2) == ["A", "B"])
  }

  @Test("a reservation takes the clause out, both ways, between its maker and the others [21]") func reservation()
    throws
  {
    let world = world()
    world.on(1, "A", "reserve", ["T.0"])
    for name in ["A", "B", "C"] { world.on(2, name, "ratify", ["T"]) }
    #expect(try world.relation(0, "A", "B", 3) == "excluded")
    #expect(try world.relation(0, "B", "A", 3) == "excluded")
    #expect(try world.relation(0, "B", "C", 3) == "in_force")
    #expect(try world.relation(1, "A", "B", 3) == "in_force")
    #expect(try world.verdict(3, "A", "use", ["kit", "crime", "B"]) == .unregulated)
    #expect(try world.verdict(3, "B", "use", ["kit", "crime", "A"]) == .unregulated)
    #expect(try world.verdict(3, "B", "use", ["kit", "crime", "C"]) == .forbidden)
  }

  @Test("up to the day of consent, that day included; later: void") func lateReservation() throws {
    let world = world()
    world.on(2, "A", "ratify", ["T"])
    world.on(2, "A", "reserve", ["T.0"])
    world.on(2, "B", "ratify", ["T"])
    let late = world.on(3, "B", "reserve", ["T.0"])
    #expect(try world.voids() == [late: .tooLate])
    #expect(try world.relation(0, "A", "B", 3) == "excluded")
  }

  @Test("one made on signing counts only if repeated [23(2)]") func repeated() throws {
    for repeats in [false, true] {
      let world = world()
      world.on(1, "A", "sign", ["T"])
      world.on(1, "A", "reserve", ["T.0"])
      if repeats { world.on(5, "A", "reserve", ["T.0"]) }
      world.on(6, "A", "ratify", ["T"])
      world.on(6, "B", "ratify", ["T"])
      #expect(try world.relation(0, "A", "B", 7) == (repeats ? "excluded" : "in_force"))
    }
  }

  @Test("reservable: yes on a clause: then only those; reservations: no: none; never a peremptory one [19, 53]")
  func reservable() throws {
    let world = World()
    world.states("A", "B")
    world.treaty("T", [[], []], clause: { $1.isReservable = $0 == 1 ? true : nil })
    world.treaty("U", change: { $0.allowsReservations = false })
    world.treaty("V", clause: { $1.isPeremptory = true })
    let first = world.on(1, "A", "reserve", ["T.0"])
    world.on(1, "A", "reserve", ["T.1"])
    let second = world.on(1, "A", "reserve", ["U.0"])
    let third = world.on(1, "A", "reserve", ["V.0"])
    #expect(try world.voids() == [first: .notReservable, second: .notReservable, third: .peremptory])
  }

  @Test("an objection over T keeps the whole treaty out between the two; it falls with the reservation [20, 21, 22]")
  func objection() throws {
    let world = world()
    let reservation = world.on(1, "A", "reserve", ["T.0"])
    for name in ["A", "B", "C"] { world.on(2, name, "ratify", ["T"]) }
    world.on(3, "B", "object", ["A", "T"])
    world.on(10, "A", "revoke", event: reservation)
    #expect(try world.relation(1, "A", "B", 4) == "not_in_force")
    #expect(try world.relation(1, "A", "C", 4) == "in_force")
    #expect(try world.relation(1, "A", "B", 10) == "in_force")
    #expect(try world.relation(0, "A", "B", 10) == "in_force")
  }

  @Test("within 12 months, or by the date of the objector's own consent; only by who has signed or consented [20(5)]")
  func objectionInTime() throws {
    let world = world()
    world.on(0, "A", "reserve", ["T.0"])
    world.on(0, "A", "ratify", ["T"])
    world.on(0, "B", "ratify", ["T"])
    let stranger = world.on(1, "C", "object", ["A", "T"])
    let late = world.on(366, "B", "object", ["A", "T"])
    world.on(400, "C", "ratify", ["T"])
    world.on(400, "C", "object", ["A", "T"])
    // Day 0 is 1970-01-01: twelve months later is day 365.
    #expect(try world.voids() == [stranger: .notConsented, late: .tooLate])
    #expect(try world.relation(1, "A", "C", 400) == "not_in_force")
  }

  @Test("withdrawal: only if denounceable, then 12 months; bound no longer on the day the notice has run [54, 56]")
  func withdrawal() throws {
    let world = world { $0.isDenounceable = true }
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    world.on(1, "C", "withdraw", ["T"])
    let stranger = world.on(1, "D", "withdraw", ["T"])
    #expect(try world.parties(0, 365) == ["A", "B", "C"])
    #expect(try world.parties(0, 366) == ["A", "B"])
    #expect(try world.voids() == [stranger: .notParty])
    let closed = self.world()
    for name in ["A", "B"] { closed.on(0, name, "ratify", ["T"]) }
    let refused = closed.on(1, "A", "withdraw", ["T"])
    #expect(try closed.voids() == [refused: .notDenounceable])
  }

  @Test("falling below the quorum ends nothing [55]") func belowQuorum() throws {
    let world = world {
      $0.isDenounceable = true
      $0.notice = { $0 + 10 }
    }
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    world.on(1, "A", "withdraw", ["T"])
    #expect(try world.chronicle.isInForce(0, at: .end(of: 20)))
    #expect(try world.parties(0, 20) == ["B"])
  }

  @Test("a notice may be revoked before it has run; suspended, it stands still [68]") func notice() throws {
    let world = world {
      $0.isDenounceable = true
      $0.notice = { $0 + 10 }
    }
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    let first = world.on(1, "A", "withdraw", ["T"])
    let second = world.on(1, "B", "withdraw", ["T"])
    let third = world.on(1, "C", "withdraw", ["T"])
    world.on(5, "A", "revoke", event: first)
    world.on(4, "B", "suspend", event: second)
    world.on(24, "B", "resume", event: second)
    let late = world.on(12, "C", "revoke", event: third)
    #expect(try world.parties(0, 11) == ["A", "B"])
    #expect(try world.parties(0, 30) == ["A", "B"])
    #expect(try world.parties(0, 31) == ["A"])
    #expect(try world.voids() == [late: .alreadyRun])
  }

  @Test("consent to a treaty cannot be revoked [18]") func consentIsFinal() throws {
    let world = world()
    let consent = world.on(0, "A", "ratify", ["T"])
    let revoked = world.on(1, "A", "revoke", event: consent)
    #expect(try world.voids() == [revoked: .consentIsFinal])
  }

  @Test("termination: all parties together, on the day by which every one has done so [54]") func termination() throws {
    let world = world()
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    let first = world.on(1, "A", "terminate", ["T"])
    world.on(2, "B", "terminate", ["T"])
    world.on(5, "C", "terminate", ["T"])
    #expect(try world.parties(0, 4) == ["A", "B", "C"])
    #expect(try world.chronicle.hasEffect(first, at: .end(of: 4)) == .no)
    #expect(try world.parties(0, 5) == [])
    #expect(try world.chronicle.hasEffect(first, at: .end(of: 5)) == .yes)
    #expect(try world.voids() == [:])
    // Until then an act waits, and `may` says no to it.
    #expect(try world.verdict(1, "B", "terminate", ["T"]) == .void)
  }

  @Test("suspension: by who is specially affected by a breach of a material clause, against the defaulter [60]")
  func suspension() throws {
    let world = World()
    world.states("A", "B", "C")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty(
      "T", [[world.forbid(.anyone, world.act("use", [.anything, .named("crime"), .party]))]],
      clause: { $1.isMaterial = true })
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    let early = world.on(1, "B", "suspend", ["T", "A"])
    world.on(2, "A", "use", ["kit", "crime", "B"])
    let unaffected = world.on(3, "C", "suspend", ["T", "A"])
    world.on(4, "B", "suspend", ["T", "A"])
    world.on(9, "B", "resume", ["T", "A"])
    #expect(try world.voids() == [early: .noMaterialBreach, unaffected: .noMaterialBreach])
    #expect(try world.relation(0, "A", "B", 4) == "suspended")
    #expect(try world.relation(0, "A", "C", 4) == "in_force")
    #expect(try world.relation(0, "A", "B", 9) == "in_force")
  }

  @Test("empower replaces the default power over what its pattern covers, and works alone") func empower() throws {
    let world = World()
    world.states("A", "B", "C")
    world.treaty("T", [[world.empower(.named("A"), world.act("terminate", [.named("T")]))]])
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    #expect(try world.verdict(1, "A", "terminate", ["T"]) == .permitted)
    world.on(3, "A", "terminate", ["T"])
    #expect(try world.parties(0, 2) == ["A", "B", "C"])
    #expect(try world.parties(0, 3) == [])
  }

  @Test("where only empower allows withdrawal, at once") func withdrawalByPower() throws {
    let world = World()
    world.states("A", "B", "C")
    world.treaty("T", [[world.empower(.any("state"), world.act("withdraw", [.named("T")]))]])
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    world.on(4, "A", "withdraw", ["T"])
    #expect(try world.parties(0, 3) == ["A", "B", "C"])
    #expect(try world.parties(0, 4) == ["B", "C"])
  }

  @Test("forbid on a verb of treaty life takes the power away: void, and no breach") func forbidden() throws {
    let world = World()
    world.states("A", "B", "C")
    world.treaty("T", [[world.forbid(.named("C"), world.act("ratify", [.named("T")]))]])
    for name in ["A", "B", "C"] { world.on(0, name, "ratify", ["T"]) }
    #expect(try world.voids() == [2: .forbidden(norm: 0)])
    #expect(try world.breaches(1).isEmpty)
  }

  @Test("an act of the script's own verbs is void where another has the power to it") func ordinaryPower() throws {
    let world = World()
    world.states("A", "B", "C")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    world.treaty("T", [[world.empower(.named("A"), world.act("transfer", [.named("kit")]))]])
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    #expect(try world.verdict(1, "B", "transfer", ["kit", "C"]) == .void)
    #expect(try world.verdict(1, "A", "transfer", ["kit", "C"]) != .void)
    // C is bound by no treaty that gives somebody this power.
    #expect(try world.verdict(1, "C", "transfer", ["kit", "A"]) == .unregulated)
  }

  @Test("a ratification by someone leaves open who is a party, and nobody is one for sure") func someoneRatifies()
    throws
  {
    let world = world()
    world.on(0, "A", "ratify", ["T"])
    world.on(1, nil, "ratify", ["T"])
    #expect(try world.parties(0, 2) == [])
    #expect(try world.verdict(2, "A", "use", ["kit", "crime", "B"]) == .undetermined)
    world.on(3, "B", "ratify", ["T"])
    #expect(try world.parties(0, 3) == ["A", "B"])
    #expect(try world.verdict(3, "A", "use", ["kit", "crime", "B"]) == .forbidden)
  }

  @Test("a clause that survives outlives the end; `binds` binds without accession") func survivalAndLaw() throws {
    let world = World()
    world.states("A", "B", "C")
    world.purposes("crime")
    world.capability("kit", serves: ["crime"])
    let draft = world.forbid(.anyone, world.act("use", [.anything, .named("crime")]))
    world.treaty("T", [[draft]], change: { $0.endsOn = 10 }, clause: { $1.survives = .until { $0 + 5 } })
    for name in ["A", "B"] { world.on(0, name, "ratify", ["T"]) }
    #expect(try world.verdict(9, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try world.verdict(14, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try world.verdict(15, "A", "use", ["kit", "crime", "B"]) == .unregulated)
    let law = World()
    law.states("A", "B")
    law.purposes("crime")
    law.capability("kit", serves: ["crime"])
    let a = law.thing("A")
    law.treaty(
      "L", [[law.forbid(.anyone, law.act("use", [.anything, .named("crime")]))]],
      change: {
        $0.opened = 5
        $0.binds = [a]
      })
    let joined = law.on(6, "B", "ratify", ["L"])
    #expect(try law.verdict(4, "A", "use", ["kit", "crime", "B"]) == .unregulated)
    #expect(try law.verdict(6, "A", "use", ["kit", "crime", "B"]) == .forbidden)
    #expect(try law.verdict(6, "B", "use", ["kit", "crime", "A"]) == .unregulated)
    #expect(try law.voids() == [joined: .notOpen])
  }
}
