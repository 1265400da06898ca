/// A norm whose words fit an act, but which does not apply to it.
public struct DormantNorm: Sendable {
  public enum Reason: Sendable {
    case treatyNotInForce
    /// The actor is not bound.
    case actorNotBound
    /// Nobody in the act's roles is bound.
    case nobodyBound
    case reserved(event: Int)
    case refused, suspended
    case conditionFails
    case exceptionHolds
  }

  public var norm: Int
  public var reason: Reason
}

extension Chronicle {
  /// The prohibitions and duties whose words fit an act, `party` taken as whoever it may be, but which do not apply.
  public func dormant(for act: Act, at position: Position) throws -> [DormantNorm] {
    try advance(to: position)
    guard let actor = act.subject.thing else { return [] }
    var found: [DormantNorm] = []
    for norm in model.norms where norm.modality == .forbid && norm.act.verb == act.verb {
      var bindings = Bindings(repeating: nil, count: norm.names)
      let roles = zip([act.subject] + act.others, [norm.subject, norm.act.object] + norm.act.roles)
      let fits = roles.allSatisfy { filler, pattern in
        if case .party = pattern.extent { return true }
        return match(filler, pattern, norm.clause, &bindings, position) != .no
      }
      guard fits, let reason = try reason(norm, act, actor, bindings, position) else { continue }
      found.append(DormantNorm(norm: norm.index, reason: reason))
    }
    return found
  }

  private func reason(
    _ norm: Norm, _ act: Act, _ actor: Thing, _ bindings: Bindings, _ position: Position
  ) throws -> DormantNorm.Reason? {
    let clause = norm.clause
    let life = lives[model.clauses[clause].treaty]
    if !life.isInForce(at: position), isBoundNow(actor, clause, position) == .no { return .treatyNotInForce }
    guard isBoundNow(actor, clause, position) != .no else { return .actorNotBound }
    let others = counterparts(of: act, by: actor, clause: clause, at: position)
    let named = act.others.compactMap(\.thing).filter { actorSet.contains($0) && $0 != actor }
    if others.isEmpty || !named.isEmpty && named.allSatisfy({ isBoundNow($0, clause, position) == .no }) {
      return .nobodyBound
    }
    if others.allSatisfy({ isLifted(clause, actor, $0, at: position) == .yes }), let other = others.first {
      let (relation, event) = try relation(clause: clause, actor, other, at: position)
      switch relation {
      case .excluded: return event.map { .reserved(event: $0) }
      case .suspended: return .suspended
      case .not_in_force: return .refused
      case .in_force: return nil
      }
    }
    if let when = norm.when, try when.holds(act, bindings, position) == .no { return .conditionFails }
    if let unless = norm.unless, try unless.holds(act, bindings, position) == .yes { return .exceptionHolds }
    return nil
  }
}
