extension TreatySolver {
  /// What a prediction says to a question; unknown where the search was cut short and what it established does not tell.
  public func answer(_ question: Question, in prediction: Prediction) throws -> Answer {
    let isExhaustive = prediction.complete && prediction.outcomes == Double(prediction.outcomeSets.count)
    if !isExhaustive, case .sign(let actor) = question {
      if prediction.settledIn.contains(actor) { return Answer(would: true, might: true) }
      if prediction.settledOut.contains(actor) { return Answer(would: false, might: false) }
    }
    if !isExhaustive, prediction.settledOut.contains(question.actor), !isConduct(question) {
      return Answer(would: false, might: false)
    }
    var (everywhere, somewhere) = (true, false)
    for outcome in prediction.outcomeSets {
      if try holds(question, in: outcome) { somewhere = true } else { everywhere = false }
      if somewhere && !everywhere { break }
    }
    guard isExhaustive else {
      return Answer(would: everywhere ? nil : false, might: somewhere ? true : nil)
    }
    return Answer(would: everywhere, might: somewhere)
  }

  private func isConduct(_ question: Question) -> Bool {
    if case .conduct = question { return true }
    return false
  }

  /// Whether the answer to a question is yes in a coalition that was reported on.
  public func holds(_ question: Question, in report: CoalitionReport) throws -> Bool {
    try holds(question, in: report.signatories)
  }

  /// Whether the answer to a question is yes where a coalition signs.
  public func holds(_ question: Question, in signatories: ActorSet) throws -> Bool {
    switch question {
    case .sign(let actor): return signatories.contains(actor)
    case .join(let actor): return try signatories.contains(actor) && payoffs.isInForce(signatories)
    case .conduct(let actor, let filter):
      return try done(by: actor, in: signatories).contains { filter.accepts($0) }
    case .honour, .breach, .honourTreaty, .breachTreaty:
      guard game.payoff == nil, signatories.contains(question.actor), try payoffs.isInForce(signatories) else {
        return false
      }
      let (arithmetic, position) = try payoffs.position(signatories)
      let (honouring, breaching) = Effects(arithmetic, position).honour()
      switch question {
      case .honour(let actor, let clause): return honouring[clause]?.contains(actor) ?? false
      case .breach(let actor, let clause): return breaching[clause]?.contains(actor) ?? false
      case .honourTreaty(let actor): return !breaching.values.contains { $0.contains(actor) }
      default: return breaching.values.contains { $0.contains(question.actor) }
      }
    }
  }
}

extension ConductFilter {
  /// Whether an act fits.
  func accepts(_ conduct: Conduct) -> Bool {
    (capabilities?.contains(conduct.capability) ?? true) && (purposes?.contains(conduct.purpose) ?? true)
      && (targets?.contains(conduct.target) ?? true)
  }
}
