import Testing

@testable import TreatyLaw

/// A slow, obvious twin of the law, written from law.md alone: every question is answered from the list of events, per
/// date, per norm, by enumeration. It knows consent, quorum, delay, withdrawal with notice, reservations, prohibitions,
/// permissions, conditions that are unknown, duties with a trigger, a deadline and a chain of reparations, two treaties, and
/// roles not established.
private struct Twin {
  enum Who: Equatable {
    case anyone, party
    case set(Set<String>)
  }

  struct Rule {
    var clause: Int
    var isForbid: Bool
    var subject: Who
    var purposes: Set<String>?
    var target: Who
    var since: Int64?
    /// An unknown condition, the same in all rules with the number: `when` it holds, or `unless` it does.
    var doubt: (number: Int, isUnless: Bool)?

    var hasWhen: Bool { since != nil || doubt.map { !$0.isUnless } ?? false }
  }

  /// "Who uses anything for the purpose against a party reports to it, else pays, else assists": in so many days each.
  struct DutyRule {
    var clause: Int
    var purpose: String
    var days: [Int64]

    static let verbs = ["report", "pay", "assist"]
  }

  struct Text {
    var quorum: Int
    var delay: Int64
    var notice: Int64
    var clauses: [Int]
  }

  struct Fact {
    var day: Int64
    var verb: String
    var by: String
    var treaty = 0
    var clause = 0
    var purpose: String?
    var target: String?
  }

  var actors: [String]
  var served: [String]
  var texts: [Text] = []
  var treatyOf: [Int: Int] = [:]
  var rules: [Rule] = []
  var duties: [DutyRule] = []
  var facts: [Fact] = []

  // MARK: §1

  func consent(_ actor: String, _ treaty: Int) -> Int64? {
    facts.filter { $0.verb == "ratify" && $0.treaty == treaty && $0.by == actor }.map(\.day).min()
  }

  func adoption(_ treaty: Int) -> Int64? { actors.compactMap { consent($0, treaty) }.min() }

  func entry(_ actor: String, _ treaty: Int) -> Int64? {
    guard let own = consent(actor, treaty) else { return nil }
    let days = actors.compactMap { consent($0, treaty) }.sorted()
    guard days.count >= texts[treaty].quorum else { return nil }
    return max(days[texts[treaty].quorum - 1], own) + texts[treaty].delay
  }

  func exit(_ actor: String, _ treaty: Int) -> Int64 {
    guard let entry = entry(actor, treaty) else { return .max }
    let notices = facts.filter {
      $0.verb == "withdraw" && $0.treaty == treaty && $0.by == actor && $0.day >= entry
    }
    return notices.map(\.day).min().map { $0 + texts[treaty].notice } ?? .max
  }

  func isParty(_ actor: String, _ treaty: Int, _ day: Int64) -> Bool {
    guard let entry = entry(actor, treaty) else { return false }
    return entry <= day && day < exit(actor, treaty)
  }

  func isReserved(_ clause: Int, _ actor: String, _ day: Int64) -> Bool {
    guard let treaty = treatyOf[clause], let consent = consent(actor, treaty), consent <= day else { return false }
    return facts.contains { $0.verb == "reserve" && $0.clause == clause && $0.by == actor && $0.day <= consent }
  }

  // MARK: §2, §3

  func counterparts(_ treaty: Int, _ actor: String, _ target: String?, _ day: Int64) -> [String] {
    if let target, target != actor, isParty(target, treaty, day) { return [target] }
    return actors.filter { $0 != actor && isParty($0, treaty, day) }
  }

  func bound(_ clause: Int, _ actor: String, _ target: String?, _ day: Int64) -> [String] {
    guard let treaty = treatyOf[clause], isParty(actor, treaty, day), !isReserved(clause, actor, day) else { return [] }
    return counterparts(treaty, actor, target, day).filter { !isReserved(clause, $0, day) }
  }

  func takes(_ who: Who, _ actor: String?, _ treaty: Int, _ day: Int64) -> Bool {
    switch who {
    case .anyone: true
    case .party: actor.map { isParty($0, treaty, day) } ?? false
    case .set(let set): actor.map(set.contains) ?? false
    }
  }

  /// A permission that names outsiders works for them, while the treaty is in force.
  func worksForOutsider(_ rule: Rule, _ actor: String, _ day: Int64) -> Bool {
    guard !rule.isForbid, case .set = rule.subject, let treaty = treatyOf[rule.clause] else { return false }
    let entries = actors.compactMap { entry($0, treaty) }
    return !isParty(actor, treaty, day) && entries.contains { $0 <= day }
  }

  // MARK: §4

  func isWithin(_ inner: Who, _ outer: Who) -> Bool {
    switch (inner, outer) {
    case (_, .anyone): true
    case (.anyone, _): false
    // Open to all of the declared actors: every set of them is strictly within `party`.
    case (_, .party): true
    case (.party, .set): false
    case (.set(let inner), .set(let outer)): inner.isSubset(of: outer)
    }
  }

  func isWithin(_ rule: Rule, _ other: Rule) -> Bool {
    let purposes = other.purposes.map { outer in rule.purposes?.isSubset(of: outer) ?? false } ?? true
    return purposes && isWithin(rule.subject, other.subject) && isWithin(rule.target, other.target)
  }

  func beats(_ rule: Rule, _ other: Rule, _ actor: String, _ target: String?, _ day: Int64) -> Bool {
    let (own, others) = (treatyOf[rule.clause]!, treatyOf[other.clause]!)
    if own == others {
      switch (isWithin(rule, other), isWithin(other, rule)) {
      case (true, false): return true
      case (true, true): return rule.hasWhen && !other.hasWhen
      default: return false
      }
    }
    if let mine = adoption(own), let theirs = adoption(others), mine > theirs {
      let concerned = bound(other.clause, actor, target, day)
      return isParty(actor, own, day) && concerned.allSatisfy { isParty($0, own, day) }
    }
    return false
  }

  /// The clauses breached, those in conflict, and the verdict of one possibility.
  func judge(
    _ actor: String, _ purpose: String, _ target: String?, _ day: Int64, _ assumed: [Bool] = [true, true]
  ) -> (breached: Set<Int>, conflicting: Set<Int>, verdict: Verdict) {
    let applying = rules.filter { rule in
      takes(rule.subject, actor, treatyOf[rule.clause]!, day) && (rule.purposes?.contains(purpose) ?? true)
        && takes(rule.target, target, treatyOf[rule.clause]!, day) && rule.since.map { $0 <= day } ?? true
        && rule.doubt.map { assumed[$0.number] != $0.isUnless } ?? true
        && (!bound(rule.clause, actor, target, day).isEmpty || worksForOutsider(rule, actor, day))
    }
    var standing: [Bool?] = applying.map { _ in nil }
    for _ in 0...applying.count {
      for (i, rule) in applying.enumerated() where standing[i] == nil {
        let against = applying.indices.filter {
          applying[$0].isForbid != rule.isForbid && beats(applying[$0], rule, actor, target, day)
        }
        if against.contains(where: { standing[$0] == true }) { standing[i] = false }
        if against.allSatisfy({ standing[$0] == false }) { standing[i] = true }
      }
    }
    let forbids = applying.indices.filter { applying[$0].isForbid && standing[$0] != false }
    let permits = applying.indices.filter { !applying[$0].isForbid && standing[$0] != false }
    if forbids.isEmpty { return ([], [], permits.isEmpty ? .unregulated : .permitted) }
    if permits.isEmpty { return (Set(forbids.map { applying[$0].clause }), [], .forbidden) }
    // Between treaties a permission does not excuse what another forbids: it need not be used.
    let opposed = forbids.filter { f in
      permits.contains { treatyOf[applying[$0].clause] == treatyOf[applying[f].clause] }
    }
    let settled = Set(forbids.filter { !opposed.contains($0) }.map { applying[$0].clause })
    let conflicting = Set(opposed.map { applying[$0].clause }).subtracting(settled)
    return (settled, conflicting, settled.isEmpty ? .conflict : .forbidden)
  }

  /// Both unknown conditions, either way.
  static let valuations = [[true, true], [true, false], [false, true], [false, false]]

  func judgeAll(_ fact: Fact) -> [(breached: Set<Int>, conflicting: Set<Int>, verdict: Verdict)] {
    possibilities(fact).flatMap { possibility in
      Self.valuations.map { judge(fact.by, possibility.purpose, possibility.target, fact.day, $0) }
    }
  }

  func possibilities(_ fact: Fact) -> [(purpose: String, target: String?)] {
    (fact.purpose.map { [$0] } ?? served).flatMap { purpose in
      (fact.target.map { [$0] } ?? actors + [nil]).map { (purpose, $0) }
    }
  }

  func breach(_ clause: Int, _ fact: Fact) -> Truth {
    let all = judgeAll(fact)
    if all.allSatisfy({ $0.breached.contains(clause) }) { return .yes }
    return all.contains { $0.breached.contains(clause) || $0.conflicting.contains(clause) } ? .unknown : .no
  }

  // MARK: §5

  /// The states, at the end of a day, of the duties that a rule has started, reparations included, by debtor.
  func dutyStates(_ rule: DutyRule, _ last: Int64) -> [String: [DutyState]] {
    struct Open {
      var debtor: String
      var to: String
      var start: Int64
      var stage = 0
      var state = DutyState.pending
      var parent: Int?
      var isReplaced = false
    }
    var all: [Open] = []
    func mark(above index: Int, _ state: DutyState) {
      var current = all[index].parent
      while let parent = current {
        all[parent].state = state
        current = all[parent].parent
      }
    }
    func miss(_ index: Int, on day: Int64) {
      let stage = all[index].stage
      all[index].state = .breached
      if stage + 1 < rule.days.count {
        all[index].isReplaced = true
        all.append(Open(debtor: all[index].debtor, to: all[index].to, start: day, stage: stage + 1, parent: index))
      } else if stage > 0 {
        all[index].state = .unrepaired
        mark(above: index, .unrepaired)
      }
    }
    for day in 0...last {
      for index in all.indices
      where all[index].state == .pending && all[index].start + rule.days[all[index].stage] < day {
        miss(index, on: day)
      }
      for fact in facts where fact.day == day {
        if let stage = DutyRule.verbs.firstIndex(of: fact.verb) {
          let fits = all.indices.filter {
            all[$0].stage == stage && all[$0].debtor == fact.by && all[$0].to == fact.target && !all[$0].isReplaced
          }
          if let open = fits.first(where: { all[$0].state == .pending }) {
            all[open].state = .fulfilled
            mark(above: open, .repaired)
          } else if let late = fits.first(where: { all[$0].state == .breached || all[$0].state == .unrepaired }) {
            all[late].state = .fulfilled_late
          }
        }
        guard fact.verb == "use", fact.purpose == rule.purpose, let target = fact.target, target != fact.by,
          isParty(target, treatyOf[rule.clause]!, day), !bound(rule.clause, fact.by, target, day).isEmpty
        else { continue }
        all.append(Open(debtor: fact.by, to: target, start: day))
      }
    }
    return Dictionary(grouping: all, by: \.debtor).mapValues { $0.map(\.state) }
  }
}

@Suite struct TwinTests {
  private func made(_ seed: UInt64) -> (Twin, World) {
    var random = Generator(state: seed &* 977 &+ 13)
    for _ in 0..<4 { _ = random.next() }
    let names = ["A", "B", "C", "D"]
    let world = World()
    world.states("A", "B", "C", "D", holding: ["kit"])
    world.purposes("crime", "war", "police")
    let served = Bool.random(using: &random) ? ["crime", "police"] : ["crime", "war", "police"]
    world.capability("kit", serves: served)
    var twin = Twin(actors: names, served: served)
    let hasDuties = Int.random(in: 0..<3, using: &random) == 0
    func who(_ isSubject: Bool) -> (Twin.Who, World.Role) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return (.anyone, .anyone)
      case 1: return (.party, .party)
      default:
        let set = names.filter { _ in Bool.random(using: &random) }
        let chosen = set.isEmpty ? ["A"] : set
        return (.set(Set(chosen)), .oneOf(chosen))
      }
    }
    var clause = 0
    for treaty in 0..<2 {
      let quorum = Int.random(in: 1...3, using: &random)
      let delay = Int64.random(in: 0...3, using: &random)
      let notice = Int64.random(in: 1...6, using: &random)
      var text = Twin.Text(quorum: quorum, delay: delay, notice: notice, clauses: [])
      var drafts: [[World.Draft]] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        twin.treatyOf[clause] = treaty
        text.clauses.append(clause)
        if hasDuties, Int.random(in: 0..<3, using: &random) == 0 {
          let rule = Twin.DutyRule(
            clause: clause, purpose: served.randomElement(using: &random)!,
            days: (0..<Int.random(in: 1...3, using: &random)).map { _ in Int64.random(in: 1...8, using: &random) })
          twin.duties.append(rule)
          var reparation: World.Draft?
          for stage in rule.days.indices.reversed().dropLast() {
            let roles: [World.Role] = stage == 1 ? [.anything, .name(1)] : [.name(1)]
            let draft = world.oblige(.name(0), world.act(Twin.DutyRule.verbs[stage], roles))
              .within(days: rule.days[stage]).naming(2)
            reparation = reparation.map { draft.else($0) } ?? draft
          }
          let first = world.oblige(.name(0), world.act("report", [.name(1)])).within(days: rule.days[0]).naming(2)
          drafts.append([
            (reparation.map { first.else($0) } ?? first)
              .after(
                world.role(.anyone, as: 0),
                world.act("use", [.anything, .named(rule.purpose), .party], bindings: [2: 1]))
          ])
        } else {
          let isForbid = Int.random(in: 0..<3, using: &random) > 0
          let (subject, subjectRole) = who(true)
          let (target, targetRole) = who(false)
          let some = served.filter { _ in Bool.random(using: &random) }
          let purposes: [String]? = some.isEmpty ? nil : some
          let since: Int64? =
            Int.random(in: 0..<3, using: &random) == 0 ? Int64.random(in: 0...20, using: &random) : nil
          var doubt: (number: Int, isUnless: Bool)?
          if Int.random(in: 0..<4, using: &random) == 0 {
            doubt = (Int.random(in: 0...1, using: &random), since != nil || Bool.random(using: &random))
          }
          twin.rules.append(
            Twin.Rule(
              clause: clause, isForbid: isForbid, subject: subject, purposes: purposes.map(Set.init), target: target,
              since: since, doubt: doubt))
          let act = world.act("use", [.anything, purposes.map { .oneOf($0) } ?? .anything, targetRole])
          let draft = isForbid ? world.forbid(subjectRole, act) : world.permit(subjectRole, act)
          let dated = since.map { draft.when(.from($0, 100 + clause)) } ?? draft
          let open = doubt.map { Condition.constant(.unknown, 200 + $0.number) }
          drafts.append([open.map { doubt!.isUnless ? dated.unless($0) : dated.when($0) } ?? dated])
        }
        clause += 1
      }
      world.treaty("T\(treaty)", drafts) {
        $0.quorum = { Truth($0.count >= quorum) }
        $0.delay = { $0 + delay }
        $0.notice = { $0 + notice }
        $0.isDenounceable = true
      }
      twin.texts.append(text)
    }
    for treaty in 0..<2 {
      for name in names where Int.random(in: 0..<4, using: &random) > 0 {
        twin.facts.append(
          Twin.Fact(day: Int64.random(in: 0...12, using: &random), verb: "ratify", by: name, treaty: treaty))
      }
      for name in names where Int.random(in: 0..<5, using: &random) == 0 {
        twin.facts.append(
          Twin.Fact(day: Int64.random(in: 5...20, using: &random), verb: "withdraw", by: name, treaty: treaty))
      }
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      twin.facts.append(
        Twin.Fact(
          day: Int64.random(in: 0...12, using: &random), verb: "reserve", by: names.randomElement(using: &random)!,
          clause: Int.random(in: 0..<clause, using: &random)))
    }
    for _ in 0..<12 {
      var fact = Twin.Fact(
        day: Int64.random(in: 0...30, using: &random), verb: "use", by: names.randomElement(using: &random)!)
      fact.purpose = served.randomElement(using: &random)
      fact.target = names.filter { $0 != fact.by }.randomElement(using: &random)
      if hasDuties {
        if Bool.random(using: &random) {
          fact.verb = Twin.DutyRule.verbs.randomElement(using: &random)!
          fact.purpose = nil
        }
      } else {
        if Int.random(in: 0..<3, using: &random) == 0 { fact.purpose = nil }
        if Int.random(in: 0..<4, using: &random) == 0 { fact.target = nil }
      }
      twin.facts.append(fact)
    }
    twin.facts.shuffle(using: &random)
    for fact in twin.facts {
      switch fact.verb {
      case "ratify", "withdraw": world.on(fact.day, fact.by, fact.verb, ["T\(fact.treaty)"])
      case "reserve":
        let treaty = twin.treatyOf[fact.clause]!
        world.on(fact.day, fact.by, "reserve", ["T\(treaty).\(fact.clause - twin.texts[treaty].clauses[0])"])
      case "report", "assist": world.on(fact.day, fact.by, fact.verb, [fact.target])
      case "pay": world.on(fact.day, fact.by, "pay", [nil, fact.target])
      default: world.on(fact.day, fact.by, "use", ["kit", fact.purpose, fact.target])
      }
    }
    return (twin, world)
  }

  @Test("the engine and its twin agree on random treaties and lives", arguments: 0..<8) func agree(_ batch: Int) throws
  {
    for number in 0..<Twins.lives {
      let seed = batch * Twins.lives + number
      let (twin, world) = made(UInt64(seed))
      let note = Comment(rawValue: "seed \(seed)")
      for day in stride(from: Int64(0), through: 30, by: 3) {
        for treaty in 0..<2 {
          let expected = Set(twin.actors.filter { twin.isParty($0, treaty, day) })
          #expect(try world.parties(treaty, day) == expected, note)
        }
      }
      let offences = try world.chronicle.breaches(at: .end(of: 60))
      for (event, fact) in twin.facts.enumerated() where fact.verb == "use" {
        let judged = try world.chronicle.judge(event: event, at: .end(of: 60)).map(\.verdict)
        let expected = twin.judgeAll(fact).map(\.verdict)
        #expect(Set(judged) == Set(expected), note)
        for rule in twin.rules where rule.isForbid {
          var found = Truth.no
          for case .act(let offence) in offences where offence.event == event && offence.clause == rule.clause {
            found = found || offence.truth
          }
          #expect(found == twin.breach(rule.clause, fact), note)
        }
      }
      for rule in twin.duties {
        for day in [Int64(10), 20, 45] {
          let expected = twin.dutyStates(rule, day)
          for actor in twin.actors {
            let states = try world.chronicle.duties(of: world.thing(actor), at: .end(of: day)).filter {
              $0.norm.clause == rule.clause
            }.map { $0.state(at: .end(of: day)) }
            #expect(states == expected[actor] ?? [], note)
          }
        }
      }
    }
  }
}
