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
    let named = act.others.compactMap(\.thing).filter { actorSet.contains($0) && $0 != actor }
    let concerned = named.isEmpty ? lives[model.clauses[earlier.clause].treaty].parties(at: position) : named
    let areInBoth = (concerned + [actor]).allSatisfy {
      isBoundNow($0, later.clause, position) == .yes
        && (named.isEmpty || isBoundNow($0, earlier.clause, position) == .yes)
    }
    return areInBoth ? (firstIsLater, .laterTreaty) : nil
  }

  private func overrides(_ clause: Clause, _ treaty: Treaty, _ other: Clause, _ otherTreaty: Treaty) -> Bool {
    let over = clause.overrides.union(treaty.overrides)
    return over.contains(other.thing) || over.contains(otherTreaty.thing)
  }

  /// Whether each role of one norm lies within the other's.
  private func isWithin(_ norm: Norm, _ other: Norm) -> Bool {
    let treaty = model.clauses[norm.clause].treaty
    let pairs = zip(norm.rolePatterns, other.rolePatterns)
    return pairs.allSatisfy { isWithin(norm.extent(of: $0), other.extent(of: $1), treaty) }
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
    Set(model.actors.filter { (try? model.treaties[treaty].isOpenTo($0)) == .yes })
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
