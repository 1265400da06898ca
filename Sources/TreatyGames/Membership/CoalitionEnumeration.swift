/// Finds stable coalitions by asking about all of them, for any payoff.
public struct CoalitionEnumeration: Sendable {
  /// The most players that are enumerated: 2^24 coalitions.
  public static let mostPlayers = 24

  public let players: Int
  public let rule: MembershipRule

  /// For at most `mostPlayers` players.
  public init(players: Int, rule: MembershipRule) {
    precondition((0...Self.mostPlayers).contains(players), "from 0 to \(Self.mostPlayers) players are enumerated")
    self.players = players
    self.rule = rule
  }

  /// The stable coalitions, as masks with a bit for each player; by size, then in the order of the players.
  ///
  /// Every player that could be in or out, the others given, decides about two coalitions, and rules out the one that
  /// it would leave for the other. So a player's payoff is asked at most once in each coalition, and not at all where
  /// both coalitions are ruled out.
  ///
  /// - Parameters:
  ///   - check: called now and then; what it throws ends the search.
  ///   - payoff: of a player, member or outsider, in a coalition.
  @inlinable
  @inline(__always)
  public func stableCoalitions(
    check: () throws -> Void, payoff: (_ player: Int, _ coalition: UInt32) throws -> Double
  ) rethrows -> [UInt32] {
    guard players > 0 else { return [0] }
    let everybody = UInt32.max >> UInt32(32 - players)
    // In words of eight coalitions, at least one, for the look at the end.
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, 1 << (players - 3)))
    words.initialize(repeating: 0, count: max(1, 1 << (players - 3)))
    defer { words.deallocate() }
    let state = UnsafeMutableRawPointer(words).bindMemory(to: UInt8.self, capacity: 1 << max(3, players))
    let scale = try judgeExtremes(state, everybody, payoff)
    var coalition: UInt32 = 1
    while coalition < everybody {
      if coalition & 0xFFF == 0 { try check() }
      if state[Int(coalition)] & Self.ruledOut == 0 { try judge(coalition, everybody, state, scale, payoff) }
      coalition += 1
    }
    return Self.kept(state, everybody).sorted(by: Self.precedes)
  }

  /// Of a range of coalitions the stable ones, for a payoff that costs next to nothing: each coalition is looked at until
  /// some player would change sides. Ranges do not share anything, so that several threads can each take one.
  ///
  /// - Parameters:
  ///   - range: of masks.
  ///   - scale: the magnitude of payoffs in this game.
  ///   - inside: the payoff of a member of a coalition of a size.
  ///   - outside: the payoff of an outsider to a coalition of a size.
  @inlinable
  @inline(__always)
  public func stableCoalitions(
    in range: Range<UInt32>, scale: Double, inside: (_ player: Int, _ coalition: UInt32, _ size: Int) -> Double,
    outside: (_ player: Int, _ coalition: UInt32, _ size: Int) -> Double
  ) -> [UInt32] {
    var stable: [UInt32] = []
    var size = range.lowerBound.nonzeroBitCount
    for coalition in range {
      // From the last player, who changes sides least often from one mask to the next: so the exit can be foreseen.
      var (player, bit) = (players - 1, UInt32(1) << UInt32(max(players - 1, 0)))
      while player >= 0 {
        if coalition & bit == 0 {
          let wish = rule.wish(
            inside: inside(player, coalition | bit, size &+ 1), outside: outside(player, coalition, size), scale: scale)
          if wish == .inside { break }
        } else {
          let wish = rule.wish(
            inside: inside(player, coalition, size), outside: outside(player, coalition & ~bit, size &- 1),
            scale: scale)
          if wish == .outside { break }
        }
        player &-= 1
        bit &>>= 1
      }
      if player < 0 { stable.append(coalition) }
      // The next mask has one member more, less the run of members that it ends.
      size &+= 1 &- (coalition &+ 1).trailingZeroBitCount
    }
    return stable
  }

  /// The coalitions that have not been ruled out.
  @usableFromInline
  static func kept(_ state: UnsafeMutablePointer<UInt8>, _ everybody: UInt32) -> [UInt32] {
    let all: UInt64 = 0x8080_8080_8080_8080
    var kept: [UInt32] = []
    for word in 0...Int(everybody / 8) {
      // All eight ruled out is the common case.
      if UnsafeRawPointer(state).load(fromByteOffset: word * 8, as: UInt64.self) & all == all { continue }
      for coalition in word * 8..<word * 8 + 8 where coalition <= Int(everybody) && state[coalition] & ruledOut == 0 {
        kept.append(UInt32(coalition))
      }
    }
    return kept
  }

  /// Of a coalition's state: how many of the first players have decided about it, and whether it is ruled out.
  @usableFromInline static var ruledOut: UInt8 { 0x80 }

  /// Lets the players decide about a coalition until it is ruled out.
  @inlinable
  @inline(__always)
  func judge(
    _ coalition: UInt32, _ everybody: UInt32, _ state: UnsafeMutablePointer<UInt8>, _ scale: Double,
    _ payoff: (Int, UInt32) throws -> Double
  ) rethrows {
    for player in 0..<players {
      let bit = UInt32(1) << UInt32(player)
      let (with, without) = (coalition | bit, coalition & ~bit)
      // Without the player the coalition has a lower mask, and had its turn: it may have come to this player.
      if with == coalition ? state[Int(without)] & ~Self.ruledOut > UInt8(player) : with == everybody { continue }
      let outside = try payoff(player, without)
      let inside = try payoff(player, with)
      switch rule.wish(inside: inside, outside: outside, scale: scale) {
      case .inside: state[Int(without)] |= Self.ruledOut
      case .outside: state[Int(with)] |= Self.ruledOut
      case .either: continue
      }
      if state[Int(coalition)] & Self.ruledOut != 0 {
        state[Int(coalition)] = Self.ruledOut | UInt8(player + 1)
        return
      }
    }
    state[Int(coalition)] |= UInt8(players)
  }

  /// Lets all players decide about the empty coalition and that of everybody; returns the greatest magnitude of the
  /// payoffs met, by which differences are judged small.
  @inlinable
  func judgeExtremes(
    _ state: UnsafeMutablePointer<UInt8>, _ everybody: UInt32, _ payoff: (Int, UInt32) throws -> Double
  ) rethrows -> Double {
    var payoffs: [(without: UInt32, with: UInt32, outside: Double, inside: Double)] = []
    for player in 0..<players {
      let bit = UInt32(1) << UInt32(player)
      payoffs.append((0, bit, try payoff(player, 0), try payoff(player, bit)))
      guard players > 1 else { continue }
      let others = everybody & ~bit
      payoffs.append((others, everybody, try payoff(player, others), try payoff(player, everybody)))
    }
    let scale = payoffs.reduce(0) { max($0, abs($1.outside), abs($1.inside)) }
    for entry in payoffs {
      switch rule.wish(inside: entry.inside, outside: entry.outside, scale: scale) {
      case .inside: state[Int(entry.without)] |= Self.ruledOut
      case .outside: state[Int(entry.with)] |= Self.ruledOut
      case .either: break
      }
    }
    state[0] |= UInt8(players)
    return scale
  }

  /// By size, then as lists of players in their order.
  @usableFromInline
  static func precedes(_ a: UInt32, _ b: UInt32) -> Bool {
    let (sizeA, sizeB) = (a.nonzeroBitCount, b.nonzeroBitCount)
    if sizeA != sizeB { return sizeA < sizeB }
    let difference = a ^ b
    return a & difference & (~difference &+ 1) != 0
  }
}
