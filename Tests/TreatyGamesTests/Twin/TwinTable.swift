import TreatyGames

/// A game tabulated: the open conduct of every actor with its gain, harm and temptation (`models.md` §2), and the parts
/// that forbid it.
struct TwinTable {
  /// One conduct that is open to its actor.
  struct Act {
    var conduct: Conduct
    var gain: Double
    var harm: Double
    /// κ_ij: what the target's harm counts for the actor.
    var rivalWeight: Double
    var temptation: Double { gain + rivalWeight * harm }
  }

  let game: TreatyGame
  /// By actor, what is open to it.
  let acts: [[Act]]
  /// By actor, where among its acts a conduct stands.
  let position: [[Conduct: Int]]
  /// By actor, the indices of the acts of all actors that are aimed at it: who, and which.
  let aimedAt: [[(actor: Int, act: Int)]]
  /// What differs by no more counts as equal.
  let tolerance: Double

  init(_ game: TreatyGame) {
    self.game = game
    let all = ActorSet.all(game.actors.count)
    acts = game.actors.enumerated().map { index, actor in
      let targets = actor.rivals.isEmpty ? all.without(index) : actor.rivals
      let count = Double(max(targets.count, 1))
      return actor.holds.flatMap { held in
        let capability = game.capabilities[held]
        return capability.serves.flatMap { purpose -> [Act] in
          guard let appetite = actor.appetite[purpose], appetite > 0 else { return [] }
          return targets.map { target in
            Act(
              conduct: Conduct(actor: index, capability: held, purpose: purpose, target: target),
              gain: capability.worth * appetite / count,
              harm: capability.harm * game.purposes[purpose].harm * appetite * game.actors[target].exposure / count,
              rivalWeight: actor.rivals.contains(target) ? actor.relative / Double(actor.rivals.count) : 0)
          }
        }
      }
    }
    position = acts.map { list in
      Dictionary(list.enumerated().map { ($1.conduct, $0) }) { first, _ in first }
    }
    var aimed = [[(actor: Int, act: Int)]](repeating: [], count: game.actors.count)
    for (actor, list) in acts.enumerated() {
      for (index, act) in list.enumerated() { aimed[act.conduct.target].append((actor, index)) }
    }
    aimedAt = aimed
    var scale = 0.0
    for capability in game.capabilities { scale = max(scale, capability.worth, capability.harm) }
    for actor in game.actors { scale = max(scale, actor.image, actor.defiance) }
    for part in game.parts {
      scale = max(scale, part.penalty, part.burden.max() ?? 0, part.relief.max() ?? 0)
    }
    tolerance = 1e-9 * scale
  }

  /// What the duty costs the actor.
  func burden(_ part: Int, _ actor: Int) -> Double {
    game.parts[part].burden.isEmpty ? 0 : game.parts[part].burden[actor]
  }

  /// What each that does the duty gives the actor.
  func relief(_ part: Int, _ actor: Int) -> Double {
    game.parts[part].relief.isEmpty ? 0 : game.parts[part].relief[actor]
  }

  /// The temptation to omit a duty: the burden, and what rivals lose, less one's own share of what is public.
  func omission(_ part: Int, _ actor: Int, parties: ActorSet) -> (gain: Double, harm: Double, rivalWeight: Double) {
    let isPublic = game.parts[part].isPublic
    let player = game.actors[actor]
    let harm = player.rivals.reduce(0) { sum, rival in
      isPublic || parties.contains(rival) ? sum + relief(part, rival) : sum
    }
    let weight = player.rivals.isEmpty ? 0 : player.relative / Double(player.rivals.count)
    return (burden(part, actor) - (isPublic ? relief(part, actor) : 0), harm, weight)
  }
}
