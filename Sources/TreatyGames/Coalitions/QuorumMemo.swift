/// Answers whether a coalition brings the treaty into force, asking a function once for each coalition of interest.
final class QuorumMemo {
  private let game: TreatyGame
  private var answers: [ActorSet: Bool] = [:]
  private var monotone: Bool?
  private static let most = 1 << 20

  init(_ game: TreatyGame) { self.game = game }

  func isInForce(_ signatories: ActorSet) throws -> Bool {
    if game.isBinding { return true }
    switch game.quorum {
    case .count(let count): return signatories.count >= count
    case .monotone(let function), .function(let function):
      if let known = answers[signatories] { return known }
      let answer = try function(signatories)
      if answers.count < Self.most { answers[signatories] = answer }
      return answer
    }
  }

  /// Whether a further signatory never takes the treaty out of force. A function is tested by all single steps.
  func isMonotone() throws -> Bool {
    if let monotone { return monotone }
    let answer: Bool
    switch game.quorum {
    case .count, .monotone: answer = true
    case .function: answer = game.eligible.count <= Enumeration.most ? try allStepsAreMonotone() : false
    }
    monotone = answer
    return answer
  }

  private func allStepsAreMonotone() throws -> Bool {
    let members = Array(game.eligible)
    for bits in 0..<1 << members.count {
      let coalition = ActorSet(members.indices.filter { bits >> $0 & 1 == 1 }.map { members[$0] })
      guard try isInForce(coalition) else { continue }
      for member in members where !coalition.contains(member) {
        if !(try isInForce(coalition.with(member))) { return false }
      }
    }
    return true
  }
}
