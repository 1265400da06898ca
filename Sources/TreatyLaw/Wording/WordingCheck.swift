extension Chronicle {
  /// What is amiss in a treaty's words (law.md §6), in the order of its norms. Reservations and other treaties are left
  /// aside.
  public func findings(on treaty: Int, _ context: WordingContext) throws -> [Finding] {
    let isLaw = model.treaties[treaty].binds != nil
    let cases = try Cases(self, treaty: treaty, context)
    try advance(to: cases.position)
    let outer = supposed
    if !isLaw { supposed = Supposition(treaty: treaty, parties: Set(cases.parties), order: cases.parties) }
    defer { supposed = outer }
    var check = WordingCheck(cases)
    return check.findings()
  }
}

/// Goes through the cases of one treaty.
struct WordingCheck {
  let cases: Cases
  private var known: [Int: [Case]?] = [:]
  /// Verbs with which too much could be done to go through all of it.
  private var unchecked: Set<Int> = []
  var removed: Set<Int> = []

  struct Case {
    var act: Act
    var speaking: [Applicable]
    /// Nothing where there are too many conditions to try.
    var judgements: [Judgement]?
  }

  init(_ cases: Cases) { self.cases = cases }

  var chronicle: Chronicle { cases.chronicle }
  var model: Model { cases.chronicle.model }

  mutating func findings() -> [Finding] {
    var found: [Finding] = []
    for norm in cases.norms {
      if let finding = unreachable(norm) ?? idle(norm) { found.append(finding) }
    }
    let dead = Set(found.map(\.norm))
    found += clashes()
    for clause in model.treaties[cases.treaty].clauses.reversed() {
      let norms = model.clauses[clause].norms
      guard !norms.isEmpty, norms.allSatisfy({ !dead.contains($0.index) }) else { continue }
      if let finding = superfluous(clause) { found.append(finding) }
    }
    for norm in cases.norms where !dead.contains(norm.index) {
      if norm.modality == .forbid, let finding = openPurpose(norm) { found.append(finding) }
      if norm.modality == .oblige, norm.deadline == nil, let finding = endless(norm) { found.append(finding) }
    }
    for verb in unchecked.sorted() {
      guard let norm = cases.norms.first(where: { $0.act.verb == verb }) else { continue }
      found.append(Finding(problem: .unchecked, norm: norm.index, scenarios: []))
    }
    let order = Dictionary(uniqueKeysWithValues: cases.norms.map { ($0.index, $0) })
    return found.sorted { left, right in
      let (a, b) = (order[left.norm]?.clause ?? 0, order[right.norm]?.clause ?? 0)
      return a != b ? a < b : left.norm < right.norm
    }
  }

  /// All acts with a verb, judged; nothing where there are too many.
  mutating func all(_ verb: Int) -> [Case]? {
    if let known = known[verb] { return known }
    let found = cases.acts(verb).map { acts in
      acts.map { act in
        let speaking = cases.speaking(of: act)
        return Case(act: act, speaking: speaking, judgements: cases.judgements(act, speaking))
      }
    }
    if found?.contains(where: { $0.judgements == nil }) ?? true { unchecked.insert(verb) }
    known[verb] = .some(found)
    return found
  }

  /// Those of the parties that an act's roles name, with one more where it names none but its author.
  func parties(in acts: [Act]) -> [Thing] {
    let named = cases.parties.filter { party in
      acts.contains { $0.subject.thing == party || $0.others.contains(.thing(party)) }
    }
    return named.count > 1 ? named : named + cases.parties.filter { !named.contains($0) }.prefix(2 - named.count)
  }

  func isConditional(_ norm: Norm) -> Bool {
    [norm.when, norm.unless].contains { condition in
      condition.map { cases.context.constant($0.number) == nil } ?? false
    }
  }

  /// What must have happened for an act to be one that a norm asks for; nothing where nothing could.
  mutating func prelude(to act: Act, asked norm: Norm) -> [Act]? {
    guard norm.modality == .oblige, let trigger = norm.trigger else { return [] }
    guard let actor = act.subject.thing else { return nil }
    for candidate in all(trigger.act.verb) ?? [] {
      var bindings = Bindings(repeating: nil, count: norm.names)
      guard
        chronicle.match(
          candidate.act, subject: trigger.subject, trigger.act, of: norm.clause, &bindings, at: cases.position) == .yes,
        chronicle.match(.thing(actor), norm.subject, norm.clause, &bindings, cases.position) == .yes,
        chronicle.matchRoles(act, norm.act, of: norm.clause, &bindings, at: cases.position) == .yes
      else { continue }
      return [candidate.act]
    }
    return nil
  }
}
