/// What the clauses achieve in a position (the table of models.md §5).
struct Effects {
  let arithmetic: Arithmetic
  let position: Position
  private var game: TreatyGame { arithmetic.game }
  private var table: GameTable { arithmetic.table }

  init(_ arithmetic: Arithmetic, _ position: Position) {
    self.arithmetic = arithmetic
    self.position = position
  }

  /// By clause that has a part; of two parts the worse.
  func byClause() -> [Int: Effect] {
    var effects: [Int: Effect] = [:]
    for (index, part) in game.parts.enumerated() {
      let effect = effect(of: index)
      guard let other = effects[part.clause], other != .open else {
        effects[part.clause] = effect
        continue
      }
      if effect != .open { effects[part.clause] = worse(effect, other) }
    }
    return effects
  }

  private func worse(_ one: Effect, _ other: Effect) -> Effect {
    guard one != .dead, let first = Effect.ranking.firstIndex(of: one),
      let second = Effect.ranking.firstIndex(of: other)
    else { return one }
    return first > second ? one : other
  }

  private func effect(of part: Int) -> Effect {
    if game.parts[part].kind == .open { return .open }
    guard position.inForce else { return .dead }
    let (asked, forgone) = game.parts[part].kind == .duty ? duties(part) : prohibitions(part)
    if asked > 0 { return forgone == asked ? .effective : forgone == 0 ? .hollow : .partial }
    for outsider in game.eligible where !position.parties.contains(outsider) {
      if asks(part, of: outsider) { return .shunned }
    }
    return .settled
  }

  private func prohibitions(_ part: Int) -> (asked: Int, forgone: Int) {
    var (asked, forgone) = (0, 0)
    for actor in position.parties {
      for act in table.actsBy[actor] where position.forbidden[act].contains(part) {
        asked += 1
        if !position.done[act] { forgone += 1 }
      }
    }
    return (asked, forgone)
  }

  private func duties(_ part: Int) -> (asked: Int, done: Int) {
    (
      position.parties.filter { table.owing[$0].contains(part) }.count,
      arithmetic.doers(of: part, position).count
    )
  }

  /// Whether a part would ask something of an outsider if it joined the parties.
  private func asks(_ part: Int, of outsider: Int) -> Bool {
    if table.owing[outsider].contains(part) { return true }
    let parties = position.parties.with(outsider)
    return table.actsBy[outsider].contains { table.forbidding($0, parties).contains(part) }
  }

  /// By clause that has a part, those that it binds: who honours and who does not.
  func honour() -> (honouring: [Int: ActorSet], breaching: [Int: ActorSet]) {
    var (honouring, breaching): ([Int: ActorSet], [Int: ActorSet]) = ([:], [:])
    for part in game.parts where part.kind != .open {
      honouring[part.clause] = []
      breaching[part.clause] = []
    }
    for actor in position.parties {
      var fails: Set<Int> = []
      var bound: Set<Int> = []
      for part in table.binding[actor].union(position.asking[actor]) where game.parts[part].kind != .open {
        let clause = game.parts[part].clause
        bound.insert(clause)
        if arithmetic.breachDetection(actor, part, position) != nil { fails.insert(clause) }
      }
      for clause in bound {
        if fails.contains(clause) { breaching[clause]?.insert(actor) } else { honouring[clause]?.insert(actor) }
      }
    }
    return (honouring, breaching)
  }
}
