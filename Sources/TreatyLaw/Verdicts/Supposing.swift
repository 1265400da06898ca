/// Who is supposed to be the parties of a treaty, listed once for many questions.
public struct SupposedParties: Sendable {
  let members: Set<Thing>
  let order: [Thing]

  public init(_ parties: [Thing]) {
    members = Set(parties)
    order = parties
  }
}

/// A treaty taken as in force between some parties, whatever has been signed: what the models ask about.
struct Supposition {
  var treaty: Int
  var parties: Set<Thing>
  var order: [Thing]
}

// What a treaty's wording would forbid and ask for among supposed parties (`docs/models.md`, "What the parties do"). The
// reservations recorded count; objections, suspensions, delay and end do not, nor do other treaties. A sole party is
// bound as if it had a counterpart.
extension Chronicle {
  /// The clauses of a treaty that forbid an established act: `yes` where a prohibition stands, `unknown` where that is
  /// not settled or in conflict.
  public func clausesForbidding(
    _ act: Act, under treaty: Int, among parties: SupposedParties, at position: Position
  ) throws -> [Int: Truth] {
    try supposing(treaty, parties, at: position) {
      guard let actor = act.subject.thing else { return [:] }
      var all: [Judgement] = []
      for possibility in model.possibilities(of: act) {
        let found = try applicable(to: possibility, by: actor, at: position, before: position)
        all += judgements(possibility, actor, found, at: position)
      }
      return standingProhibitions(all)
    }
  }

  /// The clauses of a treaty that ask something of an actor besides restraint in conduct: obligations that stand, with
  /// their `when` and without their `unless`, their `after` taken to have happened; and prohibitions of other verbs than
  /// the conduct's, where some act that they forbid is forbidden in the end.
  public func clausesAsking(
    of actor: Thing, under treaty: Int, among parties: SupposedParties, conduct: Int, at position: Position
  ) throws -> [Int: Truth] {
    try supposing(treaty, parties, at: position) {
      var found: [Int: Truth] = [:]
      for norm in model.norms where model.clauses[norm.clause].treaty == treaty && norm.repairs == nil {
        let isAsked = norm.modality == .oblige || norm.modality == .forbid && norm.act.verb != conduct
        guard isAsked, model.verbs[norm.act.verb].life == nil || norm.modality == .oblige else { continue }
        let truth = try asks(norm, of: actor, at: position)
        if truth != .no { found[norm.clause] = (found[norm.clause] ?? .no) || truth }
      }
      return found
    }
  }

  /// The clauses of a treaty of which a prohibition or obligation is about an actor.
  public func clausesBinding(
    _ actor: Thing, under treaty: Int, among parties: SupposedParties, at position: Position
  ) throws -> [Int] {
    try supposing(treaty, parties, at: position) {
      model.treaties[treaty].clauses.filter { clause in
        isBoundNow(actor, clause, position) == .yes
          && model.clauses[clause].norms.contains { norm in
            var bindings = Bindings(repeating: nil, count: norm.names)
            return (norm.modality == .forbid || norm.modality == .oblige)
              && match(.thing(actor), norm.subject, clause, &bindings, position) == .yes
          }
      }
    }
  }

  private func supposing<Result>(
    _ treaty: Int, _ parties: SupposedParties, at position: Position, _ body: () throws -> Result
  ) throws -> Result {
    try advance(to: position)
    let outer = supposed
    supposed = Supposition(treaty: treaty, parties: parties.members, order: parties.order)
    defer { supposed = outer }
    return try body()
  }

  private func standingProhibitions(_ judgements: [Judgement]) -> [Int: Truth] {
    var found: [Int: Truth] = [:]
    for judgement in judgements {
      for norm in judgement.forbidding + judgement.opposed where model.norms[norm].modality == .forbid {
        let clause = model.norms[norm].clause
        let isSure = judgements.allSatisfy { other in
          other.forbidding.contains { model.norms[$0].clause == clause }
        }
        found[clause] = isSure ? .yes : .unknown
      }
    }
    return found
  }

  /// Whether a norm asks something of an actor: some act that fits it is, in the end, obliged or forbidden by it.
  private func asks(_ norm: Norm, of actor: Thing, at position: Position) throws -> Truth {
    var bindings = Bindings(repeating: nil, count: norm.names)
    guard match(.thing(actor), norm.subject, norm.clause, &bindings, position) == .yes else { return .no }
    func filler(_ pattern: RolePattern) -> Filler {
      if case .things(let things) = pattern.extent, things.count == 1 { return .thing(things[0]) }
      if case .name(let name) = pattern.extent, let bound = bindings[name] { return .thing(bound) }
      return .open
    }
    let asked = Act(
      verb: norm.act.verb, subject: .thing(actor), object: filler(norm.act.object),
      roles: norm.act.roles.map(filler))
    var result = Truth.no
    for act in model.possibilities(of: asked) {
      var bound = Bindings(repeating: nil, count: norm.names)
      guard match(act, subject: norm.subject, norm.act, of: norm.clause, &bound, at: position) != .no else { continue }
      let found = try applicable(to: act, by: actor, at: position, before: position)
      let judged = judgements(act, actor, found, at: position)
      let stands = judged.map { judgement in
        judgement.forbidding.contains(norm.index) || judgement.allowing.contains(norm.index)
          || judgement.opposed.contains(norm.index)
      }
      if !stands.isEmpty, stands.allSatisfy({ $0 }) { return .yes }
      if stands.contains(true) { result = .unknown }
    }
    return result
  }
}
