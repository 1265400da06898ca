/// The names that a norm binds, as an act has bound them.
public typealias Bindings = [Thing?]

extension Chronicle {
  /// Whether a possibility matches a norm's subject and act, with what its names come to stand for. Names that are bound
  /// already must stand for the same.
  func match(
    _ act: Act, subject: RolePattern, _ pattern: ActPattern, of clause: Int, _ bindings: inout Bindings,
    at position: Position
  ) -> Truth {
    guard act.verb == pattern.verb else { return .no }
    let truth = match(act.subject, subject, clause, &bindings, position)
    guard truth != .no else { return .no }
    return truth && matchRoles(act, pattern, of: clause, &bindings, at: position)
  }

  /// Whether a possibility matches a pattern, its subject aside.
  func matchRoles(
    _ act: Act, _ pattern: ActPattern, of clause: Int, _ bindings: inout Bindings, at position: Position
  ) -> Truth {
    guard act.verb == pattern.verb else { return .no }
    var truth = match(act.object, pattern.object, clause, &bindings, position)
    for (filler, role) in zip(act.roles, pattern.roles) {
      guard truth != .no else { return .no }
      let next = match(filler, role, clause, &bindings, position)
      truth = truth && next
    }
    return truth
  }

  func match(
    _ filler: Filler, _ pattern: RolePattern, _ clause: Int, _ bindings: inout Bindings, _ position: Position
  ) -> Truth {
    let truth = matches(filler, pattern.extent, clause, &bindings, position)
    guard let name = pattern.binding, truth != .no else { return truth }
    return truth && bind(name, filler, &bindings)
  }

  private func bind(_ name: Int, _ filler: Filler, _ bindings: inout Bindings) -> Truth {
    guard name < bindings.count else { return .yes }
    if let bound = bindings[name] {
      guard let thing = filler.thing else { return filler == .absent ? .no : .unknown }
      return Truth(thing == bound)
    }
    bindings[name] = filler.thing
    return .yes
  }

  private func matches(
    _ filler: Filler, _ extent: Extent, _ clause: Int, _ bindings: inout Bindings, _ position: Position
  ) -> Truth {
    switch extent {
    case .everything: return .yes
    case .name(let name): return bind(name, filler, &bindings)
    case .kind(_, let members, _):
      switch filler {
      case .thing(let thing): return Truth(members.contains(thing))
      case .absent: return .no
      case .undeclared: return .unknown
      case .open, .someone:
        return members.isSuperset(of: model.purposes) || members.isSuperset(of: model.capabilities) ? .yes : .unknown
      }
    case .things(let things):
      switch filler {
      case .thing(let thing): return Truth(things.contains(thing))
      case .absent, .undeclared: return .no
      case .open, .someone: return .unknown
      }
    case .party:
      switch filler {
      case .thing(let thing): return isPartyForMatching(thing, clause, position)
      case .absent, .undeclared: return .no
      case .open, .someone: return .unknown
      }
    }
  }

  /// `party` in a clause: a party of its treaty; in a norm about a treaty's life, and from signature on in an interim
  /// clause, a signatory too.
  private func isPartyForMatching(_ thing: Thing, _ clause: Int, _ position: Position) -> Truth {
    let treaty = model.clauses[clause].treaty
    if let supposed { return Truth(supposed.treaty == treaty && supposed.parties.contains(thing)) }
    let life = lives[treaty]
    if includesSignatories || model.clauses[clause].isInterim, life.isSignatory(thing, at: position) { return .yes }
    return life.isMember(thing, at: position, surviving: model.clauses[clause].survives)
  }
}
