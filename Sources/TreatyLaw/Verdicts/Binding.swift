// Who is bound, towards whom.
extension Chronicle {
  /// Whether a clause binds an actor.
  func isBound(_ actor: Thing, by clause: Int, at position: Position) throws -> Truth {
    isBoundNow(actor, clause, position)
  }

  func isBoundNow(_ actor: Thing, _ clause: Int, _ position: Position) -> Truth {
    let life = lives[model.clauses[clause].treaty]
    if life.isLaw {
      return life.isMember(actor, at: position, surviving: model.clauses[clause].survives)
    }
    if includesSignatories || model.clauses[clause].isInterim, !life.hasEnded(at: position),
      life.isSignatory(actor, at: position)
    {
      return .yes
    }
    return life.isMember(actor, at: position, surviving: model.clauses[clause].survives)
  }

  /// The parties in an act's roles, its subject aside; with none, all the other parties (under a law, all actors).
  func counterparts(of act: Act, by actor: Thing, clause: Int, at position: Position) -> [Thing] {
    let life = lives[model.clauses[clause].treaty]
    let isCandidate: (Thing) -> Bool = { thing in
      life.isLaw || self.isBoundNow(thing, clause, position) == .yes
    }
    let named = act.others.compactMap(\.thing).filter { $0 != actor && actorSet.contains($0) && isCandidate($0) }
    if !named.isEmpty { return named }
    let all = life.isLaw ? model.actors : model.clauses[clause].isInterim ? life.signatoriesAndMembers : life.members
    return all.filter { $0 != actor && isCandidate($0) }
  }

  /// Whether a clause does not stand between two: reserved, refused or suspended.
  func isLifted(_ clause: Int, _ a: Thing, _ b: Thing, at position: Position) -> Bool {
    let life = lives[model.clauses[clause].treaty]
    return life.isRefused(a, b, at: position) || life.isExcluded(clause: clause, a, b, at: position)
      || life.suspension(clause: clause, a, b, at: position) != nil
  }

  /// Those towards whom a clause binds an actor in an act.
  func boundTowards(_ act: Act, by actor: Thing, clause: Int, at position: Position) -> [Thing] {
    guard isBoundNow(actor, clause, position) == .yes else { return [] }
    return counterparts(of: act, by: actor, clause: clause, at: position).filter {
      !isLifted(clause, actor, $0, at: position)
    }
  }

  /// Whether a norm binds the actor towards somebody, or is a permission that names it as an outsider [VCLT 36].
  func applies(_ norm: Norm, _ actor: Thing, _ act: Act, at position: Position) -> Bool {
    if norm.modality == .permit, norm.subject.namesOutsiders,
      lives[model.clauses[norm.clause].treaty].isInForce(at: position)
    {
      return true
    }
    return !boundTowards(act, by: actor, clause: norm.clause, at: position).isEmpty
  }
}

extension TreatyLife {
  var signatoriesAndMembers: [Thing] {
    members + signatures.keys.filter { memberships[$0] == nil }.sorted()
  }
}
