/// What everyone does where a given coalition signs, and what follows for everyone.
struct Position {
  var signatories: ActorSet
  var parties: ActorSet
  var inForce: Bool
  /// By act, whether it is done.
  var done: [Bool]
  /// By act, the parts that forbid it.
  var forbidden: [PartSet]
  /// By actor, the duties that it owes and omits.
  var omitted: [PartSet]
  /// By actor, the parts that ask something of it.
  var asking: [PartSet]
}

/// The arithmetic of models.md §3 and §4 for one game and one matching.
struct Arithmetic {
  let game: TreatyGame
  let table: GameTable
  let tolerance: Double
  /// The reciprocal parts.
  private let reciprocal: PartSet
  private let duties: [Int]

  init(_ game: TreatyGame, _ table: GameTable, tolerance: Double) {
    self.game = game
    self.table = table
    self.tolerance = tolerance
    var reciprocal: PartSet = []
    for (index, part) in game.parts.enumerated() where part.reciprocal { reciprocal.insert(index) }
    self.reciprocal = reciprocal
    duties = game.parts.indices.filter { game.parts[$0].kind == .duty }
  }

  /// ι_i; under a law, which nobody joins, image plays no part.
  func image(_ actor: Int) -> Double { game.isBinding ? 0 : game.actors[actor].image }

  // MARK: the most lawful rest point

  /// Begins with all that is forbidden undone and every duty done; in each round all parties add at once what is best for
  /// them, until nothing changes.
  func rest(signatories: ActorSet, inForce: Bool) -> Position {
    let parties = inForce ? signatories : ActorSet()
    var position = Position(
      signatories: signatories, parties: parties, inForce: inForce,
      done: Array(repeating: true, count: table.acts.count), forbidden: Array(repeating: [], count: table.acts.count),
      omitted: Array(repeating: [], count: table.count), asking: Array(repeating: [], count: table.count))
    guard inForce else { return position }
    for actor in parties {
      var asking = table.owing[actor]
      for act in table.actsBy[actor] {
        let parts = table.forbidding(act, parties)
        position.forbidden[act] = parts
        if !parts.isEmpty {
          position.done[act] = false
          asking = asking.union(parts)
        }
      }
      position.asking[actor] = asking
    }
    let asked = parties.filter { !position.asking[$0].isEmpty }
    while true {
      var additions: [Choice.Option] = []
      var actors: [Int] = []
      for actor in asked {
        let choice = self.choice(of: actor, position)
        for index in choice.best() {
          additions.append(choice.options[index])
          actors.append(actor)
        }
      }
      if additions.isEmpty { return position }
      for (actor, option) in zip(actors, additions) {
        if let act = option.act { position.done[act] = true } else { position.omitted[actor].insert(option.duty) }
      }
    }
  }

  /// What a party can add to what it does, as things stand.
  func choice(of actor: Int, _ position: Position) -> Choice {
    var relief: [Int: Double] = [:]
    for part in position.asking[actor] { relief[part] = self.relief(to: actor, part, position) }
    let terms = Dictionary(
      uniqueKeysWithValues: position.asking[actor].map {
        ($0, sanction($0, actor, position, relief: relief[$0] ?? 0))
      })
    var choice = Choice(
      price: { part, detection in terms[part]?.price(at: detection) ?? 0 }, tolerance: tolerance)
    for act in table.actsBy[actor] where !position.forbidden[act].isEmpty {
      let breaches = position.forbidden[act].map { (part: $0, detection: detection(act, $0, position)) }
      if position.done[act] {
        for breach in breaches { choice.paid[breach.part] = max(choice.paid[breach.part] ?? 0, breach.detection) }
      } else {
        choice.options.append(
          Choice.Option(act: act, duty: -1, temptation: table.acts[act].temptation, breaches: breaches))
      }
    }
    for duty in table.owing[actor] {
      let detection = game.parts[duty].verification
      if position.omitted[actor].contains(duty) {
        choice.paid[duty] = max(choice.paid[duty] ?? 0, detection)
      } else {
        choice.options.append(
          Choice.Option(
            act: nil, duty: duty, temptation: temptationToOmit(duty, actor, position), breaches: [(duty, detection)]))
      }
    }
    return choice
  }

  /// λ_c(x): the share of the purposes that the use could be claimed to have which the part forbids, or another part
  /// forbids and the actor forgoes.
  func legibility(_ act: Int, _ part: Int, _ position: Position) -> Double {
    let conduct = table.acts[act].conduct
    let use = table.uses[table.acts[act].use]
    let towardsParty = position.parties.contains(conduct.target)
    var closed = 0
    for claim in use.purposes {
      let parts = towardsParty ? claim.againstParty : claim.againstOutsider
      if parts.contains(part) {
        closed += 1
      } else if !parts.isEmpty {
        if let act = claim.act, position.done[act] { continue }
        closed += 1
      }
    }
    return Double(closed) / Double(use.purposes.count)
  }

  /// d_c(x) = v_c + (1 − v_c)·α_k·λ_c(x).
  func detection(_ act: Int, _ part: Int, _ position: Position) -> Double {
    let verification = game.parts[part].verification
    return verification + (1 - verification) * table.acts[act].attribution * legibility(act, part, position)
  }

  /// Of omitting a duty: the burden, and what it keeps from rivals that share the relief, less one's own of a public one.
  func temptationToOmit(_ duty: Int, _ actor: Int, _ position: Position) -> Double {
    burden(duty, actor) + table.rivalWeight[actor] * reliefOfRivals(duty, actor, position)
      - (game.parts[duty].isPublic ? relief(duty, actor) : 0)
  }

  /// Σ r_c(j) over the rivals that share a duty's relief.
  func reliefOfRivals(_ duty: Int, _ actor: Int, _ position: Position) -> Double {
    guard !game.parts[duty].relief.isEmpty else { return 0 }
    return game.actors[actor].rivals.reduce(0) { sum, rival in
      game.parts[duty].isPublic || position.parties.contains(rival) ? sum + relief(duty, rival) : sum
    }
  }

  func burden(_ duty: Int, _ actor: Int) -> Double {
    game.parts[duty].burden.isEmpty ? 0 : game.parts[duty].burden[actor]
  }

  func relief(_ duty: Int, _ actor: Int) -> Double {
    game.parts[duty].relief.isEmpty ? 0 : game.parts[duty].relief[actor]
  }

  /// relief_c: what the others' restraint under a part is worth to the actor.
  func relief(to actor: Int, _ part: Int, _ position: Position) -> Double {
    guard game.parts[part].reciprocal else { return 0 }
    if game.parts[part].kind == .duty {
      let others = position.parties.reduce(0) { count, other in
        other != actor && table.owing[other].contains(part) && !position.omitted[other].contains(part)
          ? count + 1 : count
      }
      return relief(part, actor) * Double(others)
    }
    let own = position.asking[actor].intersection(reciprocal)
    var sum = 0.0
    for act in table.actsAgainst[actor] where position.forbidden[act].contains(part) && !position.done[act] {
      let row = table.acts[act]
      let weight = game.actors[actor].rivals.contains(row.conduct.actor) ? table.rivalWeight[actor] : 0
      sum += (row.harm + weight * row.gain) / Double(position.forbidden[act].intersection(own).count)
    }
    return sum
  }

  func sanction(_ part: Int, _ actor: Int, _ position: Position, relief: Double) -> SanctionTerms {
    let fields = game.parts[part]
    return SanctionTerms(
      penalty: fields.penalty, image: image(actor), salience: table.salience[part],
      asking: position.asking[actor].count, reciprocal: fields.reciprocal, patience: game.actors[actor].patience,
      relief: relief, verification: fields.verification)
  }

  // MARK: utility

  /// m_i for all actors.
  func fortunes(_ position: Position) -> [Double] {
    var fortunes = [Double](repeating: 0, count: table.count)
    for act in table.acts.indices where position.done[act] {
      let row = table.acts[act]
      fortunes[row.conduct.actor] += row.gain
      fortunes[row.conduct.target] -= row.harm
    }
    for duty in duties {
      let doers = self.doers(of: duty, position)
      guard !doers.isEmpty else { continue }
      let count = Double(doers.count)
      for doer in doers { fortunes[doer] -= burden(duty, doer) }
      if game.parts[duty].isPublic {
        for actor in 0..<table.count { fortunes[actor] += relief(duty, actor) * count }
      } else {
        for actor in position.parties {
          fortunes[actor] += relief(duty, actor) * (doers.contains(actor) ? count - 1 : count)
        }
      }
    }
    return fortunes
  }

  /// Those that owe a duty and do it.
  func doers(of duty: Int, _ position: Position) -> ActorSet {
    ActorSet(position.parties.filter { table.owing[$0].contains(duty) && !position.omitted[$0].contains(duty) })
  }

  /// U_i for all actors.
  func utilities(_ position: Position) -> [Double] {
    let fortunes = fortunes(position)
    return (0..<table.count).map { actor in
      let fields = game.actors[actor]
      var utility = fortunes[actor] - fields.relative * meanOfRivals(actor, fortunes) - sanctions(actor, position)
      if !game.isBinding {
        utility += position.signatories.contains(actor) ? fields.image * table.meanSalience : fields.defiance
      }
      return utility
    }
  }

  func meanOfRivals(_ actor: Int, _ fortunes: [Double]) -> Double {
    let rivals = game.actors[actor].rivals
    return rivals.isEmpty ? 0 : rivals.reduce(0) { $0 + fortunes[$1] } / Double(rivals.count)
  }

  /// Σ z_c over the parts that a party breaches.
  func sanctions(_ actor: Int, _ position: Position) -> Double {
    var sum = 0.0
    for part in position.asking[actor] {
      guard let detection = breachDetection(actor, part, position) else { continue }
      sum += sanction(part, actor, position, relief: relief(to: actor, part, position)).price(at: detection)
    }
    return sum
  }

  /// The greatest detection among what an actor does of a part; nothing where it honours it.
  func breachDetection(_ actor: Int, _ part: Int, _ position: Position) -> Double? {
    if game.parts[part].kind == .duty {
      return position.omitted[actor].contains(part) ? game.parts[part].verification : nil
    }
    var greatest: Double?
    for act in table.actsBy[actor] where position.done[act] && position.forbidden[act].contains(part) {
      greatest = max(greatest ?? 0, detection(act, part, position))
    }
    return greatest
  }
}
