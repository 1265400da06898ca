import CybSyntax
import TreatyGames
import TreatyLaw

/// `why` behind a prediction: the sums of the model with every number and the field that it is read from.
extension Predictor {
  func explain(_ question: PredictionQuestion, _ actors: [EntityID], _ modal: Modal) throws -> Explanation {
    let answer = try truthOfAll(question, actors, modal)
    let world = machine.world
    let subject = actors.map(world.name(of:)).joined(separator: " and ")
    var root = Explanation(
      "\(answer.word): \(subject) \(answer.modal(modal)) \(question.phrase(world))", answer: .truth(answer))
    let treaties = question.treaties(machine)
    for treaty in treaties {
      let solution = try solution(of: treaty)
      root.because.append(try solution.summary())
      for actor in actors {
        root.because += try solution.reasons(question, actor, modal)
        if treaties.count == 1 || answer != .yes {
          root.because += try solution.flips(question, actor, modal)
        }
      }
    }
    if treaties.isEmpty {
      root.because.append(Explanation("no treaty is declared: every actor does all that is open to it"))
    }
    return root
  }

  /// `why who would …`: the same for each of those found.
  func explainWho(_ question: PredictionQuestion, _ modal: Modal, _ found: [Value]) throws -> Explanation {
    let world = machine.world
    let names = found.isEmpty ? "nobody" : found.map { $0.literal(in: world) }.joined(separator: ", ")
    var root = Explanation(
      "\(names) \(Truth.yes.modal(modal)) \(question.phrase(world))", answer: .set(found))
    for case .entity(let actor) in found { root.because.append(try explain(question, [actor], modal)) }
    if found.isEmpty {
      for actor in world.all(BuiltinKind.actor.id) { root.because.append(try explain(question, [actor], modal)) }
    }
    return root
  }
}

extension Truth {
  var word: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }

  fileprivate func modal(_ modal: Modal) -> String {
    switch self {
    case .yes: modal.rawValue
    case .no: modal == .might ? "would in no outcome" : "\(modal.rawValue) not"
    case .unknown: "may or may not"
    }
  }
}

extension PredictionQuestion {
  /// The question's own words, from the verb on.
  func phrase(_ world: World) -> String {
    func names(_ entities: some Sequence<EntityID>) -> String {
      let names = entities.map(world.name(of:)).sorted()
      return names.count == 1 ? names[0] : "{" + names.joined(separator: ", ") + "}"
    }
    switch self {
    case .sign(let treaty): return "sign \(world.name(of: treaty))"
    case .join(let treaty): return "join \(world.name(of: treaty))"
    case .honour(let objects): return "honour \(names(objects))"
    case .breach(let objects): return "breach \(names(objects))"
    case .conduct(let capabilities, let purposes, let targets):
      var text = "use " + (capabilities.map(names) ?? "something")
      if let purposes { text += " for " + names(purposes) }
      if let targets { text += " against " + names(targets) }
      return text
    }
  }
}

extension SolvedTreaty {
  private var world: World { table.machine.world }
  private func name(_ actor: Int) -> String { world.name(of: table.actors[actor]) }
  private func names(_ actors: ActorSet) -> String {
    actors.isEmpty ? "nobody" : actors.map(name).joined(separator: ", ")
  }

  /// The treaty's outcomes in a line each.
  func summary() throws -> Explanation {
    let prediction = try prediction()
    let treaty = world.name(of: table.treaty)
    guard !table.game.isBinding else {
      return Explanation("\(treaty) binds \(names(table.game.eligible)) without asking them", sources: [.text("binds")])
    }
    let stable = NumberText.of(prediction.stable)
    var claim = "\(treaty) has \(stable == "1" ? "1 stable coalition" : "\(stable) stable coalitions")"
    if prediction.stable == 0, !prediction.unsettled.isEmpty {
      claim += "; \(names(prediction.unsettled)) keep changing their mind"
    }
    if !prediction.complete { claim += ", as far as the search came before its budget was used up" }
    var summary = Explanation(claim, sources: [.entity(table.treaty)])
    let listed = prediction.coalitions.prefix(Self.longestList)
    for (index, report) in listed.enumerated() {
      let force = report.inForce ? "in force" : "not in force"
      let number = prediction.coalitions.count > 1 ? "outcome \(index + 1)" : "the outcome"
      summary.because.append(
        Explanation(
          "\(number): \(names(report.signatories)) \(report.signatories.count < 2 ? "signs" : "sign"), \(force)"))
    }
    let more = prediction.coalitions.count - listed.count
    if more > 0 { summary.because.append(Explanation("… and \(more) more outcomes")) }
    return summary
  }

  private static var longestList: Int { 5 }

  /// The sums behind what an actor does, in the outcome that decides the answer.
  func reasons(_ question: PredictionQuestion, _ actor: EntityID, _ modal: Modal) throws -> [Explanation] {
    guard let index = table.index(ofActor: actor) else { return [] }
    let prediction = try prediction()
    guard let report = try deciding(question, index, modal, prediction) else { return [] }
    if table.game.payoff != nil { return [try membership(of: index, in: report)] }
    switch question {
    case .sign, .join:
      guard table.game.eligible.contains(index) else {
        return [
          Explanation("\(name(index)) may not join \(world.name(of: table.treaty))", sources: [.text("open_to")])
        ]
      }
      if table.game.isBinding { return [] }
      return try stayingAway(index, report) ?? [try membership(of: index, in: report)]
    case .honour(let objects), .breach(let objects):
      guard report.parties.contains(index) else {
        var found = [Explanation("\(name(index)) is no party, so no clause binds it")]
        if table.game.eligible.contains(index) {
          found += try stayingAway(index, report) ?? [try membership(of: index, in: report)]
        }
        return found
      }
      let clauses = objects.flatMap { object in
        object == table.treaty ? Array(table.clauses.indices) : [table.index(ofClause: object)].compactMap { $0 }
      }
      let account = try table.translating { try solver.account(of: index, in: report.signatories) }
      return clauses.map { clause(at: $0, of: index, report, account.with) }
    case .conduct:
      return try conduct(question, index, report)
    }
  }

  /// An outcome that shows the answer: one where it does not hold for a `would` that is no, one where it does for a
  /// `might` that is yes; else the first.
  private func deciding(
    _ question: PredictionQuestion, _ actor: Int, _ modal: Modal, _ prediction: Prediction
  ) throws -> CoalitionReport? {
    let questions = question.questions(of: actor, table)
    return try prediction.coalitions.first { report in
      let holds = try questions.allSatisfy { question in
        try table.translating { try solver.holds(question, in: report) }
      }
      return holds == (modal == .might)
    } ?? prediction.coalitions.first
  }

  // MARK: joining

  /// Of a treaty that does not enter into force: what an actor that stays away would do and have if all signed.
  private func stayingAway(_ actor: Int, _ report: CoalitionReport) throws -> [Explanation]? {
    guard !report.inForce, !report.signatories.contains(actor) else { return nil }
    let all = table.game.eligible
    let account = try table.translating { try solver.account(of: actor, in: all) }
    guard account.with.inForce else { return nil }
    let whole = try table.translating { try solver.report(on: all) }
    var root = try membership(of: actor, in: whole)
    root.claim = "if all that may join signed: " + root.claim
    for clause in table.clauses.indices where whole.breaching[clause]?.contains(actor) ?? false {
      root.because.append(self.clause(at: clause, of: actor, whole, account.with))
    }
    return [root]
  }

  private func membership(of actor: Int, in report: CoalitionReport) throws -> Explanation {
    let account = try table.translating { try solver.account(of: actor, in: report.signatories) }
    let gain = account.with.terms.total - account.without.terms.total
    var claim = "\(name(actor)) has \(short(account.with.terms.total)) if it signs and "
    claim += "\(short(account.without.terms.total)) if it stays away: "
    claim += account.signs ? "it gains \(short(gain)) by signing" : "it gains nothing by signing"
    var root = Explanation(claim, sources: [.entity(table.actors[actor])])
    root.because = [
      terms(of: actor, account.with, "signing, beside \(names(account.with.signatories.without(actor)))"),
      terms(of: actor, account.without, "staying away from \(names(account.without.signatories))"),
    ]
    return root
  }

  private func terms(of actor: Int, _ side: Account.Side, _ title: String) -> Explanation {
    let terms = side.terms
    let force = side.inForce ? "in force" : "not in force"
    var root = Explanation("\(title), \(force): U = \(short(terms.total))")
    if let custom = terms.custom {
      root.because.append(Explanation("the treaty's own payoff: \(short(custom))", sources: [.text("payoff")]))
      return root
    }
    func add(_ claim: String, _ field: String, _ entity: EntityID? = nil) {
      root.because.append(
        Explanation(claim, sources: (entity.map { [.entity($0)] } ?? []) + [.text(field)]))
    }
    let outlook = world.outlook(of: table.actors[actor])
    let outlookName = outlook.map(world.name(of:)) ?? "its outlook"
    add("+ \(short(terms.gain)) from its own conduct", "worth")
    add("− \(short(terms.harm)) by the others' conduct against it", "harm")
    if terms.relief != 0 { add("+ \(short(terms.relief)) from duties that are done", "relief") }
    if terms.burden != 0 { add("− \(short(terms.burden)) for the duties that it does", "burden") }
    if terms.relative != 0 {
      let weighed = terms.relative * terms.rivals
      add(
        "\(weighed > 0 ? "−" : "+") \(short(abs(weighed))): less \(percent(terms.relative)) (`relative` of "
          + "\(outlookName)) of \(short(terms.rivals)), what its rivals have on average", "relative", outlook)
    }
    if terms.sanctions != 0 {
      add("− \(short(terms.sanctions)) of sanctions for what it breaches", "penalty")
      root.because[root.because.count - 1].because = side.parts.filter { !$0.honours }.map { part in
        let clause = table.clauses[table.game.parts[part.part].clause]
        let title = world.name(of: clause)
        var reason = sanction(part.sanction, at: part.detection ?? 0, of: actor, clause: title)
        reason.claim = "\(title): \(reason.claim)"
        reason.sources.append(.entity(clause))
        return reason
      }
    }
    if terms.image != 0 {
      let image = table.game.actors[actor].image
      add(
        "+ \(short(terms.image)) of image: \(short(image)) (`image` of \(outlookName)) × "
          + "\(percent(terms.image / image)) (mean salience of what is asked)", "image", outlook)
    }
    if terms.defiance != 0 {
      add("+ \(short(terms.defiance)) for standing outside (`defiance` of \(outlookName))", "defiance", outlook)
    }
    return root
  }

  // MARK: honouring

  private func clause(
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

  private func sanction(
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

  // MARK: conduct

  private func conduct(
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

/// A number for a reader: up to three decimals.
func short(_ number: Double) -> String {
  let rounded = NumberText.rounded(number, decimals: 3)
  return NumberText.of(rounded == 0 ? 0 : rounded)
}

/// A share for a reader: `30%`, `12.5%`.
func percent(_ share: Double) -> String {
  let rounded = NumberText.rounded(share * 100, decimals: 1)
  return NumberText.of(rounded == 0 ? 0 : rounded) + "%"
}
