extension TreatySolver {
  /// Why an actor is in or out of a coalition, and what it makes of what is asked of it: all terms with and without it.
  public func account(of actor: Int, in signatories: ActorSet) throws -> Account {
    let (with, without) =
      game.isBinding ? (signatories, signatories) : (signatories.with(actor), signatories.without(actor))
    return Account(
      actor: actor, with: try side(of: actor, with), without: try side(of: actor, without), tolerance: tolerance)
  }

  private func side(of actor: Int, _ signatories: ActorSet) throws -> Account.Side {
    guard game.payoff == nil else {
      var terms = UtilityTerms()
      terms.custom = try payoffs.utilities(signatories)[actor]
      return Account.Side(
        signatories: signatories, inForce: try payoffs.isInForce(signatories), terms: terms, parts: [])
    }
    let (arithmetic, position) = try payoffs.position(signatories)
    return Account.Side(
      signatories: signatories, inForce: position.inForce, terms: arithmetic.terms(of: actor, position),
      parts: position.asking[actor].map { arithmetic.account(of: actor, $0, position) })
  }
}

extension Arithmetic {
  /// The terms of U_i, whose sum `utilities` gives.
  func terms(of actor: Int, _ position: Position) -> UtilityTerms {
    var terms = UtilityTerms()
    for act in table.actsBy[actor] where position.done[act] { terms.gain += table.acts[act].gain }
    for act in table.actsAgainst[actor] where position.done[act] { terms.harm += table.acts[act].harm }
    for (duty, part) in game.parts.enumerated() where part.kind == .duty {
      let doers = self.doers(of: duty, position)
      if doers.contains(actor) { terms.burden += burden(duty, actor) }
      guard part.isPublic || position.parties.contains(actor) else { continue }
      let others = part.isPublic || !doers.contains(actor) ? doers.count : doers.count - 1
      terms.relief += relief(duty, actor) * Double(others)
    }
    terms.rivals = meanOfRivals(actor, fortunes(position))
    terms.relative = game.actors[actor].relative
    terms.sanctions = sanctions(actor, position)
    guard !game.isBinding else { return terms }
    if position.signatories.contains(actor) {
      terms.image = game.actors[actor].image * table.meanSalience
    } else {
      terms.defiance = game.actors[actor].defiance
    }
    return terms
  }

  func account(of actor: Int, _ part: Int, _ position: Position) -> PartAccount {
    let sanction = sanction(part, actor, position, relief: relief(to: actor, part, position))
    guard game.parts[part].kind != .duty else {
      let saved = burden(part, actor) - (game.parts[part].isPublic ? relief(part, actor) : 0)
      let omission = AskedAct(
        conduct: nil, isDone: position.omitted[actor].contains(part), gain: saved,
        harm: reliefOfRivals(part, actor, position), rivalWeight: table.rivalWeight[actor],
        detection: game.parts[part].verification, legibility: 1)
      return PartAccount(part: part, asks: [omission], sanction: sanction)
    }
    let asks = table.actsBy[actor].filter { position.forbidden[$0].contains(part) }.map { act in
      AskedAct(
        conduct: table.acts[act].conduct, isDone: position.done[act], gain: table.acts[act].gain,
        harm: table.acts[act].harm, rivalWeight: table.acts[act].rivalWeight,
        detection: detection(act, part, position), legibility: legibility(act, part, position))
    }
    return PartAccount(part: part, asks: asks, sanction: sanction)
  }
}
