import CybSyntax
import TreatyLaw

// `check(T)` and the part of `cyb check` that looks at what treaties say (law.md §6).
extension Oracle {
  /// What is amiss in a treaty's words, whatever has been recorded.
  func findings(on treaty: EntityID) throws -> [WordingFinding] {
    let point = machine.save()
    defer { machine.rollBack(point) }
    var inventions = Inventions(world: world)
    inventions.add(for: treaty)
    let model = try LawModel(oracle: self, only: speaksOfTreaties(treaty) ? nil : treaty)
    guard let index = model.index(ofTreaty: treaty) else { return [] }
    let chronicle = Chronicle(model.model, log: [])
    declarationSources.follow(machine.sources)
    let sources = declarationSources
    let context = WordingContext(
      things: { inventions.things($0, $1, treaty, model) },
      constant: { model.constant($0) },
      text: { model.records[$0].text(in: self.machine.sources) },
      asked: { model.verbsAsked(by: $0, in: treaty, sources) })
    let found = try chronicle.findings(on: index, context)
    return found.compactMap { finding in
      guard finding.problem != .unchecked else { return wordingFinding(finding, model, scenario: nil, example: nil) }
      let writer = ExampleWriter(model: model, treaty: treaty, sources: sources)
      let example =
        finding.scenarios.lazy.map { ($0, writer.text(finding, $0)) }
        .first { !$0.isConditional || CounterexampleRun.succeeds($1) }
        ?? HistorySearch(oracle: self, model: model, treaty: treaty).found(for: finding)
        .map { ($0, writer.text(finding, $0)) }.flatMap { CounterexampleRun.succeeds($1) ? ($0, $1) : nil }
      // Without conditions to bring it about, these two are not there.
      if example == nil, finding.problem == .clash || finding.problem == .purpose { return nil }
      return wordingFinding(finding, model, scenario: example?.0 ?? finding.scenarios.first, example: example?.1)
    }
  }

  /// Whether a treaty's norms are about acts towards treaties, clauses or events, which may be others' than its own.
  private func speaksOfTreaties(_ treaty: EntityID) -> Bool {
    let norms = world[treaty].clauses.flatMap { world[$0].norms }.flatMap(\.chain)
    let verbs = Set(norms.flatMap { [$0.act.verb] + ($0.trigger.map { [$0.act.verb] } ?? []) })
    return verbs.contains { verb in
      ([world[verb].object].compactMap { $0 } + world[verb].roles.map(\.role)).flatMap(\.kinds).contains { kind in
        switch kind {
        case .kind(let kind):
          world.isKind(kind, within: BuiltinKind.treaty.id) || world.isKind(kind, within: BuiltinKind.clause.id)
        case .type(let type): type == .event
        }
      }
    }
  }

  private func wordingFinding(
    _ finding: Finding, _ model: LawModel, scenario: Scenario?, example: String?
  ) -> WordingFinding {
    func clause(_ norm: Int) -> EntityID { model.clauses[model.model.norms[norm].clause] }
    func name(_ norm: Int) -> String { "`\(world.name(of: clause(norm)))`" }
    let record = model.records[finding.norm]
    var clauses = [clause(finding.norm)]
    for other in finding.others where !clauses.contains(clause(other)) { clauses.append(clause(other)) }
    let others = LegalWording(model: model).list(clauses.dropFirst().map { "`\(world.name(of: $0))`" })
    var diagnostic: Diagnostic
    switch finding.problem {
    case .clash:
      let other = finding.others.first.map { model.records[$0].modality } ?? .permit
      let does = other == .oblige ? "obliges to" : "permits"
      let whose = finding.others.first.map(name) ?? ""
      diagnostic = Diagnostic(
        "cyb-norms-clash", "\(name(finding.norm)) forbids what \(whose) \(does), and no rule decides between them",
        at: record.span
      ).help("say which prevails with `overrides`, or narrow one of the two")
    case .superfluous:
      diagnostic = Diagnostic(
        "cyb-superfluous-clause", "\(name(finding.norm)) adds nothing: \(others) says as much",
        at: world[clause(finding.norm)].declaration
      ).help("take it out, or say in it what the other does not")
    case .idle:
      let because = finding.others.isEmpty ? "" : ": \(others.isEmpty ? "another norm of it" : others) always prevails"
      diagnostic = Diagnostic(
        "cyb-idle-norm", "this norm of \(name(finding.norm)) can never apply\(because)", at: record.span
      ).help(finding.others.isEmpty ? "look for a role that nothing can fill" : nil)
    case .outweighed:
      diagnostic = Diagnostic(
        "cyb-idle-permission",
        "this permission always loses to \(others.isEmpty ? "another norm of \(name(finding.norm))" : others)",
        at: record.span
      ).help("let it prevail with `overrides`, or make it the more specific one")
    case .outsider:
      diagnostic = Diagnostic(
        "cyb-subject-never-party",
        "nobody that this norm of \(name(finding.norm)) speaks to can be a party", at: record.subject.span
      ).help("see `open_to` and `binds`: a treaty binds parties only")
    case .purpose:
      let served = scenario?.acts.last?.object.thing.flatMap { capability in
        model.model.serves[capability].map { served in
          LegalWording(model: model).list(
            model.model.purposes.filter(served.contains).map { machine.describe(model.value($0)) })
        }
      }
      let capability = scenario?.acts.last?.object.thing.map { machine.describe(model.value($0)) } ?? "a capability"
      diagnostic = Diagnostic(
        "cyb-purpose-untold", "nobody could tell a breach of \(name(finding.norm)) from a lawful act",
        at: record.span
      ).note("`\(capability)` serves \(served ?? "several purposes"), and only some of them are forbidden")
        .help("forbid the capability itself, or say what else tells the purpose")
    case .endless:
      diagnostic = Diagnostic(
        "cyb-endless-duty", "this duty has no deadline, so nothing can breach it", at: record.span
      ).help("give it one: `within 90 days`, `by 2030-01-01`")
    case .powerless:
      diagnostic = Diagnostic("cyb-power-of-nobody", "nobody can have this power", at: record.subject.span)
        .help("name a party, or somebody outside by name")
    case .unchecked:
      let treaty = world.name(of: model.treaties[model.model.clauses[model.model.norms[finding.norm].clause].treaty])
      diagnostic = Diagnostic(
        "cyb-not-checked",
        "what `\(treaty)` says of `\(world[record.act.verb].name)` was not checked for clashes and idle words",
        at: record.span
      ).note("more different acts, or more conditions at once, would have to be gone through than is done")
        .help("name kinds or sets rather than many single things, or split the treaty")
    }
    diagnostic.severity = .warning
    for other in finding.others.prefix(3) {
      let word =
        switch finding.problem {
        case .clash: model.records[other].modality == .oblige ? "obliged here" : "permitted here"
        case .superfluous: "already here"
        default: "this prevails"
        }
      diagnostic = diagnostic.label(model.records[other].span, word)
    }
    return WordingFinding(diagnostic: diagnostic, clauses: clauses, example: example)
  }
}

extension LawModel {
  /// The verbs that a condition's words name, those of functions that it calls included; where it asks for breaches, all
  /// that the treaty speaks of.
  func verbsAsked(by condition: Int, in treaty: EntityID, _ sources: DeclarationSources) -> [Int] {
    guard let span = conditionSources[condition] else { return [] }
    var texts = [machine.sources.text(span)]
    var seen = Set<String>()
    while let text = texts.popLast() {
      for (name, _) in NameClosure.names(in: text) where seen.insert(name).inserted {
        if let more = sources[name] { texts.append(more) }
      }
    }
    var found = world.verbs.indices.filter { index in
      let verb = world.verbs[index]
      return [verb.name, verb.thirdPerson, verb.participle].contains { seen.contains($0) }
    }
    if ["breached", "honoured", "repaired", "may", "must"].contains(where: seen.contains) {
      found += world[treaty].clauses.flatMap { world[$0].norms }.map { Int($0.act.verb.index) }
    }
    return Set(found).sorted()
  }

  /// What a condition always is, where it is written as `yes` or `no`.
  func constant(_ condition: Int) -> Truth? {
    guard let span = conditionSources[condition] else { return nil }
    return switch machine.sources.text(span) {
    case "yes", "true": .yes
    case "no", "false": .no
    default: nil
    }
  }
}

extension NormRecord {
  /// The words on one line.
  func text(in sources: SourceMap) -> String {
    let text = sources.text(span)
    guard !text.contains("//"), !text.contains("/*") else { return text }
    return text.split(whereSeparator: { " \n\t\r".contains($0) }).joined(separator: " ")
  }
}

/// Runs a counterexample in a world of its own.
enum CounterexampleRun {
  /// Whether all that it expects is so.
  static func succeeds(_ text: String) -> Bool {
    var limits = Limits.strict
    limits.seconds = nil
    guard let session = try? Session(limits: limits, host: Silence()) else { return false }
    return !session.run(Array(text.utf8), name: "<example>").failed
  }

  private final class Silence: Host {
    let columns = 80
    func write(_ bytes: [UInt8]) {}
    func read(path: String, from script: String) throws -> [UInt8] {
      throw Failure("cyb-file", "`\(path)` could not be read: an example has no files")
    }
    func warn(_ diagnostic: Diagnostic) {}
    func report(_ progress: Progress) {}
    func save(picture: [UInt8], name: String) throws {}
  }
}
