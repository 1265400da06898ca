/// Acts that stand for all that could happen under a treaty, and what its norms say of each.
///
/// Norms tell things apart only by what their patterns take. So things that the same patterns take are alike, and a few of
/// each sort stand for all: what holds of every act between them holds of every act. Conditions may turn out either way,
/// the same in all norms with the same words.
struct Cases {
  let chronicle: Chronicle
  let treaty: Int
  let context: WordingContext
  /// All norms of the treaty, reparations included.
  let norms: [Norm]
  /// Of each sort of actors that may join, two.
  private(set) var parties: [Thing] = []
  /// Of each sort of actors, one that has not joined.
  private(set) var outsiders: [Thing] = []
  private var capabilities: [Thing] = []
  private var purposes: [Thing] = []

  /// More acts than this with one verb are not gone through: what is said with it is not checked.
  static let limit = 100_000

  init(_ chronicle: Chronicle, treaty: Int, _ context: WordingContext) throws {
    self.chronicle = chronicle
    self.treaty = treaty
    self.context = context
    let model = chronicle.model
    let text = model.treaties[treaty]
    norms = model.norms.filter { model.clauses[$0.clause].treaty == treaty }
    let extents = norms.flatMap { norm in
      norm.rolePatterns + (norm.trigger.map { [$0.subject, $0.act.object] + $0.act.roles } ?? [])
    }.map(\.extent)
    var sorts: [[Bool]: Int] = [:]
    for actor in model.actors {
      let mayJoin = try text.binds?.contains(actor) ?? (text.isOpenTo(actor) == .yes)
      let sort = extents.map { $0.mentions(actor) } + [mayJoin]
      let count = sorts[sort, default: 0]
      sorts[sort] = count + 1
      if mayJoin, count < 2 {
        parties.append(actor)
      } else if count == (mayJoin && text.binds == nil ? 2 : 0) {
        outsiders.append(actor)
      }
    }
    capabilities = Self.oneOfEachSort(model.capabilities, extents)
    purposes = Self.oneOfEachSort(model.purposes, extents)
  }

  private static func oneOfEachSort(_ things: [Thing], _ extents: [Extent]) -> [Thing] {
    var sorts = Set<[Bool]>()
    return things.filter { thing in sorts.insert(extents.map { $0.mentions(thing) }).inserted }
  }

  /// The acts with a verb, those that an actor does to itself last; nothing where there are too many.
  func acts(_ verb: Int) -> [Act]? {
    let model = chronicle.model.verbs[verb]
    let roles = ([model.object].compactMap { $0 } + model.roles).enumerated().map { place, role -> [Filler] in
      switch role {
      case .actor: (parties + outsiders).map { .thing($0) }
      case .capability: capabilities.map { .thing($0) }
      case .purpose: purposes.map { .thing($0) }
      case .other: context.things(verb, model.object == nil ? place + 1 : place).map { .thing($0) }
      }
    }
    let subjects = parties + outsiders
    guard roles.reduce(subjects.count, { $0 * max($1.count, 1) }) <= Self.limit else { return nil }
    var found = subjects.map { Act(verb: verb, subject: .thing($0), object: .absent, roles: []) }
    for (place, fillers) in roles.enumerated() {
      found = found.flatMap { act in
        fillers.map { filler in
          var next = act
          if place == 0, model.object != nil { next.object = filler } else { next.roles.append(filler) }
          return next
        }
      }
    }
    return found.filter { !$0.others.contains($0.subject) } + found.filter { $0.others.contains($0.subject) }
  }

  /// The treaty's norms that speak of an act, conditions left open.
  func speaking(of act: Act) -> [Applicable] {
    guard let actor = act.subject.thing else { return [] }
    return norms.filter { $0.act.verb == act.verb && $0.modality != .empower }.compactMap { norm in
      var bindings = Bindings(repeating: nil, count: norm.names)
      guard
        chronicle.match(act, subject: norm.subject, norm.act, of: norm.clause, &bindings, at: position) == .yes,
        chronicle.applies(norm, actor, act, at: position) == .yes
      else { return nil }
      var requirements: [(key: Int, value: Bool)] = []
      for (condition, wanted) in [(norm.when, true), (norm.unless, false)] {
        guard let condition else { continue }
        switch context.constant(condition.number) {
        case nil, .unknown?: requirements.append((condition.number, wanted))
        case .yes?: if !wanted { return nil }
        case .no?: if wanted { return nil }
        }
      }
      // Whether there is something left to do.
      if norm.modality == .oblige { requirements.append((Doubt.duty(norm.index), true)) }
      return Applicable(norm: norm, duty: norm.modality == .oblige ? -1 : nil, requirements: requirements)
    }
  }

  /// One judgement for each way in which the conditions may turn out; nothing where they are too many.
  func judgements(_ act: Act, _ speaking: [Applicable]) -> [Judgement]? {
    guard let actor = act.subject.thing else { return nil }
    guard Set(speaking.flatMap { $0.requirements.map(\.key) }).count <= Chronicle.maximalDoubts else { return nil }
    return chronicle.judgements(act, actor, speaking, at: position)
  }

  var position: Position { .end(of: chronicle.model.treaties[treaty].opened ?? 0) }
}

extension Extent {
  /// Whether it names a thing or has it as a member.
  func mentions(_ thing: Thing) -> Bool {
    switch self {
    case .kind(_, let members, _): members.contains(thing)
    case .things(let things): things.contains(thing)
    case .everything, .party, .name: false
    }
  }
}
