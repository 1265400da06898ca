import CybSyntax
import TreatyLaw

// The functions of a treaty that must know: its quorum and its end.
extension Oracle {
  /// Whether those that have consented are enough, by a treaty's own function.
  func isMet(
    _ quorum: FunctionObject, of treaty: EntityID, by consenting: [Value], at position: Position?
  ) throws -> Truth {
    let answer = try reading(position) { try machine.call(.object(quorum), .set(consenting)) }
    if case .truth(let truth) = answer, truth != .unknown { return truth }
    throw Failure(
      Diagnostic(
        "cyb-unknown-quorum",
        "the quorum of `\(world.name(of: treaty))` must be yes or no, not \(unfit(answer))", at: quorum.place
      ).help("say what counts when something is unknown, as in `… ?? no`"))
  }

  /// Whether a treaty's own function says that it has ended.
  func hasEnded(by ends: FunctionObject, at position: Position) throws -> Truth {
    let answer = try reading(at: position) { try machine.call(.object(ends)) }
    if case .truth(let truth) = answer, truth != .unknown { return truth }
    throw Failure(
      Diagnostic("cyb-unknown-end", "`ends` must answer yes or no, not \(unfit(answer))", at: ends.place)
        .help("say what counts when something is unknown, as in `… ?? no`"))
  }

  private func unfit(_ answer: Value) -> String {
    answer.typePhrase == "a truth" ? "unknown" : answer.typePhrase
  }

  /// Records acts towards a treaty; where they are consents of which its functions cannot say what comes, nothing is
  /// recorded.
  func recording(_ verb: Verb, towards roles: [Filler], _ record: () throws -> Value) throws -> Value {
    guard let life = LifeVerb(rawValue: verb.name), [.sign, .ratify, .accede].contains(life),
      let treaty = treaty(in: roles), !isReading
    else { return try record() }
    let quorum = world.field("quorum", of: treaty)?.function
    let ends = world.field("ends", of: treaty)?.function
    guard quorum != nil || ends != nil else { return try record() }
    let point = machine.save()
    do {
      let recorded = try record()
      try unlessTooEarly {
        if let quorum { _ = try isMet(quorum, of: treaty, by: consents(to: treaty), at: latest) }
        if let ends { _ = try hasEnded(by: ends, at: latest) }
      }
      machine.commit(point)
      return recorded
    } catch {
      machine.rollBack(point)
      throw error
    }
  }

  /// What is only declared or set further down may be there when the law is asked.
  private func unlessTooEarly(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure {
      let codes: [DiagnosticCode] = ["cyb-not-yet-declared", "cyb-not-yet-set"]
      guard codes.contains(failure.diagnostic.code) else { throw failure }
    }
  }

  /// The treaty that one consents to, whatever the verb calls it: `ratify T`, `accede to T`.
  private func treaty(in roles: [Filler]) -> EntityID? {
    for case .value(.entity(let entity)) in roles where world.isEntity(entity, of: .treaty) { return entity }
    return nil
  }

  /// Those of whom a consent is recorded, each once.
  private func consents(to treaty: EntityID) -> [Value] {
    let isBySigning = world.field("consent", of: treaty)?.textObject?.text == "sign"
    let verbs = world.verbs.map { verb in
      switch LifeVerb(rawValue: verb.name) {
      case .ratify?, .accede?: true
      case .sign?: isBySigning
      default: false
      }
    }
    var seen = Set<Value>()
    return world.events.compactMap { event in
      guard verbs[Int(event.act.verb.index)], self.treaty(in: [event.act.object] + event.act.roles) == treaty,
        case .value(let actor) = event.act.subject, seen.insert(actor).inserted
      else { return nil }
      return actor
    }
  }
}

extension Value {
  fileprivate var function: FunctionObject? {
    guard case .object(let object) = self else { return nil }
    return object as? FunctionObject
  }
}
