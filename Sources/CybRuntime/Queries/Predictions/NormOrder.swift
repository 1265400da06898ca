/// Which of two opposed norms of one treaty wins (`law.md` §4, rules 1, 2 and 4).
struct NormOrder {
  private let world: World
  private let clauses: [EntityID]
  /// By clause, the clauses of the treaty that it overrides.
  private let overrides: [Set<Int>]
  private let peremptory: [Bool]
  /// The kinds, or else the actors, that may be parties.
  private let membership: Membership

  private enum Membership {
    case kinds([KindID])
    case actors(Set<EntityID>)
    case function
  }

  init(_ treaty: EntityID, _ clauses: [EntityID], _ world: World) {
    self.world = world
    self.clauses = clauses
    overrides = clauses.map { clause in
      var targets: [EntityID] = world.modelSet("overrides", of: clause)
      if case .entity(let single) = world.modelField("overrides", of: clause) { targets.append(single) }
      return Set(targets.compactMap { clauses.firstIndex(of: $0) })
    }
    peremptory = clauses.map { world.modelTruth("peremptory", of: $0) }
    let field = world.field("binds", of: treaty) ?? world.field("open_to", of: treaty)
    switch field {
    case .kind(let kind): membership = .kinds([kind])
    case .object(let object) where object is SetObject:
      membership = .actors(Set(world.modelSet("open_to", of: treaty) + world.modelSet("binds", of: treaty)))
    case .some(let value) where value.functionObject != nil: membership = .function
    default: membership = .kinds(world.defaultMembers)
    }
  }

  /// Whether a prohibition stands: no standing norm beats it. Norms that beat each other in a ring are a conflict, in
  /// which the prohibition counts as standing.
  func stands(
    _ prohibition: TreatyText.Entry, among prohibitions: [TreatyText.Entry], against others: [TreatyText.Entry]
  ) -> Bool {
    stands(prohibition, prohibitions, others, depth: 0) ?? true
  }

  /// Nothing where a ring leaves it open.
  private func stands(
    _ entry: TreatyText.Entry, _ same: [TreatyText.Entry], _ opposed: [TreatyText.Entry], depth: Int
  ) -> Bool? {
    guard depth <= same.count + opposed.count else { return nil }
    var open = false
    for other in opposed where beats(other, entry) {
      switch stands(other, opposed, same, depth: depth + 1) {
      case true?: return false
      case false?: break
      case nil: open = true
      }
    }
    return open ? nil : true
  }

  private func beats(_ left: TreatyText.Entry, _ right: TreatyText.Entry) -> Bool {
    if peremptory[left.clause] != peremptory[right.clause] { return peremptory[left.clause] }
    if overrides[left.clause].contains(right.clause) { return true }
    if overrides[right.clause].contains(left.clause) { return false }
    return isMoreSpecific(left.norm, right.norm)
  }

  /// Whether each role's extension lies within the other's, one of them strictly; with equal roles the norm with a
  /// condition is the more specific.
  private func isMoreSpecific(_ left: NormRecord, _ right: NormRecord) -> Bool {
    var strictly = false
    let pairs =
      [(Optional(left.subject), Optional(right.subject)), (left.act.object, right.act.object)]
      + Array(zip(left.act.roles, right.act.roles))
    for (inner, outer) in pairs {
      guard contains(outer?.extent ?? .anything, inner?.extent ?? .anything) else { return false }
      if !contains(inner?.extent ?? .anything, outer?.extent ?? .anything) { strictly = true }
    }
    if strictly { return true }
    func isConditional(_ norm: NormRecord) -> Bool { norm.when != nil || norm.trigger != nil }
    return isConditional(left) && !isConditional(right)
  }

  private func contains(_ outer: NormRecord.Extension, _ inner: NormRecord.Extension) -> Bool {
    switch (outer, inner) {
    case (.anyone, _), (.anything, _), (.name, _): return true
    case (_, .anyone), (_, .anything), (_, .name): return false
    case (.anyParty, .anyParty), (.anyParty, .eachParty), (.eachParty, .anyParty), (.eachParty, .eachParty): return true
    case (.anyParty, _), (.eachParty, _): return isWithinParties(inner)
    case (.any(let kind), .any(let sub)), (.any(let kind), .each(let sub)), (.each(let kind), .any(let sub)),
      (.each(let kind), .each(let sub)):
      return world.isKind(sub, within: kind)
    case (.any(let kind), .anyParty), (.any(let kind), .eachParty), (.each(let kind), .anyParty),
      (.each(let kind), .eachParty):
      switch membership {
      case .kinds(let kinds): return kinds.allSatisfy { world.isKind($0, within: kind) }
      case .actors(let actors): return actors.allSatisfy { world.isEntity($0, of: kind) }
      case .function: return false
      }
    case (.any(let kind), _), (.each(let kind), _):
      return members(inner)?.allSatisfy { isEntity($0, kind) } ?? false
    case (.value, _), (.values, _):
      guard let outer = members(outer), let inner = members(inner) else { return false }
      return inner.allSatisfy(outer.contains)
    }
  }

  private func isWithinParties(_ inner: NormRecord.Extension) -> Bool {
    switch (membership, inner) {
    case (.kinds(let kinds), .any(let kind)), (.kinds(let kinds), .each(let kind)):
      return kinds.contains { world.isKind(kind, within: $0) }
    case (.kinds(let kinds), _):
      return members(inner)?.allSatisfy { member in kinds.contains { isEntity(member, $0) } } ?? false
    case (.actors(let actors), _):
      return members(inner)?.allSatisfy { if case .entity(let id) = $0 { actors.contains(id) } else { false } } ?? false
    case (.function, _): return false
    }
  }

  private func members(_ extent: NormRecord.Extension) -> [Value]? {
    switch extent {
    case .value(let value): [value]
    case .values(let values): values
    default: nil
    }
  }

  private func isEntity(_ value: Value, _ kind: KindID) -> Bool {
    if case .entity(let entity) = value { return world.isEntity(entity, of: kind) }
    return false
  }
}

extension World {
  /// The kinds that may join a treaty that does not say who may: states and organisations.
  var defaultMembers: [KindID] {
    ["state", "organisation"].compactMap { name in
      kinds.firstIndex { $0.name == name && $0.parent == BuiltinKind.actor.id }.map { KindID(index: Int32($0)) }
    }
  }
}
