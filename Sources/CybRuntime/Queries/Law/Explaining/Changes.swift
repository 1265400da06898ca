import CybSyntax
import TreatyLaw

/// Something that, had it been so, might have made an answer another one.
struct Change {
  /// `the purpose were policing`, `Estonia had ratified Budapest by 2004-03-18`.
  var words: String
  var sources: [Value] = []
  /// Makes it so, in a copy of the world.
  var apply: (World) throws -> Void
}

// What would change a no or an unknown. Each claim has been tried: the question was asked again with the change made.
extension Oracle {
  /// No more changes than this are tried for one question.
  private static let tries = 24
  /// Trying is left out where it would go through more events than this.
  private static let work = 400_000

  func changes(_ inquiry: Inquiry, _ subject: Inquiry.Filler, _ truth: Truth) throws -> [Explanation] {
    guard !isReading, case .value(.entity(let actor)) = subject else { return [] }
    let (model, _) = try law.current()
    var found: [Explanation] = []
    if inquiry.modal == .may || inquiry.modal == .must { found += try otherwise(inquiry, subject, model) }
    let changes = try unlessFailing { try candidates(inquiry, actor, truth, model) }?.prefix(Self.tries) ?? []
    guard world.events.count * changes.count <= Self.work else { return found }
    var groups: [(truth: Truth, words: [String], sources: [Value])] = []
    for change in changes {
      guard let answer = try self.answer(inquiry, subject, after: change), answer != truth, answer != .unknown else {
        continue
      }
      if let index = groups.firstIndex(where: { $0.truth == answer }) {
        groups[index].words.append(change.words)
        groups[index].sources += change.sources.filter { !groups[index].sources.contains($0) }
      } else {
        groups.append((answer, [change.words], change.sources))
      }
    }
    for group in groups.sorted(by: { $0.truth.rawValue > $1.truth.rawValue }) {
      for part in Self.joined(Array(group.words.prefix(6))) {
        found.append(Explanation("\(outcome(inquiry, group.truth)) if \(part)", sources: group.sources))
      }
    }
    return found
  }

  /// `the purpose of E were crime`, `the purpose of E were espionage` are said at once.
  private static func joined(_ words: [String]) -> [String] {
    var heads: [(head: String, tails: [String])] = []
    for word in words {
      let parts = word.components(around: " were ")
      if let parts, let index = heads.firstIndex(where: { $0.head == parts.head }) {
        heads[index].tails.append(parts.tail)
      } else {
        heads.append((parts?.head ?? word, parts.map { [$0.tail] } ?? []))
      }
    }
    return heads.map { $0.tails.isEmpty ? $0.head : "\($0.head) were \($0.tails.joined(separator: " or "))" }
  }

  private func outcome(_ inquiry: Inquiry, _ truth: Truth) -> String {
    let isYes = truth == .yes
    switch (inquiry.modal, inquiry.verb) {
    case (.may, _): return isYes ? "it would be lawful" : "it would not be lawful"
    case (.must, _): return isYes ? "it would be obliged" : "it would not be obliged"
    case (.has, .derived(.breach)): return isYes ? "it would be a breach" : "it would be no breach"
    case (.has, .derived(.honour)): return isYes ? "it would honour it" : "it would not honour it"
    case (.has, .derived(.repair)): return isYes ? "it would be repaired" : "it would not be repaired"
    default: return isYes ? "it would be so" : "it would not be so"
    }
  }

  /// The answer with a change made; nothing where the change ends in an error, such as a quorum that cannot answer.
  private func answer(_ inquiry: Inquiry, _ subject: Inquiry.Filler, after change: Change) throws -> Truth? {
    var fixed = inquiry
    // As of the same day, even where the change lies behind all that is recorded.
    if fixed.asOf == nil, machine.ambientAsOf == nil { fixed.asOf = Moment(lastOf: position(nil)) }
    let point = machine.save()
    defer { machine.rollBack(point) }
    return try unlessFailing {
      try change.apply(world)
      return try truth(fixed, of: subject)
    }
  }

  /// Nothing where a body ends in an error that is not the end of the run.
  private func unlessFailing<Result>(_ body: () throws -> Result) throws -> Result? {
    do { return try body() } catch let failure as Failure where !failure.diagnostic.code.endsRun {
      law.forget()
      return nil
    }
  }

  // MARK: the act asked about

  /// Other purposes, means and conditions under which the act asked about would be judged otherwise.
  private func otherwise(
    _ inquiry: Inquiry, _ subject: Inquiry.Filler, _ model: LawModel
  ) throws -> [Explanation] {
    let (_, chronicle) = try law.current()
    let position = position(inquiry.asOf)
    let acts = acts(inquiry, subject, model)
    guard inquiry.modal == .may, acts.count == 1, let act = acts.first else { return [] }
    let wording = LegalWording(model: model)
    func isLawful(_ judgements: [Judgement]) -> Bool {
      judgements.allSatisfy { [.permitted, .unregulated, .obliged].contains($0.verdict) }
    }
    var found: [Explanation] = []
    let verb = world.verbs[act.verb]
    for (index, role) in verb.roles.enumerated() where wording.isPurpose(role.role) {
      guard case .thing(let capability) = act.object else { continue }
      let lawful = try model.model.purposes.filter { purpose in
        var other = act
        other.roles[index] = .thing(purpose)
        guard other != act, model.model.serves[capability]?.contains(purpose) ?? false else { return false }
        return isLawful(try chronicle.judge(other, at: position, before: position))
      }
      guard !lawful.isEmpty else { continue }
      found.append(
        Explanation(
          "it would be lawful if the purpose were \(lawful.map(wording.name).joined(separator: " or "))",
          sources: [model.value(capability), .text("serves")]))
    }
    let judgements = try chronicle.judge(act, at: position, before: position)
    for norm in Set(judgements.flatMap { $0.forbidding + $0.opposed }).sorted() {
      for (condition, wanted) in [(model.model.norms[norm].when, false), (model.model.norms[norm].unless, true)] {
        guard let condition, let span = model.conditionSources[condition.number] else { continue }
        let judged = try chronicle.supposing([condition.number: Truth(wanted)]) {
          try chronicle.judge(act, at: position, before: position)
        }
        guard isLawful(judged) else { continue }
        found.append(
          Explanation(
            "it would be lawful if `\(machine.sources.text(span))` were \(wanted ? "yes" : "no")",
            sources: [wording.clauseValue(norm)]))
      }
    }
    return found
  }
}

extension DiagnosticCode {
  /// Whether it ends the whole run: a limit, or an interruption.
  fileprivate var endsRun: Bool { name.hasPrefix("cyb-limit-") || self == "cyb-interrupted" }
}

extension String {
  /// What stands before and behind the last of some words.
  fileprivate func components(around words: String) -> (head: String, tail: String)? {
    let pieces = self.split(separator: words, omittingEmptySubsequences: false)
    guard pieces.count == 2 else { return nil }
    return (String(pieces[0]), String(pieces[1]))
  }
}
