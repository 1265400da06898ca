import CybSyntax
import TreatyGames
import TreatyLaw

/// Why a party honours or breaches: what it would do and gain against each sanction, with every factor.
extension SolvedTreaty {
  func clause(
    at clause: Int, of actor: Int, _ report: CoalitionReport, _ side: Account.Side
  ) -> Explanation {
    let title = world.name(of: table.clauses[clause])
    let indices = Set([table.conductParts[clause], table.dutyParts[clause]].compactMap { $0 })
    let parts = side.parts.filter { indices.contains($0.part) }
    let isBound =
      report.honouring[clause]?.contains(actor) ?? false || report.breaching[clause]?.contains(actor) ?? false
    guard isBound else {
      return Explanation("\(title) does not bind \(name(actor))", sources: [.entity(table.clauses[clause])])
    }
    guard !parts.isEmpty else {
      return Explanation(
        "\(title) asks nothing of \(name(actor)): it forbids nothing that \(name(actor)) would do",
        sources: [.entity(table.clauses[clause])])
    }
    let honours = parts.allSatisfy(\.honours)
    var root = Explanation(
      "\(name(actor)) \(honours ? "honours" : "breaches") \(title)", sources: [.entity(table.clauses[clause])])
    root.because = parts.map { part($0, of: actor, clause: title) }
    return root
  }

  private func part(_ part: PartAccount, of actor: Int, clause: String) -> Explanation {
    let done = part.asks.filter(\.isDone)
    var root: Explanation
    if let detection = part.detection {
      let gain = done.reduce(0) { $0 + $1.temptation }
      root = Explanation(
        "what it breaches brings \(short(gain)), and the sanction at detection \(percent(detection)) "
          + "is \(short(part.price))")
    } else {
      let most = part.asks.map(\.detection).max() ?? 0
      let gain = part.asks.reduce(0) { $0 + $1.temptation }
      root = Explanation(
        "a breach of all of it would bring \(short(gain)), and the sanction at detection \(percent(most)) "
          + "would be \(short(part.sanction.price(at: most)))")
    }
    root.because = Self.grouped(part.asks).map { asked($0, part.sanction, of: actor, clause: clause) }
    let level = part.detection ?? part.asks.map(\.detection).max() ?? 0
    root.because.append(sanction(part.sanction, at: level, of: actor, clause: clause))
    return root
  }

  /// Acts that differ only in their target, together.
  private static func grouped(_ asks: [AskedAct]) -> [[AskedAct]] {
    var groups: [[AskedAct]] = []
    for act in asks {
      let place = groups.firstIndex { group in
        guard let first = group.first, let a = first.conduct, let b = act.conduct else { return false }
        return a.capability == b.capability && a.purpose == b.purpose && first.isDone == act.isDone
          && first.gain == act.gain && first.harm == act.harm && first.rivalWeight == act.rivalWeight
          && first.detection == act.detection && first.legibility == act.legibility
      }
      if let place { groups[place].append(act) } else { groups.append([act]) }
    }
    return groups
  }

  private func asked(
    _ acts: [AskedAct], _ sanction: SanctionTerms, of actor: Int, clause: String
  ) -> Explanation {
    let act = acts[0]
    guard let conduct = act.conduct else {
      var root = Explanation(
        "\(act.isDone ? "omitted" : "done"): the duty; omitting it brings t = \(short(act.temptation))")
      root.because = [
        Explanation("\(short(act.gain)) of burden saved (`burden` of \(clause))", sources: [.text("burden")]),
        Explanation(
          "found out with d = v = \(percent(act.detection)) (`verification` of \(clause))",
          sources: [.text("verification")]),
      ]
      return root
    }
    let capability = table.capabilities[conduct.capability]
    let tool = world.name(of: capability)
    let purpose = table.purposes[conduct.purpose]
    var root = Explanation(
      "\(act.isDone ? "done" : "forgone"): use \(tool) for \(world.name(of: purpose)) "
        + "against \(names(ActorSet(acts.compactMap(\.conduct?.target)))); "
        + "\(acts.count > 1 ? "each" : "it") brings t = \(short(act.temptation)), seen with d = \(percent(act.detection))"
    )
    let model = table.game
    let player = model.actors[actor]
    let targets = player.rivals.isEmpty ? model.actors.count - 1 : player.rivals.count
    let tell = { (claim: String, entity: EntityID, field: String) in
      Explanation(claim, sources: [.entity(entity), .text(field)])
    }
    root.because.append(
      tell(
        "gain \(short(act.gain)) = \(short(model.capabilities[conduct.capability].worth)) (`worth` of \(tool)) × "
          + "\(percent(player.appetite[conduct.purpose] ?? 0)) (`appetite` for \(world.name(of: purpose))) / "
          + "\(targets == 1 ? "1 target" : "\(targets) targets")",
        capability, "worth"))
    if act.rivalWeight != 0 {
      root.because.append(
        tell(
          "\(percent(act.rivalWeight)) of the rival's harm \(short(act.harm)) counts as a gain (`relative`)",
          table.actors[actor], "relative"))
    }
    let alpha = model.capabilities[conduct.capability].attribution
    root.because.append(
      tell(
        "d = v + (1 − v)·α·λ with v = \(percent(sanction.verification)) (`verification` of \(clause)), "
          + "α = \(percent(alpha)) (`attribution` of \(tool)), "
          + legibility(act.legibility, capability),
        capability, "attribution"))
    return root
  }

  /// λ, and how many of the purposes that a capability serves could be claimed for its use.
  private func legibility(_ share: Double, _ capability: EntityID) -> String {
    let tool = world.name(of: capability)
    let served = world.modelSet("serves", of: capability).count
    let claims = served - Int((share * Double(served)).rounded())
    let text = "λ = \(percent(share)) (legibility: "
    if claims <= 0 {
      return text + "no purpose of \(tool) could be claimed as an innocent one, so that a use proves a breach)"
    }
    let purposes = served == 1 ? "the only purpose" : "\(claims) of the \(served) purposes"
    return text + "\(purposes) of \(tool) could be claimed as \(claims == 1 ? "an innocent one" : "innocent ones"))"
  }

  func sanction(
    _ terms: SanctionTerms, at detection: Double, of actor: Int, clause: String
  ) -> Explanation {
    let outlook = world.outlook(of: table.actors[actor])
    let outlookName = outlook.map(world.name(of:)) ?? "its outlook"
    let lost = terms.lostShare(at: detection)
    var root = Explanation(
      "z = d·(π + 2·ι·s/n) + ρ·ℓ·relief = \(short(terms.price(at: detection))) at d = \(percent(detection))")
    root.because = [
      Explanation("penalty π = \(short(terms.penalty)) (`penalty` of \(clause))", sources: [.text("penalty")]),
      Explanation(
        "face: ι = \(short(terms.image)) (`image` of \(outlookName)), s = \(percent(terms.salience)) (salience), "
          + "n = \(terms.asking) (parts that ask something of it)", sources: [.text("image"), .text("salience")]),
      terms.reciprocal
        ? Explanation(
          "the others' restraint: \(short(terms.relief)), of which a cheat loses ℓ = δ·d/(1 − δ + δ·d) = "
            + "\(percent(lost)), with δ = \(percent(terms.patience)) (`patience` of \(outlookName))",
          sources: [.text("patience")])
        : Explanation(
          "the others' restraint does not end (`reciprocal` of \(clause) is no)", sources: [.text("reciprocal")]),
    ]
    return root
  }

  func conduct(
    _ question: PredictionQuestion, _ actor: Int, _ report: CoalitionReport
  ) throws -> [Explanation] {
    let treaty = world.name(of: table.treaty)
    guard question.isOpen(to: [table.actors[actor]], table.machine) else {
      return [
        Explanation(
          "it is not open to \(name(actor)): it must hold the capability, want the purpose, and aim at the target",
          sources: [.text("holds"), .text("appetite"), .text("rivals")])
      ]
    }
    guard report.parties.contains(actor) else {
      return [Explanation("\(name(actor)) is no party to \(treaty), which leaves its conduct alone")]
    }
    guard case .conduct(let filter)? = question.questions(of: actor, table).first.map(ConductQuestion.init) else {
      return []
    }
    let account = try table.translating { try solver.account(of: actor, in: report.signatories) }
    var found: [Explanation] = []
    for part in account.with.parts {
      let asks = part.asks.contains { ask in ask.conduct.map(filter.matches) ?? false }
      guard asks else { continue }
      let clause = table.game.parts[part.part].clause
      found.append(self.clause(at: clause, of: actor, report, account.with))
    }
    if found.isEmpty { found.append(Explanation("no clause of \(treaty) forbids it to \(name(actor))")) }
    return found
  }
}

/// The conduct that a question is about.
private enum ConductQuestion {
  case conduct(ConductFilter)
  case other

  init(_ question: TreatyGames.Question) {
    if case .conduct(_, let filter) = question { self = .conduct(filter) } else { self = .other }
  }
}

extension ConductFilter {
  fileprivate func matches(_ conduct: Conduct) -> Bool {
    (capabilities?.contains(conduct.capability) ?? true) && (purposes?.contains(conduct.purpose) ?? true)
      && (targets?.contains(conduct.target) ?? true)
  }
}
