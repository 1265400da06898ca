import TreatyGames

/// A small seedable generator (SplitMix64: Steele, Lea and Flood 2014).
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

  mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
}

/// A family of worlds of one kind, by seed.
enum Family: String, CaseIterable {
  /// Outlooks of all schools with their image, as at a conference; three bans and a duty.
  case london
  /// Random numbers, image among them.
  case image
  /// Random numbers without image.
  case bare
  /// No image, four to eight rivals each, long patience, wide bans: one tool of two purposes, and bans on any use of it
  /// against a party. The design says no more of its hard kind, and that twenty such actors took the trial 0.02 s: so much
  /// they take here.
  case hard
  /// The same with four tools that serve two purposes and more, and bans that overlap.
  case harder
  /// One public duty, no rivals, no image.
  case duty

  func game(seed: UInt64, actors count: Int) -> TreatyGame {
    var random = SeededGenerator(seed: seed)
    let purposes = [GamePurpose(), GamePurpose(), GamePurpose(), GamePurpose(harm: 0)]
    let isHard = self == .hard || self == .harder
    let capabilities = (0..<(self == .hard ? 1 : 4)).map { index in
      var tool = GameCapability()
      tool.worth = random.number(4...12)
      tool.harm = random.number(6...16)
      tool.attribution = random.number(0.1...0.9)
      tool.serves = [[0, 1], [1, 2], [0, 1, 2, 3], [2, 3]][index]
      return tool
    }
    let schools: [(Double, Double, Double, Double)] = [
      (0.6, 1, 0.6, 0), (0, 3, 0.85, 0), (0, 10, 0.7, 0), (0.3, 0, 0.5, 5),
    ]
    let actors = (0..<count).map { index in
      var actor = GameActor()
      let school = schools[Int.random(in: 0..<4, using: &random)]
      switch self {
      case .london: (actor.relative, actor.image, actor.patience, actor.defiance) = school
      case .image:
        actor.relative = random.number(0...0.6)
        actor.image = random.number(0...8)
        actor.patience = random.number(0.3...0.95)
      case .bare:
        actor.relative = random.number(0...0.6)
        actor.patience = random.number(0.3...0.95)
      case .hard, .harder:
        actor.relative = random.number(0...0.6)
        actor.patience = random.number(0.8...0.97)
      case .duty: actor.patience = random.number(0.3...0.95)
      }
      actor.exposure = random.number(0.5...1.5)
      let most = isHard ? 8 : self == .london ? 3 : 4
      let least = isHard ? 4 : 0
      if self != .duty {
        for _ in 0..<Int.random(in: least...most, using: &random) {
          let rival = Int.random(in: 0..<count, using: &random)
          if rival != index { actor.rivals.insert(rival) }
        }
      }
      actor.holds = capabilities.indices.filter { _ in self != .duty && random.number(0...1) < 0.6 }
      for purpose in purposes.indices where random.number(0...1) < 0.7 {
        actor.appetite[purpose] = random.number(0...1)
      }
      return actor
    }
    var parts: [Part] = []
    let bans: [Set<Int>] = isHard ? [[0, 1], [1, 2, 3]] : self == .duty ? [] : [[0], [2], [1]]
    for (clause, _) in bans.enumerated() {
      var part = Part(clause: clause, kind: .prohibition)
      part.verification = random.number(0...0.5)
      part.penalty = isHard ? 0 : random.number(0...2)
      parts.append(part)
    }
    let hasDuty = !isHard && self != .bare
    if hasDuty {
      var part = Part(clause: bans.count, kind: .duty)
      part.verification = random.number(0.2...0.8)
      part.isPublic = self == .duty
      part.burden = (0..<count).map { _ in random.number(0...(self == .duty ? 8 : 2)) }
      part.relief = (0..<count).map { _ in random.number(0...1) }
      if self == .duty { part.penalty = 1 }
      parts.append(part)
    }
    var game = TreatyGame(
      actors: actors, capabilities: capabilities, purposes: purposes, clauses: bans.count + (hasDuty ? 1 : 0),
      parts: parts,
      matching: .fixed(
        Matching(
          forbidding: { act, isParty in
            guard isParty else { return [] }
            var set = PartSet()
            for (part, banned) in bans.enumerated() where banned.contains(act.purpose) { set.insert(part) }
            return set
          },
          owing: { _ in hasDuty ? [bans.count] : [] },
          binding: { _ in PartSet(bits: 1 << UInt128(bans.count + (hasDuty ? 1 : 0)) - 1) })))
    game.quorum = .count(max(2, count / 6))
    return game
  }
}
