import CybRuntime
import CybSyntax

// Verbs, their roles, and the tails of norms.
extension Completer {
  /// The verbs in a form; behind `has`, `would` and `might` also those that the law and the model answer themselves.
  func verbs(_ form: VerbForm) -> [String] {
    let declared = world.verbs.map { verb in
      switch form {
      case .infinitive: verb.name
      case .thirdPerson: verb.thirdPerson
      case .participle: verb.participle
      }
    }
    let governing = before.split { !$0.isLetter }.last {
      ["has", "may", "must", "would", "might", "forbid", "oblige", "permit", "empower"].contains($0)
    }
    let derived: [String] =
      switch governing {
      case "has": ["breached", "honoured", "repaired"]
      case "would", "might": ["breach", "honour", "join"]
      default: []
      }
    return derived + declared.sorted()
  }

  func verb(_ word: String) -> Verb? { world.verb(written: word).first.map { world[$0.verb] } }

  func prepositions(of verb: String?, used: [Preposition]) -> [String] {
    guard let verb else { return Preposition.allCases.filter { !used.contains($0) }.map(\.rawValue) }
    return self.verb(verb)?.roles.map(\.preposition).filter { !used.contains($0) }.map(\.rawValue) ?? []
  }

  /// What may stand as a verb's object or in one of its roles.
  func fillers(_ word: String, _ preposition: Preposition?) -> [String] {
    guard let verb = verb(word) else {
      // The law's own verbs: breach, honour, repair, join.
      return preposition == nil ? entities(of: [BuiltinKind.treaty.id, BuiltinKind.clause.id]) : []
    }
    guard let role = preposition.map(verb.role) ?? verb.object else { return [] }
    let kinds = role.kinds.compactMap { if case .kind(let kind) = $0 { kind } else { nil } }
    return entities(of: kinds) + ["any", kinds.contains(BuiltinKind.actor.id) ? "anyone" : "anything"] + variables
  }

  func tails(_ modality: String, _ given: [String]) -> [String] {
    let all =
      modality == "oblige" ? ["within", "by", "after", "when", "unless", "where", "else"] : ["when", "unless", "else"]
    return all.filter { !given.contains($0) }
  }
}
