/// Sets of players by mask, for asking a script about many of them.
struct Coalitions {
  let players: [Value]

  init(_ players: ValueSet) { self.players = Array(players) }

  /// The players whose bits are set, in their order.
  func set(_ mask: UInt32) -> SetObject {
    var members: [Value] = []
    members.reserveCapacity(mask.nonzeroBitCount)
    var rest = mask
    while rest != 0 {
      members.append(players[rest.trailingZeroBitCount])
      rest &= rest - 1
    }
    return SetObject(ValueSet(distinct: members))
  }
}

/// A script's payoff of a player in a coalition.
struct CoalitionPayoff {
  let function: Value
  let machine: Machine

  /// The payoff; a failure names the player and the coalition.
  func callAsFunction(_ player: Value, _ coalition: SetObject) throws -> Double {
    let payoff: Value
    do { payoff = try machine.call(function, player, .object(coalition)) } catch let failure as Failure {
      guard failure.isCatchable else { throw failure }
      throw Failure(failure.diagnostic.note("asked for the payoff of \(name(player)) in \(name(.object(coalition)))"))
    }
    if case .number(let number) = payoff { return number }
    throw Failure(
      "cyb-payoff-not-a-number",
      "the payoff of \(name(player)) in \(name(.object(coalition))) is \(described(payoff)), not a number",
      help: "the payoff is asked of members and of outsiders, in every coalition", argument: 1)
  }

  private func name(_ value: Value) -> String { machine.literal(value) }

  private func described(_ value: Value) -> String {
    if case .truth = value { return name(value) }
    return value.typePhrase
  }
}
