// Who is bound, towards whom.
extension Chronicle {
  /// Whether a clause binds an actor.
  func isBoundNow(_ actor: Thing, _ clause: Int, _ position: Position) -> Truth {
    let treaty = model.clauses[clause].treaty
    if let supposed { return Truth(supposed.treaty == treaty && supposed.parties.contains(actor)) }
    let life = lives[treaty]
    if life.isLaw {
      return life.isMember(actor, at: position, surviving: model.clauses[clause].survives)
    }
    // A signatory, in an interim clause [VCLT 18, 25].
    if includesSignatories || model.clauses[clause].isInterim, !life.hasEnded(at: position),
      life.isSignatory(actor, at: position)
    {
      return .yes
    }
    return life.isMember(actor, at: position, surviving: model.clauses[clause].survives)
  }

  /// Those whom a clause may bind.
  private func members(of clause: Int) -> [Thing] {
    if let supposed { return supposed.order }
    let life = lives[model.clauses[clause].treaty]
    if life.isLaw { return model.actors }
    if !life.hasDoubts { return model.clauses[clause].isInterim ? life.signatoriesAndMembers : life.members }
    return model.actors
  }

  /// Whether somebody can be an act's counterpart: a party; under a law, any actor.
  private func canBeCounterpart(_ thing: Thing, _ clause: Int, _ position: Position) -> Truth {
    if supposed == nil, lives[model.clauses[clause].treaty].isLaw { return .yes }
    return isBoundNow(thing, clause, position)
  }

  /// The parties in an act's roles, its subject aside; with none, all the other parties (under a law, all actors).
  func counterparts(of act: Act, by actor: Thing, clause: Int, at position: Position) -> [Thing] {
    let named = namedActors(of: act, by: actor).filter { canBeCounterpart($0, clause, position) == .yes }
    if !named.isEmpty { return named }
    return members(of: clause).filter { $0 != actor && canBeCounterpart($0, clause, position) == .yes }
  }

  /// The actors in the roles of an act, its subject aside.
  private func namedActors(of act: Act, by actor: Thing) -> [Thing] {
    var found: [Thing] = []
    if let thing = act.object.thing, thing != actor, isActor[thing] != nil { found.append(thing) }
    for role in act.roles {
      if let thing = role.thing, thing != actor, isActor[thing] != nil { found.append(thing) }
    }
    return found
  }

  /// Whether a clause does not stand between two: reserved, refused or suspended.
  func isLifted(_ clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Truth {
    let life = lives[model.clauses[clause].treaty]
    if supposed != nil {
      return Truth(
        life.reservations.contains {
          $0.clause == clause && ($0.actor == a || $0.actor == b) && $0.certainty == .yes
            && $0.span.contains(position)
        })
    }
    return life.isExcluded(clause: clause, a, b, at: position) || life.isRefused(a, b, at: position)
      || life.isSuspended(clause: clause, a, b, at: position)
  }

  /// Those towards whom a clause binds an actor in an act, for sure.
  public func boundTowards(_ act: Act, by actor: Thing, clause: Int, at position: Position) -> [Thing] {
    guard isBoundNow(actor, clause, position) == .yes else { return [] }
    return counterparts(of: act, by: actor, clause: clause, at: position).filter {
      isLifted(clause, actor, $0, at: position) == .no
    }
  }

  /// Whether a clause binds an actor in an act towards anyone.
  func binds(_ clause: Int, _ actor: Thing, in act: Act, at position: Position) -> Truth {
    let bound = isBoundNow(actor, clause, position)
    guard bound != .no else { return .no }
    if let supposed, supposed.parties.count == 1 {
      return Truth(isLifted(clause, actor, actor, at: position) == .no)
    }
    let named = towards(namedActors(of: act, by: actor), clause, actor, position)
    if named.exists == .yes { return bound && named.holds }
    let others = towards(members(of: clause), clause, actor, position).holds
    // Whether those named are parties is open: then it is open, too, whether all the others are the counterparts.
    return bound && (named.exists == .no || named.holds == others ? others : .unknown)
  }

  /// Whether there is a counterpart among some actors, and whether the clause stands towards one of them.
  private func towards(
    _ others: [Thing], _ clause: Int, _ actor: Thing, _ position: Position
  ) -> (exists: Truth, holds: Truth) {
    var (exists, holds) = (Truth.no, Truth.no)
    for other in others where other != actor {
      let can = canBeCounterpart(other, clause, position)
      guard can != .no else { continue }
      exists = exists || can
      holds = holds || (can && !isLifted(clause, actor, other, at: position))
      if holds == .yes { break }
    }
    return (exists, holds)
  }

  /// Whether a norm binds the actor towards somebody, or is a permission that names it as an outsider [VCLT 34–36].
  func applies(_ norm: Norm, _ actor: Thing, _ act: Act, at position: Position) -> Truth {
    if norm.modality == .permit, norm.subject.namesOutsiders, isBoundNow(actor, norm.clause, position) == .no,
      supposed.map({ $0.treaty == model.clauses[norm.clause].treaty })
        ?? lives[model.clauses[norm.clause].treaty].isInForce(at: position)
    {
      return .yes
    }
    return binds(norm.clause, actor, in: act, at: position)
  }
}

extension TreatyLife {
  var signatoriesAndMembers: [Thing] {
    members + signatures.keys.filter { memberships[$0] == nil }.sorted()
  }
}
