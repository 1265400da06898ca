/// A game tabulated for the search: all of models.md §3–4 as sums over ordered pairs of actors.
///
/// The uses of one tool by one actor that the same parts forbid are done or forgone together, whoever the target: such a
/// *pattern* is the unit of choice. What an actor does is one word of bits for each of its patterns.
final class SearchTables {
  /// One capability in an actor's hands, with a slot for each purpose that it serves.
  struct Tool {
    var attribution: Double
    /// g_i by slot; 0 where the actor does not want the purpose.
    var gain: [Double]
    /// H_i by slot for a target of exposure 1.
    var harm: [Double]
    /// The slots that the actor wants.
    var open: UInt64
  }

  /// What the clauses make of one tool against some of the targets.
  struct Pattern: Hashable {
    var tool: Int
    /// By slot, the parts that forbid it.
    var masks: [PartSet]
    /// The slots that are open, forbidden ones or not; of these, those with a temptation.
    var open: UInt64
    var tempting: UInt64
    /// The slots that some part forbids.
    var forbidden: UInt64
    /// The parts that forbid an open slot.
    var asked: PartSet
  }

  let game: TreatyGame
  let count: Int
  let tolerance: Double
  let eligible: [Int]
  let isEligible: [Bool]
  /// κ_i / |R_i|.
  let rivalWeight: [Double]
  let rivals: [[Int]]
  let targets: [[Int]]
  let tools: [[Tool]]
  private(set) var patterns: [[Pattern]] = []
  /// By actor: of target number t and tool k, the pattern at `t * tools + k`, against a party and against an outsider.
  private(set) var inside: [[Int]] = []
  private(set) var outside: [[Int]] = []
  /// Where actor j stands among the targets of i, −1 if nowhere: at `i * count + j`.
  private(set) var position: [Int]
  /// By actor, the eligible that may aim at it, and its number among their targets.
  private(set) var aimers: [[(actor: Int, number: Int)]]
  /// By actor, all that aim at it, those that cannot join included.
  private(set) var sources: [[(actor: Int, number: Int)]]
  /// By actor, the others whose membership can matter to it beside what its rivals have: its targets, those that aim at
  /// it, and those that owe a duty.
  private(set) var contacts: [[Int]] = []
  let owing: [PartSet]
  let salience: [Double]
  let meanSalience: Double
  let duties: [Int]
  let reciprocal: PartSet
  /// By part: v, π, 2·s, whether it is public.
  let verification: [Double]
  private let penalty: [Double]
  private let shame: [Double]
  let isPublic: [Bool]
  private let isReciprocal: [Bool]
  private let burdens: [[Double]]
  private let reliefs: [[Double]]
  /// By actor: ι, δ.
  private let image: [Double]
  private let patience: [Double]
  /// By actor, what signing brings whatever the treaty does: ι·s̄ − σ.
  let standing: [Double]

  init(_ arithmetic: Arithmetic) {
    let (game, table) = (arithmetic.game, arithmetic.table)
    self.game = game
    tolerance = arithmetic.tolerance
    salience = table.salience
    meanSalience = table.meanSalience
    count = table.count
    eligible = Array(game.eligible)
    isEligible = (0..<table.count).map { game.eligible.contains($0) }
    rivals = game.actors.map { Array($0.rivals) }
    rivalWeight = table.rivalWeight
    owing = table.owing
    duties = game.parts.indices.filter { game.parts[$0].kind == .duty }
    reciprocal = PartSet(
      bits: game.parts.indices.reduce(0) { bits, part in
        game.parts[part].reciprocal && game.parts[part].kind != .open ? bits | 1 << UInt128(part) : bits
      })
    verification = game.parts.map(\.verification)
    penalty = game.parts.map(\.penalty)
    shame = table.salience.map { 2 * $0 }
    isPublic = game.parts.map(\.isPublic)
    isReciprocal = game.parts.map(\.reciprocal)
    burdens = game.parts.map(\.burden)
    reliefs = game.parts.map(\.relief)
    image = game.actors.map(\.image)
    patience = game.actors.map(\.patience)
    standing = game.actors.map { $0.image * table.meanSalience - $0.defiance }
    let targets = game.actors.indices.map { actor in
      game.actors[actor].rivals.isEmpty ? game.actors.indices.filter { $0 != actor } : Array(game.actors[actor].rivals)
    }
    self.targets = targets
    position = Array(repeating: -1, count: table.count * table.count)
    tools = game.actors.indices.map { Self.tools(game, $0, targets[$0].count) }
    aimers = Array(repeating: [], count: table.count)
    sources = aimers
    var use = 0
    for actor in 0..<table.count {
      for (number, target) in targets[actor].enumerated() { position[actor * table.count + target] = number }
      tabulate(actor, table, firstUse: use)
      use += targets[actor].count * tools[actor].count
      guard !tools[actor].isEmpty else { continue }
      for (number, target) in targets[actor].enumerated() {
        sources[target].append((actor, number))
        if isEligible[actor] { aimers[target].append((actor, number)) }
      }
    }
    for actor in 0..<table.count {
      var found = ActorSet(aimers[actor].map(\.actor))
      if !tools[actor].isEmpty { for target in targets[actor] { found.insert(target) } }
      for other in eligible where !owing[other].isEmpty { found.insert(other) }
      contacts.append(Array(found.without(actor)))
    }
  }

  /// The tools that an actor wants to use for something.
  private static func tools(_ game: TreatyGame, _ actor: Int, _ targets: Int) -> [Tool] {
    let fields = game.actors[actor]
    let share = Double(max(targets, 1))
    return fields.holds.compactMap { held in
      let capability = game.capabilities[held]
      guard capability.serves.contains(where: { (fields.appetite[$0] ?? 0) > 0 }) else { return nil }
      var tool = Tool(attribution: capability.attribution, gain: [], harm: [], open: 0)
      for (slot, purpose) in capability.serves.enumerated() {
        let appetite = fields.appetite[purpose] ?? 0
        tool.gain.append(capability.worth * appetite / share)
        tool.harm.append(capability.harm * game.purposes[purpose].harm * appetite / share)
        if appetite > 0 { tool.open |= 1 << UInt64(slot) }
      }
      return tool
    }
  }

  private func tabulate(_ actor: Int, _ table: GameTable, firstUse: Int) {
    var known: [Pattern: Int] = [:]
    var found: [Pattern] = []
    var (inside, outside): ([Int], [Int]) = ([], [])
    let targets = targets[actor]
    for (number, target) in targets.enumerated() {
      for (index, tool) in tools[actor].enumerated() {
        let use = table.uses[firstUse + index * targets.count + number]
        var tempting: UInt64 = 0
        for slot in tool.gain.indices where tool.open >> UInt64(slot) & 1 == 1 {
          let exposure = game.actors[target].exposure
          if tool.gain[slot] + rivalWeight[actor] * tool.harm[slot] * exposure > tolerance {
            tempting |= 1 << UInt64(slot)
          }
        }
        for isParty in [true, false] {
          var pattern = Pattern(tool: index, masks: [], open: tool.open, tempting: tempting, forbidden: 0, asked: [])
          for (slot, claim) in use.purposes.enumerated() {
            let mask = isParty ? claim.againstParty : claim.againstOutsider
            pattern.masks.append(mask)
            guard !mask.isEmpty else { continue }
            pattern.forbidden |= 1 << UInt64(slot)
            if tool.open >> UInt64(slot) & 1 == 1 { pattern.asked = pattern.asked.union(mask) }
          }
          let place = known[pattern] ?? found.count
          if place == found.count {
            known[pattern] = place
            found.append(pattern)
          }
          if isParty { inside.append(place) } else { outside.append(place) }
        }
      }
    }
    patterns.append(found)
    self.inside.append(inside)
    self.outside.append(outside)
  }

  @inline(__always)
  func burden(_ part: Int, _ actor: Int) -> Double { burdens[part].isEmpty ? 0 : burdens[part][actor] }
  @inline(__always)
  func relief(_ part: Int, _ actor: Int) -> Double { reliefs[part].isEmpty ? 0 : reliefs[part][actor] }

  /// z_c(d).
  @inline(__always)
  func price(_ part: Int, _ actor: Int, detection: Double, asking: Int, relief: Double) -> Double {
    var price = detection * (penalty[part] + image[actor] * shame[part] / Double(max(asking, 1)))
    if isReciprocal[part] { price += lostRestraint(part, actor, detection) * relief }
    return price
  }

  /// ℓ(d), 0 of a part that is not reciprocal.
  @inline(__always)
  func lostRestraint(_ part: Int, _ actor: Int, _ detection: Double) -> Double {
    guard isReciprocal[part] else { return 0 }
    let exposed = patience[actor] * detection
    return exposed == 0 ? 0 : exposed / (1 - patience[actor] + exposed)
  }
}
