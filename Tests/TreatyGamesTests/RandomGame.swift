import TreatyGames

/// A small seedable generator (SplitMix64: Steele, Lea and Flood 2014), so that a world that fails can be made again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
  mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
  /// A number that is often round, so that ties occur.
  mutating func field(_ greatest: Double) -> Double {
    chance(0.4) ? (Double(Int.random(in: 0...4, using: &self)) / 4) * greatest : number(0...greatest)
  }
}

/// What the clauses of a random treaty say.
struct RandomText {
  var inside: [Conduct: PartSet] = [:]
  var outside: [Conduct: PartSet] = [:]
  var owing: [PartSet]
  var binding: [PartSet]
}

/// A random world and treaty that use every field of the model: rivals and none, dual-use tools, prohibitions against
/// parties, against anyone and against some, exceptions (permissions, reservations), duties, public and not, prohibitions
/// on other verbs, mixed clauses, weighted quorums, actors that may not join, laws.
func randomGame(seed: UInt64, actors count: Int) -> (game: TreatyGame, text: RandomText) {
  var random = SeededGenerator(seed: seed)
  let purposes = (0..<Int.random(in: 1...3, using: &random)).map { _ in
    GamePurpose(harm: random.chance(0.7) ? 1 : random.field(1))
  }
  let capabilities = (0..<Int.random(in: 1...3, using: &random)).map { _ in
    var capability = GameCapability()
    capability.worth = random.field(12)
    capability.harm = random.field(16)
    capability.attribution = random.field(1)
    capability.serves = purposes.indices.filter { _ in random.chance(0.75) }
    return capability
  }
  let isSchool = random.chance(0.3)
  var school = GameActor()
  school.patience = 0.85
  school.image = random.field(4)
  let hasRivals = random.chance(0.5)
  let actors = (0..<count).map { index in
    var actor = school
    if !isSchool {
      actor.relative = random.chance(0.5) ? 0 : random.field(1)
      actor.image = random.chance(0.4) ? 0 : random.field(6)
      actor.patience = min(0.95, random.field(1))
      actor.defiance = random.chance(0.7) ? 0 : random.field(3)
      actor.exposure = random.chance(0.5) ? 1 : random.field(2)
    }
    if hasRivals, random.chance(0.7) {
      actor.rivals = ActorSet((0..<count).filter { $0 != index && random.chance(0.5) })
    }
    actor.holds = capabilities.indices.filter { _ in random.chance(0.8) }
    for purpose in purposes.indices where random.chance(0.8) { actor.appetite[purpose] = random.field(1) }
    return actor
  }
  var parts: [Part] = []
  let clauses = Int.random(in: 1...3, using: &random)
  var text = RandomText(owing: Array(repeating: [], count: count), binding: Array(repeating: [], count: count))
  for clause in 0..<clauses {
    var common = Part(clause: clause, kind: .prohibition)
    common.verification = random.chance(0.4) ? 0 : random.field(1)
    common.penalty = random.chance(0.5) ? 0 : random.field(5)
    common.salience = random.chance(0.8) ? nil : random.field(1)
    common.reciprocal = random.chance(0.8)
    let subjects = (0..<count).filter { _ in random.chance(0.9) }
    if random.chance(0.8) {
      let number = parts.count
      parts.append(common)
      let tools = Set(capabilities.indices.filter { _ in random.chance(0.7) })
      let banned = Set(purposes.indices.filter { _ in random.chance(0.7) })
      let kind = Int.random(in: 0...3, using: &random)
      let named = Set((0..<count).filter { _ in random.chance(0.5) })
      let exceptions = random.chance(0.25) ? 0.15 : 0
      for actor in subjects {
        text.binding[actor].insert(number)
        for tool in tools {
          for purpose in banned {
            for target in 0..<count where target != actor && !random.chance(exceptions) {
              let act = Conduct(actor: actor, capability: tool, purpose: purpose, target: target)
              if kind != 3 || named.contains(target) { text.inside[act, default: []].insert(number) }
              if kind == 1 || kind == 3 && named.contains(target) { text.outside[act, default: []].insert(number) }
            }
          }
        }
      }
    }
    if random.chance(0.4) {
      let number = parts.count
      var duty = common
      duty.kind = random.chance(0.15) ? .open : .duty
      duty.burden = (0..<count).map { _ in isSchool ? 2 : random.field(4) }
      duty.relief = (0..<count).map { _ in isSchool ? 1.5 : random.field(2) }
      duty.isPublic = random.chance(0.4)
      parts.append(duty)
      for actor in subjects where random.chance(0.9) {
        text.binding[actor].insert(number)
        if duty.kind == .duty { text.owing[actor].insert(number) }
      }
    }
  }
  let matching = Matching(
    forbidding: { act, isParty in (isParty ? text.inside[act] : text.outside[act]) ?? [] },
    owing: { text.owing[$0] }, binding: { text.binding[$0] })
  var game = TreatyGame(
    actors: actors, capabilities: capabilities, purposes: purposes, clauses: clauses, parts: parts,
    matching: .fixed(matching))
  if random.chance(0.3) { game.eligible = ActorSet((0..<count).filter { _ in random.chance(0.8) }) }
  if random.chance(0.2) {
    let weights = (0..<count).map { _ in Int.random(in: 1...5, using: &random) }
    let least = Int.random(in: 1...weights.reduce(0, +), using: &random)
    let holds: (ActorSet) -> Bool = { $0.reduce(0) { $0 + weights[$1] } >= least }
    game.quorum = random.chance(0.5) ? .monotone(holds) : .function(holds)
  } else {
    game.quorum = .count(Int.random(in: 0...(count + 1), using: &random))
  }
  if random.chance(0.05) { game.isBinding = true }
  return (game, text)
}
