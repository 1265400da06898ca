import CybSyntax
import TreatyLaw

/// Writes the smallest script that shows a finding: the declarations that it needs, and what happens.
struct ExampleWriter {
  let model: LawModel
  let treaty: EntityID
  let sources: DeclarationSources
  var world: World { model.world }
  var machine: Machine { model.machine }

  func text(_ finding: Finding, _ scenario: Scenario) -> String {
    var story: [String]
    let norms = [finding.norm] + finding.others
    let parties = finding.problem == .outsider ? [] : scenario.parties
    let last = scenario.acts.last
    let before = finding.problem == .endless ? scenario.acts : Array(scenario.acts.dropLast())
    switch finding.problem {
    case .clash: story = judged(before, last, "conflict", parties)
    case .outweighed: story = judged(before, last, "forbidden", parties)
    case .superfluous:
      guard let last else {
        return script(norms, ["expect count(clauses(\(name(treaty)))) == \(Set(norms.map(root)).count)"], parties)
      }
      let verdict = model.records[finding.norm].modality == .forbid ? "forbidden" : "permitted"
      let with = treatyText(norms) + entering(parties) + judged([], last, verdict, [])
      let without = treatyText(finding.others) + entering(parties) + judged([], last, verdict, [])
      return declarations(for: with + without, with: scenario.acts, parties)
        + block("suppose {", with) + "\n" + block("suppose {", without)
    case .idle where model.records[finding.norm].modality == .oblige:
      story = entering(parties) + (last.map { [event($0, 1)] } ?? [])
      story += parties.prefix(1).map { "expect count(duties(\(name($0)))) == 0" }
    case .idle:
      let verdict =
        finding.others.first.map { model.records[$0].modality == .forbid ? "forbidden" : "permitted" } ?? "unregulated"
      story = judged([], last, verdict, parties)
    case .outsider:
      guard let outsider = last?.subject.thing else {
        story = entering(scenario.parties)
        break
      }
      story = ["let joining = on \(day(1)): \(name(outsider)) ratifies \(name(treaty))"]
      story.append("expect verdict(joining) == \"void\"")
    case .purpose:
      story = judged([], last, "undetermined", parties)
      if let actor = last?.subject.thing {
        story.append(
          "expect has \(name(actor)) breached \(name(model.clauses[model.model.norms[finding.norm].clause])) is unknown"
        )
      }
    case .endless:
      story = entering(parties) + before.enumerated().map { event($1, $0 + 1) }
      if let debtor = scenario.debtor {
        story.append(
          "expect \"pending\" in [d.state for d in duties(\(name(debtor))) as of \(day(36_525))]")
      }
    case .unchecked: story = []
    case .powerless:
      story = entering(parties)
      if let last { story.append("expect not (may \(sentence(last, base: true)))") }
    }
    return script(norms, story, scenario.parties, scenario.acts)
  }

  // MARK: what happens

  private func judged(_ before: [TreatyLaw.Act], _ act: TreatyLaw.Act?, _ verdict: String, _ parties: [Thing])
    -> [String]
  {
    guard let act else { return entering(parties) }
    return entering(parties) + before.enumerated().map { event($1, $0 + 1) } + [
      "let act = \(event(act, before.count + 1))", "expect verdict(act) == \"\(verdict)\"",
    ]
  }

  private func entering(_ parties: [Thing]) -> [String] {
    guard world.field("binds", of: treaty) == nil, !parties.isEmpty else { return [] }
    let isSigned = model.field("consent", of: treaty)?.textObject?.text == "sign"
    let verb = isSigned ? ("signs", "sign") : ("ratifies", "ratify")
    let subject = parties.count == 1 ? name(parties[0]) : "{" + parties.map(name).joined(separator: ", ") + "}"
    return ["on \(day(0)): \(subject) \(parties.count == 1 ? verb.0 : verb.1) \(name(treaty))"]
  }

  private func event(_ act: TreatyLaw.Act, _ days: Int) -> String { "on \(day(days)): \(sentence(act))" }

  /// A day after the treaty's adoption.
  private func day(_ days: Int) -> String { "\(Self.day(days, of: treaty, in: world))" }

  static func day(_ days: Int, of treaty: EntityID, in world: World) -> Moment {
    var first = Moment(minutes: 10_957 * 1440, hasTime: false)
    if case .date(let opened)? = world.field("opened", of: treaty) { first = opened.startOfDay }
    return Moment(minutes: (first.dayNumber + Int64(days)) * 1440, hasTime: false)
  }

  private func sentence(_ act: TreatyLaw.Act, base: Bool = false) -> String {
    let verb = world.verbs[act.verb]
    var words = [act.subject.thing.map(name) ?? "someone", base ? verb.name : verb.thirdPerson]
    if let object = act.object.thing { words.append(name(object)) }
    for (role, filler) in zip(verb.roles, act.roles) {
      if let thing = filler.thing { words.append("\(role.preposition.rawValue) \(name(thing))") }
    }
    return words.joined(separator: " ")
  }

  private func name(_ thing: Thing) -> String {
    let value = model.value(thing)
    guard case .entity(let entity) = value else { return machine.literal(value) }
    return name(entity)
  }

  private func name(_ entity: EntityID) -> String {
    let name = world.name(of: entity)
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return isPlain ? name : "(entity(\(machine.literal(.text(name)))))"
  }

  // MARK: what is declared

  private func script(
    _ norms: [Int], _ story: [String], _ parties: [Thing], _ acts: [TreatyLaw.Act] = []
  ) -> String {
    let body = treatyText(norms) + story
    return declarations(for: body, with: acts, parties) + body.joined(separator: "\n")
  }

  private func block(_ head: String, _ lines: [String]) -> String {
    ([head] + lines.flatMap { $0.split(separator: "\n").map { "  " + $0 } } + ["}"]).joined(separator: "\n")
  }

  /// The norm at the head of a chain of reparations.
  private func root(_ norm: Int) -> Int {
    var norm = model.model.norms[norm]
    while let above = norm.repairs { norm = above }
    return norm.index
  }

  /// The treaty with nothing but some of its norms.
  private func treatyText(_ norms: [Int]) -> [String] {
    let roots = withMentioned(Set(norms.map(root))).sorted()
    let clauses = Set(roots.map { model.model.norms[$0].clause }).sorted()
    let kept = Set(clauses.map { model.clauses[$0] } + [treaty])
    var lines = ["\(world.name(of: world[treaty].kind)) \(name(treaty)) {"]
    lines += fields(["opened", "open_to", "binds", "consent", "overrides", "peremptory"], of: treaty, kept)
      .map { "  " + $0 }
    for clause in clauses {
      lines.append("  clause \(world[model.clauses[clause]].clauseID ?? "") {")
      lines += fields(["overrides", "peremptory"], of: model.clauses[clause], kept).map { "    " + $0 }
      lines += roots.filter { model.model.norms[$0].clause == clause }
        .map { "    " + model.records[$0].text(in: machine.sources) }
      lines.append("  }")
    }
    return [(lines + ["}"]).joined(separator: "\n")]
  }

  /// Norms with those of the clauses that their words name, and the functions that they call.
  private func withMentioned(_ norms: Set<Int>) -> Set<Int> {
    var texts = norms.map { model.records[$0].text(in: machine.sources) }
    var seen = Set<String>()
    var next = 0
    while next < texts.count {
      for (name, _) in NameClosure.names(in: texts[next]) where seen.insert(name).inserted {
        if let more = sources[name] { texts.append(more) }
      }
      next += 1
    }
    let mentioned = world[treaty].clauses.filter { clause in
      let name = world.name(of: clause)
      return texts.contains { text in
        text.ranges(of: name).contains { range in
          text[range.upperBound...].first.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
        }
      }
    }
    let more = model.model.norms.filter { norm in
      norm.repairs == nil && mentioned.contains(model.clauses[norm.clause])
    }
    return norms.union(more.map(\.index))
  }

  private func fields(_ names: [String], of entity: EntityID, _ kept: Set<EntityID>) -> [String] {
    let defaults = world[world[entity].kind].defaults
    return names.compactMap { field in
      guard let value = world.field(field, of: entity), value != defaults[field] else { return nil }
      switch value {
      case .nothing, .undefined, .truth(.no): return nil
      case .object(let function as FunctionObject):
        return function.place.map { "\(field): \(machine.sources.text($0))" } ?? function.name.map { "\(field): \($0)" }
      case .object(let text as TextObject): return "\(field): \(text.text)"
      default:
        guard field == "overrides" else { return "\(field): \(written(value))" }
        let named = machine.members(value).filter { member in
          if case .entity(let entity) = member { return kept.contains(entity) }
          return false
        }
        return named.isEmpty ? nil : "overrides: {\(named.map(written).joined(separator: ", "))}"
      }
    }
  }

  private func written(_ value: Value) -> String {
    switch value {
    case .entity(let entity): name(entity)
    case .object(let set as SetObject) where !set.elements.isEmpty:
      "{" + set.elements.map(written).joined(separator: ", ") + "}"
    default: machine.literal(value)
    }
  }

  /// All that a script's words name, its own declarations aside.
  private func declarations(for lines: [String], with acts: [TreatyLaw.Act], _ parties: [Thing]) -> String {
    var closure = NameClosure(world: world, sources: sources)
    lines.forEach { closure.read($0) }
    let things = parties + acts.flatMap { [$0.subject] + $0.others }.compactMap(\.thing)
    for thing in things { if case .entity(let entity) = model.value(thing) { closure.need(entity) } }
    let isPurposeOpen = acts.contains { $0.roles.contains(.open) }
    return closure.declarations { field, entity in
      field == "serves" && isPurposeOpen && world.isEntity(entity, of: .capability)
    } write: {
      written($0)
    }
  }
}
