// The five rules by which one norm beats another (law.md §4).
extension Chronicle {
  /// Which of two opposed norms wins, and why; nothing where no rule decides.
  func precedence(
    _ first: Norm, _ second: Norm, _ act: Act, _ actor: Thing, at position: Position
  ) -> (firstWins: Bool, why: Precedence)? {
    let (one, two) = (model.clauses[first.clause], model.clauses[second.clause])
    let (treatyOne, treatyTwo) = (model.treaties[one.treaty], model.treaties[two.treaty])
    let peremptory = (one.isPeremptory || treatyOne.isPeremptory, two.isPeremptory || treatyTwo.isPeremptory)
    if peremptory.0 != peremptory.1 { return (peremptory.0, .peremptory) }
    let overrides = (overrides(one, treatyOne, two, treatyTwo), self.overrides(two, treatyTwo, one, treatyOne))
    if overrides.0 != overrides.1 { return (overrides.0, .overrides) }
    if first.repairsBreach(of: second) { return (true, .reparation) }
    if second.repairsBreach(of: first) { return (false, .reparation) }
    if one.treaty == two.treaty {
      switch (isWithin(first, second), isWithin(second, first)) {
      case (true, false): return (true, .moreSpecific)
      case (false, true): return (false, .moreSpecific)
      case (true, true):
        let conditioned = (first.when != nil || first.trigger != nil, second.when != nil || second.trigger != nil)
        return conditioned.0 == conditioned.1 ? nil : (conditioned.0, .conditioned)
      case (false, false): return nil
      }
    }
    guard let adoptedOne = lives[one.treaty].adoption, let adoptedTwo = lives[two.treaty].adoption,
      adoptedOne != adoptedTwo
    else { return nil }
    let firstIsLater = adoptedOne > adoptedTwo
    let (later, earlier) = firstIsLater ? (first, second) : (second, first)
    // Between two that are party to both: all those towards whom the earlier binds the actor in this act.
    let concerned = boundTowards(act, by: actor, clause: earlier.clause, at: position)
    let areInBoth =
      isBoundNow(actor, later.clause, position) == .yes
      && concerned.allSatisfy { isBoundNow($0, later.clause, position) == .yes }
    return areInBoth ? (firstIsLater, .laterTreaty) : nil
  }

  private func overrides(_ clause: Clause, _ treaty: Treaty, _ other: Clause, _ otherTreaty: Treaty) -> Bool {
    guard clause.thing != other.thing, !clause.overrides.isEmpty || !treaty.overrides.isEmpty else { return false }
    let over = clause.overrides.union(treaty.overrides)
    return over.contains(other.thing) || over.contains(otherTreaty.thing)
  }

  /// Whether each role of one norm lies within the other's.
  private func isWithin(_ norm: Norm, _ other: Norm) -> Bool {
    let treaty = model.clauses[norm.clause].treaty
    let pairs = zip(norm.rolePatterns, other.rolePatterns)
    return pairs.enumerated().allSatisfy { place, pair in
      isWithin(
        simplified(norm.extent(of: pair.0), place: place, norm.act.verb),
        simplified(other.extent(of: pair.1), place: place, other.act.verb), treaty)
    }
  }

  /// A pattern of a kind that takes all that the role can hold, such as `any actor`, takes anything.
  private func simplified(_ extent: Extent, place: Int, _ verb: Int) -> Extent {
    guard case .kind(let kind, _, _) = extent, model.parentOfKind[kind] == nil else { return extent }
    let verb = model.verbs[verb]
    let role: RoleModel? =
      switch place {
      case 0: .actor
      case 1: verb.object
      default: verb.roles.indices.contains(place - 2) ? verb.roles[place - 2] : nil
      }
    if case .other? = role { return extent }
    return .everything
  }

  /// A ring of clauses each of which overrides the next, by `overrides` of its own or of its treaty; an error of the
  /// text. The clauses, in order; nothing where there is no ring.
  public static func overridingRing(in model: Model) -> [Int]? {
    var edges = [[Int]](repeating: [], count: model.clauses.count)
    for (index, clause) in model.clauses.enumerated() {
      for thing in clause.overrides.union(model.treaties[clause.treaty].overrides) {
        if let other = model.clauseOfThing[thing] { edges[index].append(other) }
        if let treaty = model.treatyOfThing[thing] { edges[index] += model.treaties[treaty].clauses }
      }
      edges[index] = Set(edges[index]).subtracting([index]).sorted()
    }
    var state = [UInt8](repeating: 0, count: edges.count)
    for start in edges.indices where state[start] == 0 {
      var path = [(clause: start, next: 0)]
      state[start] = 1
      while let (clause, next) = path.last {
        guard next < edges[clause].count else {
          state[clause] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = edges[clause][next]
        if state[target] == 1, let first = path.firstIndex(where: { $0.clause == target }) {
          return path[first...].map(\.clause)
        }
        if state[target] == 0 {
          state[target] = 1
          path.append((target, 0))
        }
      }
    }
    return nil
  }

  private func isWithin(_ inner: Extent, _ outer: Extent, _ treaty: Int) -> Bool {
    switch (inner, outer) {
    case (_, .everything), (_, .name): return true
    case (.everything, _), (.name, _): return false
    case (.party, .party): return true
    case (.party, .kind(_, let members, _)):
      return !members.isEmpty && openActors(treaty).isSubset(of: members) && !members.isSubset(of: openActors(treaty))
    case (.party, .things): return false
    case (.kind(_, let members, _), .party): return members.isSubset(of: openActors(treaty))
    case (.things(let things), .party): return Set(things).isSubset(of: openActors(treaty))
    case (.kind(let kind, _, _), .kind(let other, _, _)): return isKind(kind, within: other)
    case (.kind, .things): return false
    case (.things(let things), .kind(_, let members, _)): return things.allSatisfy(members.contains)
    case (.things(let things), .things(let others)): return things.allSatisfy(others.contains)
    }
  }

  private func openActors(_ treaty: Int) -> Set<Thing> {
    if let known = openActorsMemo[treaty] { return known }
    let text = model.treaties[treaty]
    let found = text.binds ?? Set(model.actors.filter { (try? text.isOpenTo($0)) == .yes })
    openActorsMemo[treaty] = found
    return found
  }

  private func isKind(_ kind: Int, within other: Int) -> Bool {
    var current: Int? = kind
    while let kind = current {
      if kind == other { return true }
      current = model.parentOfKind[kind]
    }
    return false
  }
}

extension Norm {
  var rolePatterns: [RolePattern] { [subject, act.object] + act.roles }

  /// The extent of a pattern; of a name, that of the pattern that binds it.
  func extent(of pattern: RolePattern) -> Extent {
    guard case .name(let name) = pattern.extent else { return pattern.extent }
    let all = rolePatterns + (trigger.map { [$0.subject, $0.act.object] + $0.act.roles } ?? [])
    return all.first { $0.binding == name }?.extent ?? .everything
  }

  /// Whether this norm is a reparation, direct or further down the chain, of the other's breach.
  func repairsBreach(of other: Norm) -> Bool {
    var current = repairs
    while let norm = current {
      if norm === other { return true }
      current = norm.repairs
    }
    return false
  }
}
