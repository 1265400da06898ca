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
  var world: World { table.machine.world }
  func name(_ actor: Int) -> String { world.name(of: table.actors[actor]) }
  func names(_ actors: ActorSet) -> String {
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
