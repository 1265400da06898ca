import CybSyntax
import TreatyGames

/// One number that the model reads for a treaty: which field of which entity, and how far it may go.
struct ModelNumber {
  let entity: EntityID
  /// As it is written: `worth`, `appetite[crime]`.
  let field: String
  let value: Double
  /// The end of the field's domain, where it has one.
  let limit: Double?
  /// Whether only whole numbers make sense.
  let isWhole: Bool
  /// Puts another number in its place.
  let apply: (inout TreatyGame, Double) -> Void
}

extension TreatyTable {
  /// All numbers that the prediction turns on, in the order of declaration: of the outlooks that actors have, of what
  /// they hold, of the purposes that it serves, and of the clauses.
  func numbers() -> [ModelNumber] {
    let world = machine.world
    var found: [ModelNumber] = []
    func add(
      _ entity: EntityID, _ field: String, _ value: Double, limit: Double? = nil, isWhole: Bool = false,
      _ apply: @escaping (inout TreatyGame, Double) -> Void
    ) {
      found.append(
        ModelNumber(entity: entity, field: field, value: value, limit: limit, isWhole: isWhole, apply: apply))
    }
    var outlooks: [EntityID] = []
    var followers: [EntityID: [Int]] = [:]
    for (index, actor) in actors.enumerated() {
      let player = game.actors[index]
      if let outlook = world.outlook(of: actor) {
        if followers[outlook] == nil { outlooks.append(outlook) }
        followers[outlook, default: []].append(index)
      }
      add(actor, "exposure", player.exposure) { $0.actors[index].exposure = $1 }
      let useful = Set(player.holds.flatMap { game.capabilities[$0].serves })
      for purpose in useful.sorted() {
        let field = "appetite[\(world.name(of: purposes[purpose]))]"
        add(actor, field, player.appetite[purpose] ?? 0, limit: 1) { $0.actors[index].appetite[purpose] = $1 }
      }
    }
    for outlook in outlooks {
      let members = followers[outlook] ?? []
      func each(_ path: WritableKeyPath<GameActor, Double>) -> (inout TreatyGame, Double) -> Void {
        { game, value in for member in members { game.actors[member][keyPath: path] = value } }
      }
      guard let first = members.first else { continue }
      let player = game.actors[first]
      add(outlook, "relative", player.relative, limit: 1, each(\.relative))
      add(outlook, "image", player.image, each(\.image))
      add(outlook, "patience", player.patience, limit: 1 - 1e-9, each(\.patience))
      add(outlook, "defiance", player.defiance, each(\.defiance))
    }
    let held = Set(game.actors.flatMap(\.holds))
    for index in held.sorted() {
      let capability = game.capabilities[index]
      add(capabilities[index], "worth", capability.worth) { $0.capabilities[index].worth = $1 }
      add(capabilities[index], "harm", capability.harm) { $0.capabilities[index].harm = $1 }
      add(capabilities[index], "attribution", capability.attribution, limit: 1) {
        $0.capabilities[index].attribution = $1
      }
    }
    for index in Set(held.flatMap { game.capabilities[$0].serves }).sorted() {
      add(purposes[index], "harm", game.purposes[index].harm, limit: 1) { $0.purposes[index].harm = $1 }
    }
    addClauses(add)
    if case .count(let count) = game.quorum, !game.isBinding {
      add(treaty, "quorum", Double(count), isWhole: true) { $0.quorum = .count(max(1, Int($1))) }
    }
    return found
  }

  private func addClauses(
    _ add: (EntityID, String, Double, Double?, Bool, @escaping (inout TreatyGame, Double) -> Void) -> Void
  ) {
    let world = machine.world
    for (index, clause) in clauses.enumerated() {
      let own = [conductParts[index], dutyParts[index]].compactMap { $0 }.filter { game.parts[$0].kind != .open }
      guard let first = own.first else { continue }
      func each(_ change: @escaping (inout Part, Double) -> Void) -> (inout TreatyGame, Double) -> Void {
        { game, value in for part in own { change(&game.parts[part], value) } }
      }
      let part = game.parts[first]
      add(clause, "verification", part.verification, 1, false, each { $0.verification = $1 })
      add(clause, "penalty", part.penalty, nil, false, each { $0.penalty = $1 })
      if let salience = part.salience { add(clause, "salience", salience, 1, false, each { $0.salience = $1 }) }
      guard let duty = dutyParts[index], game.parts[duty].kind == .duty else { continue }
      let count = actors.count
      for (field, path) in [("burden", \Part.burden), ("relief", \Part.relief)] {
        guard case .number(let number) = world.modelField(field, of: clause) else { continue }
        add(clause, field, number, nil, false) { $0.parts[duty][keyPath: path] = Array(repeating: $1, count: count) }
      }
    }
  }
}
