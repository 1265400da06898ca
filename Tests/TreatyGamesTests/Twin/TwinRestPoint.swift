@testable import TreatyGames

/// What the parties of one coalition do: the most lawful rest point of `models.md` §3.
struct TwinRestPoint {
  let table: TwinTable
  let parties: ActorSet
  /// By actor, and by each of its acts, the parts that forbid it.
  private(set) var forbidding: [[PartSet]]
  /// By actor, the duties that it owes.
  private(set) var owing: [PartSet]
  /// By actor, the parts that bind it, and those that ask something of it (n_i of them).
  private(set) var binding: [PartSet]
  private(set) var asking: [PartSet]
  /// By actor, which of its acts it does; by actor, the duties that it omits.
  private(set) var does: [[Bool]]
  private(set) var omits: [PartSet]
  /// By part, its salience.
  let salience: [Double]
  /// By actor, capability and target, what forbids each purpose that the capability serves.
  private var claims: [Claim: [PartSet]] = [:]
  private let reciprocal: PartSet

  private struct Claim: Hashable {
    var actor: Int
    var capability: Int
    var target: Int
  }

  /// Lets the parties choose, round by round, until nothing changes.
  init(_ table: TwinTable, parties: ActorSet, salience: [Double], matching: Matching) throws {
    self.table = table
    self.parties = parties
    self.salience = salience
    let count = table.game.actors.count
    forbidding = table.acts.map { [PartSet](repeating: [], count: $0.count) }
    does = table.acts.map { [Bool](repeating: true, count: $0.count) }
    owing = Array(repeating: [], count: count)
    binding = owing
    asking = owing
    omits = owing
    var reciprocal = PartSet()
    for (index, part) in table.game.parts.enumerated() where part.reciprocal { reciprocal.insert(index) }
    self.reciprocal = reciprocal
    for actor in parties {
      owing[actor] = try matching.owing(actor)
      binding[actor] = try matching.binding(actor)
      asking[actor] = owing[actor]
      for (index, act) in table.acts[actor].enumerated() {
        let parts = try matching.forbidding(act.conduct, parties.contains(act.conduct.target))
        forbidding[actor][index] = parts
        asking[actor] = asking[actor].union(parts)
        guard !parts.isEmpty else { continue }
        does[actor][index] = false
        let conduct = act.conduct
        let key = Claim(actor: actor, capability: conduct.capability, target: conduct.target)
        guard claims[key] == nil else { continue }
        claims[key] = try table.game.capabilities[conduct.capability].serves.map { purpose in
          try matching.forbidding(
            Conduct(actor: actor, capability: conduct.capability, purpose: purpose, target: conduct.target),
            parties.contains(conduct.target))
        }
      }
    }
    var changed = true
    while changed {
      let next = parties.map { ($0, best(of: $0)) }
      changed = false
      for (actor, choice) in next where choice.does != does[actor] || choice.omits != omits[actor] {
        does[actor] = choice.does
        omits[actor] = choice.omits
        changed = true
      }
    }
  }

  // MARK: the terms of a choice

  /// λ_c(x): what share of the purposes that the tool serves nobody could claim.
  func legibility(_ part: Int, _ actor: Int, _ act: Int) -> Double {
    let conduct = table.acts[actor][act].conduct
    let serves = table.game.capabilities[conduct.capability].serves
    let key = Claim(actor: actor, capability: conduct.capability, target: conduct.target)
    guard let forbidden = claims[key], !serves.isEmpty else { return 0 }
    var count = 0
    for (purpose, parts) in zip(serves, forbidden) {
      if parts.contains(part) {
        count += 1
      } else if !parts.isEmpty {
        let other = Conduct(actor: actor, capability: conduct.capability, purpose: purpose, target: conduct.target)
        let isDone = table.position[actor][other].map { does[actor][$0] } ?? false
        if !isDone { count += 1 }
      }
    }
    return Double(count) / Double(serves.count)
  }

  /// d_c(x) = v_c + (1 − v_c)·α_k·λ_c(x).
  func detection(_ part: Int, _ actor: Int, _ act: Int) -> Double {
    let verification = table.game.parts[part].verification
    let attribution = table.game.capabilities[table.acts[actor][act].conduct.capability].attribution
    return verification + (1 - verification) * attribution * legibility(part, actor, act)
  }

  /// The factors of z_c for an actor.
  func sanction(_ part: Int, _ actor: Int) -> SanctionTerms {
    let clause = table.game.parts[part]
    let player = table.game.actors[actor]
    return SanctionTerms(
      penalty: clause.penalty, image: table.game.isBinding ? 0 : player.image, salience: salience[part],
      asking: asking[actor].count, reciprocal: clause.reciprocal, patience: player.patience,
      relief: clause.reciprocal ? relief(part, actor) : 0, verification: clause.verification)
  }

  /// relief_c: what the actor owes to the part, by what the others forgo of it now.
  private func relief(_ part: Int, _ actor: Int) -> Double {
    if table.game.parts[part].kind == .duty {
      let doers = parties.filter { $0 != actor && owing[$0].contains(part) && !omits[$0].contains(part) }.count
      return table.relief(part, actor) * Double(doers)
    }
    let player = table.game.actors[actor]
    var sum = 0.0
    for (other, index) in table.aimedAt[actor] where parties.contains(other) {
      let parts = forbidding[other][index]
      guard parts.contains(part), !does[other][index] else { continue }
      let act = table.acts[other][index]
      let weight = player.rivals.contains(other) ? player.relative / Double(player.rivals.count) : 0
      let sharers = parts.intersection(reciprocal).intersection(asking[actor]).count
      sum += (act.harm + weight * act.gain) / Double(max(sharers, 1))
    }
    return sum
  }

  /// The actor's best choice among those that contain its present one.
  private func best(of actor: Int) -> (does: [Bool], omits: PartSet) {
    guard !asking[actor].isEmpty else { return (does[actor], omits[actor]) }
    var chosen = (does: does[actor], omits: omits[actor])
    // Nodes: first the acts and omissions that are still open, then the levels of detection of each part.
    struct Candidate {
      var act: Int?
      var duty: Int?
      var weight: Double
      var needs: [(part: Int, detection: Double)]
    }
    var candidates: [Candidate] = []
    var paid: [Int: Double] = [:]
    var levels: [Int: Set<Double>] = [:]
    for (index, parts) in forbidding[actor].enumerated() where !parts.isEmpty {
      let needs = parts.map { (part: $0, detection: detection($0, actor, index)) }
      for need in needs {
        if does[actor][index] {
          paid[need.part] = max(paid[need.part] ?? 0, need.detection)
        } else {
          levels[need.part, default: []].insert(need.detection)
        }
      }
      if !does[actor][index] {
        candidates.append(
          Candidate(act: index, duty: nil, weight: table.acts[actor][index].temptation, needs: needs))
      }
    }
    for part in owing[actor] {
      let verification = table.game.parts[part].verification
      guard !omits[actor].contains(part) else {
        paid[part] = verification
        continue
      }
      let omission = table.omission(part, actor, parties: parties)
      levels[part, default: []].insert(verification)
      candidates.append(
        Candidate(
          act: nil, duty: part, weight: omission.gain + omission.rivalWeight * omission.harm,
          needs: [(part, verification)]))
    }
    guard !candidates.isEmpty else { return chosen }
    let ladders = levels.mapValues { $0.sorted() }
    var first: [Int: Int] = [:]
    var count = candidates.count
    for part in ladders.keys.sorted() {
      first[part] = count
      count += ladders[part]?.count ?? 0
    }
    var closure = TwinClosure(nodes: count, tolerance: table.tolerance)
    for (part, ladder) in ladders.sorted(by: { $0.key < $1.key }) {
      guard let base = first[part] else { continue }
      let terms = sanction(part, actor)
      let floor = paid[part]
      var price = floor.map { twinPrice(terms, $0) } ?? 0
      for (rank, level) in ladder.enumerated() {
        let next = max(price, twinPrice(terms, level))
        closure.addWeight(price - next, of: base + rank)
        price = next
        if rank > 0 { closure.require(base + rank - 1, by: base + rank) }
      }
    }
    for (index, candidate) in candidates.enumerated() {
      closure.addWeight(candidate.weight, of: index)
      for need in candidate.needs {
        guard let base = first[need.part], let rank = ladders[need.part]?.firstIndex(of: need.detection) else {
          continue
        }
        closure.require(base + rank, by: index)
      }
    }
    let taken = closure.best()
    for (index, candidate) in candidates.enumerated() where taken[index] {
      if let act = candidate.act { chosen.does[act] = true }
      if let duty = candidate.duty { chosen.omits.insert(duty) }
    }
    return chosen
  }

  // MARK: what it comes to

  /// The parts that the actor breaches.
  func breached(by actor: Int) -> PartSet {
    var parts = omits[actor]
    for (index, forbidden) in forbidding[actor].enumerated() where does[actor][index] { parts = parts.union(forbidden) }
    return parts
  }

  /// The greatest detection of what the actor does of a part.
  func detection(ofBreach part: Int, by actor: Int) -> Double {
    var greatest = omits[actor].contains(part) ? table.game.parts[part].verification : 0
    for (index, parts) in forbidding[actor].enumerated() where does[actor][index] && parts.contains(part) {
      greatest = max(greatest, detection(part, actor, index))
    }
    return greatest
  }

  /// Σ z_c over what the actor breaches.
  func sanctions(of actor: Int) -> Double {
    breached(by: actor).reduce(0) { $0 + twinPrice(sanction($1, actor), detection(ofBreach: $1, by: actor)) }
  }

  /// The terms of the actor's own fortune m_i.
  func fortune(of actor: Int) -> UtilityTerms {
    var terms = UtilityTerms()
    for (index, act) in table.acts[actor].enumerated() where does[actor][index] { terms.gain += act.gain }
    for (other, index) in table.aimedAt[actor] where does[other][index] { terms.harm += table.acts[other][index].harm }
    for (part, clause) in table.game.parts.enumerated() where clause.kind == .duty {
      let doers = parties.filter { owing[$0].contains(part) && !omits[$0].contains(part) }
      if clause.isPublic || parties.contains(actor) {
        let counted = clause.isPublic ? doers.count : doers.filter { $0 != actor }.count
        terms.relief += table.relief(part, actor) * Double(counted)
      }
      if doers.contains(actor) { terms.burden += table.burden(part, actor) }
    }
    return terms
  }
}

/// z_c(d) = d·(π + 2·ι·s/n) + ρ·ℓ(d)·relief, with ℓ(d) = δ·d/(1 − δ + δ·d).
func twinPrice(_ terms: SanctionTerms, _ detection: Double) -> Double {
  let face = 2 * terms.image * terms.salience / Double(terms.asking)
  let share = terms.patience * detection / (1 - terms.patience + terms.patience * detection)
  return detection * (terms.penalty + face) + (terms.reciprocal ? share * terms.relief : 0)
}
