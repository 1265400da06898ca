import CybSyntax

// Verbs, events, questions and norms.
extension Resolver {
  /// The verb of a phrase in one of the wanted forms, or a report of what is wrong with the word.
  func verb(_ word: Name, _ forms: [Verb.Form], in use: String) -> VerbID? {
    let found = world.verb(written: word.text)
    for form in forms {
      if let match = found.last(where: { $0.form == form }) { return match.verb }
    }
    if let other = found.last {
      let right = form(of: world[other.verb], forms[0])
      report(
        Diagnostic("cyb-verb-form", "`\(word.text)` is the wrong form of the verb \(use)", at: word.span)
          .help("write `\(right)`").fix(word.span, right))
      return nil
    }
    let names = world.verbs.flatMap { verb in forms.map { form(of: verb, $0) } }
    report(
      Diagnostic("cyb-unknown-verb", "there is no verb `\(word.text)`", at: word.span)
        .help(
          Suggestions.closest(to: word.text, among: names).map { "did you mean `\($0)`?" }
            ?? "declare it: `verb \(word.text) …`"))
    return nil
  }

  private func form(of verb: Verb, _ form: Verb.Form) -> String {
    switch form {
    case .infinitive: verb.name
    case .thirdPerson: verb.thirdPerson
    case .participle: verb.participle
    }
  }

  /// Puts the fillers of a phrase into the order of the verb's roles.
  func arrange<Filler, Result>(
    _ phrase: VerbPhrase<Filler>, _ verb: VerbID, _ resolve: (Filler, Verb.Role) -> Result
  ) -> (object: Result?, roles: [Result?]) {
    let declared = world[verb]
    var object: Result?
    if let filler = phrase.object {
      if let role = declared.object {
        object = resolve(filler, role)
      } else {
        report(
          Diagnostic("cyb-no-object", "the verb `\(declared.name)` takes no object", at: phrase.verb.span)
            .label(declared.declaration, "it is declared here"))
      }
    }
    var roles = [Result?](repeating: nil, count: declared.roles.count)
    var places: [(preposition: Preposition, span: Span)] = []
    for role in phrase.roles {
      guard let index = declared.roles.firstIndex(where: { $0.preposition == role.preposition }) else {
        let known = declared.roles.map { "`\($0.preposition.rawValue)`" }.joined(separator: ", ")
        report(
          Diagnostic(
            "cyb-unknown-role", "the verb `\(declared.name)` has no role with `\(role.preposition.rawValue)`",
            at: role.place
          ).help(known.isEmpty ? "it has no roles with prepositions" : "it has \(known)")
            .label(declared.declaration, "it is declared here"))
        continue
      }
      if let first = places.first(where: { $0.preposition == role.preposition })?.span {
        report(
          Diagnostic("cyb-role-twice", "the role `\(role.preposition.rawValue)` is filled twice", at: role.place)
            .label(first, "first here").help("for several at once write a set: `for {a, b}`"))
        continue
      }
      places.append((role.preposition, role.place))
      roles[index] = resolve(role.filler, declared.roles[index].role)
    }
    return (object, roles)
  }

  /// Checks a filler that is known when resolving against its role.
  private func check(_ node: Node, against role: Verb.Role) -> Node {
    guard let constant = node as? ConstantNode else { return node }
    for value in machine.members(constant.value) where !machine.fits(value, role) {
      report(machine.misfit(value, role, at: node.span))
    }
    return node
  }

  static let actorRole = Verb.Role(kinds: [.kind(BuiltinKind.actor.id)], isOptional: false)

  // MARK: events

  func resolve(_ event: EventExpression) -> Node {
    let date = resolve(event.date)
    let subject = resolve(event.subject, Self.actorRole)
    guard let verb = verb(event.phrase.verb, [.thirdPerson, .infinitive], in: "for an event") else {
      for filler in [event.phrase.object].compactMap({ $0 }) + event.phrase.roles.map(\.filler) {
        if case .value(let expression) = filler.kind { _ = resolve(expression) }
      }
      return InvalidNode(event.span)
    }
    let (object, roles) = arrange(event.phrase, verb) { self.resolve($0, $1) }
    return EventNode(date: date, subject: subject, verb: verb, object: object, roles: roles, event.span)
  }

  private func resolve(_ filler: EventFiller, _ role: Verb.Role) -> EventNode.Filling {
    switch filler.kind {
    case .someone:
      if !role.kinds.contains(where: {
        if case .kind(let kind) = $0 { world.isKind(kind, within: BuiltinKind.actor.id) } else { false }
      }) {
        report(
          Diagnostic("cyb-wrong-role", "`someone` is an actor, which does not fit this role", at: filler.span)
            .help("leave the role out where it is not established"))
      }
      return .someone
    case .value(let expression):
      return .node(check(resolve(expression), against: role))
    }
  }

  // MARK: questions

  func resolve(_ question: Question, _ span: Span) -> Node {
    resolve(question.riders, around: span) {
      let subject = question.subject.map { self.resolve($0, question, Self.actorRole) }
      let word = question.phrase.verb
      if let derived = DerivedVerb(word: word.text, modal: question.modal),
        self.world.verb(written: word.text).isEmpty || derived.isLegal
      {
        let object = question.phrase.object.map { self.resolve($0, question, derived.role) }
        if object == nil {
          self.report(
            Diagnostic("cyb-missing-object", "`\(word.text)` wants a treaty or clause behind it", at: word.span))
        }
        for role in question.phrase.roles {
          self.report(
            Diagnostic(
              "cyb-unknown-role", "`\(word.text)` has no role with `\(role.preposition.rawValue)`", at: role.place))
        }
        return QuestionNode(
          question.modal, isWhy: question.isWhy, subject: subject, verb: .derived(derived), object: object, roles: [],
          since: question.riders.since.map(self.resolve), asOf: question.riders.asOf.map(self.resolve), span)
      }
      let form: Verb.Form = question.modal == .has ? .participle : .infinitive
      guard let verb = self.verb(word, [form], in: "after `\(question.modal.rawValue)`") else {
        return InvalidNode(span)
      }
      let (object, roles) = self.arrange(question.phrase, verb) { self.resolve($0, question, $1) }
      return QuestionNode(
        question.modal, isWhy: question.isWhy, subject: subject, verb: .declared(verb), object: object, roles: roles,
        since: question.riders.since.map(self.resolve), asOf: question.riders.asOf.map(self.resolve), span)
    }
  }

  private func resolve(_ filler: AskedFiller, _ question: Question, _ role: Verb.Role) -> QuestionNode.Asked {
    let isGeneral: Bool =
      switch filler.kind {
      case .anyone, .anything, .any: true
      case .someone, .value: false
      }
    if isGeneral, question.modal != .has {
      report(
        Diagnostic(
          "cyb-any-in-question", "`\(machine.sources.text(filler.span))` can only be asked about after `has`",
          at: filler.span
        ).help("ask `who \(question.modal.rawValue) …`, or name an actor"))
    }
    switch filler.kind {
    case .anyone, .anything: return .anything(filler.span)
    case .someone: return .someone(filler.span)
    case .any(let name): return kind(named: name).map { .kind($0, filler.span) } ?? .anything(filler.span)
    case .value(let expression): return .node(check(resolve(expression), against: role))
    }
  }

  /// Wraps a question or call in what its riders suppose. `since` and `as of` of a question are its own; of a call they
  /// hold for every question that it asks.
  func resolve(_ riders: Riders, around span: Span, _ body: () -> Node) -> Node {
    var changes: [SupposingNode.Change] = []
    var locals: [Int] = []
    for change in riders.supposing {
      switch change {
      case .event(let event): changes.append(.event(resolve(event)))
      case .assign(let target, let value):
        let node = resolve(value)
        guard let (root, steps) = resolvePlace(target, isSupposed: true) else { continue }
        if case .local(let slot) = root { locals.append(slot) }
        if case .value = root, steps.isEmpty {
          report(
            Diagnostic("cyb-not-assignable", "only a field or a variable can be supposed otherwise", at: target.span))
          continue
        }
        changes.append(.assign(AssignPlaceNode(root, steps, operation: nil, value: node, target.span)))
      }
    }
    var node = body()
    if !(node is QuestionNode), riders.since != nil || riders.asOf != nil {
      node = AsOfNode(node, since: riders.since.map(resolve), asOf: riders.asOf.map(resolve), span)
    }
    return changes.isEmpty ? node : SupposingNode(node, changes, locals: locals, span)
  }

  // MARK: norms

  func resolve(_ norm: Norm) -> NormNode {
    let outer = self.norm
    defer { self.norm = outer }
    self.norm = NormContext(names: boundNames(in: norm))
    return resolveWithin(norm)
  }

  private func resolveWithin(_ norm: Norm) -> NormNode {
    let names = self.norm?.names ?? []
    let act = resolve(norm.act, [.infinitive], in: "in a norm")
    var trigger: NormNode.Trigger?
    if let after = norm.tails.after, let pattern = resolve(after.act, [.thirdPerson, .infinitive], in: "after `after`")
    {
      trigger = NormNode.Trigger(subject: resolve(after.subject), act: pattern)
    }
    var reparation: NormNode?
    if case .oblige(let next) = norm.tails.reparation { reparation = resolveWithin(next) }
    var deadline: NormNode.Deadline?
    switch norm.tails.deadline {
    case .within(let expression):
      deadline = .within(condition(expression, isTruth: false))
      reportLiteral(expression, "`within` wants a duration", "give the unit: `within 90 days`")
    case .by(let expression):
      deadline = .by(condition(expression, isTruth: false))
      reportLiteral(expression, "`by` wants a date", "write a date: `by 2030-01-01`")
    case nil: break
    }
    return NormNode(
      modality: norm.modality, subject: resolve(norm.subject), act: act, when: norm.tails.when.map { condition($0) },
      unless: norm.tails.unless.map { condition($0) }, condition: norm.tails.where.map { condition($0) },
      deadline: deadline, trigger: trigger, reparation: reparation, names: names, norm.span)
  }

  /// A deadline written as what can be none, such as `within 5`.
  private func reportLiteral(_ expression: Expression, _ message: String, _ help: String) {
    let isNone =
      switch expression.kind {
      case .nothing, .truth, .number, .text, .list, .set, .map, .record, .lambda: true
      case .date: message.hasPrefix("`within`")
      case .duration: message.hasPrefix("`by`")
      default: false
      }
    if isNone { report(Diagnostic("cyb-not-a-deadline", message, at: expression.span).help(help)) }
  }

  /// The names bound by `as` anywhere in a norm, `after` and `else` included; each stands for the same thing throughout.
  private func boundNames(in norm: Norm) -> [String] {
    var names: [Name] = []
    func collect(_ pattern: Pattern?) {
      guard let name = pattern?.binding else { return }
      if let first = names.first(where: { $0.text == name.text }) {
        report(
          Diagnostic("cyb-declared-twice", "`\(name.text)` is bound twice in this norm", at: name.span)
            .label(first.span, "first bound here").help("use the name alone where it stands for the same thing"))
      } else if name.text == "act" {
        report(Diagnostic("cyb-declared-twice", "`act` already names the act that is judged", at: name.span))
      } else {
        names.append(name)
      }
    }
    func collect(_ norm: Norm) {
      collect(norm.subject)
      collect(norm.act.object)
      for role in norm.act.roles { collect(role.filler) }
      if let after = norm.tails.after {
        collect(after.subject)
        collect(after.act.object)
        for role in after.act.roles { collect(role.filler) }
      }
      if case .oblige(let next) = norm.tails.reparation { collect(next) }
    }
    collect(norm)
    return names.map(\.text)
  }

  private func resolve(_ phrase: VerbPhrase<Pattern>, _ forms: [Verb.Form], in use: String) -> NormNode.ActNode? {
    guard let verb = verb(phrase.verb, forms, in: use) else { return nil }
    let (object, roles) = arrange(phrase, verb) { pattern, _ in self.resolve(pattern) }
    return NormNode.ActNode(verb: verb, object: object, roles: roles)
  }

  private func resolve(_ pattern: Pattern) -> NormNode.PatternNode {
    let binding = pattern.binding.flatMap { name in norm?.names.firstIndex(of: name.text) }
    let extent: NormNode.ExtentNode =
      switch pattern.kind {
      case .anyone: .anyone
      case .anything: .anything
      case .any(let name) where name.text == "party": .anyParty
      case .each(let name) where name.text == "party": .eachParty
      case .any(let name): kind(named: name).map { .any($0) } ?? .anything
      case .each(let name): kind(named: name).map { .each($0) } ?? .anything
      case .value(let expression): resolvePattern(expression)
      }
    return NormNode.PatternNode(extent: extent, binding: binding, span: pattern.span)
  }

  private func resolvePattern(_ expression: Expression) -> NormNode.ExtentNode {
    if case .name(let name) = expression.kind, let index = norm?.names.firstIndex(of: name) { return .name(index) }
    return .value(resolve(expression))
  }

  /// A condition as a function of the act and the names that the norm binds.
  private func condition(_ expression: Expression, isTruth: Bool = true) -> ClosureNode {
    reportPredictions(in: expression)
    let names = norm?.names ?? []
    let parameters = ["act"] + names
    let code = FunctionCode(
      name: nil, parameters: parameters.map { FunctionCode.Parameter(name: $0) }, declaration: expression.span)
    resolveBody(of: code, parameters.map { Name($0, expression.span) }, defaults: []) {
      isTruth ? self.resolveCondition(expression) : self.resolve(expression)
    }
    return ClosureNode(code, expression.span)
  }

  /// A bare name of a function, alone or as an operand of `and or not`, means that function of `act`.
  private func resolveCondition(_ expression: Expression) -> Node {
    switch expression.kind {
    case .parenthesised(let inner): return resolveCondition(inner)
    case .not(let operand): return NotNode(resolveCondition(operand), expression.span)
    case .binary(let left, .and, _, let right):
      return AndNode(resolveCondition(left), resolveCondition(right), expression.span)
    case .binary(let left, .or, _, let right):
      return OrNode(resolveCondition(left), resolveCondition(right), expression.span)
    case .name, .member:
      let act = resolveName(Name("act", expression.span))
      return ConditionNameNode(resolve(expression), act: act, expression.span)
    default: return resolve(expression)
    }
  }

  /// Law cannot turn on its own prediction: `would` and `might` in a norm or a treaty's field are an error.
  func reportPredictions(in expression: Expression) {
    for (modal, span) in expression.predictions {
      report(
        Diagnostic(
          "cyb-prediction-in-law", "`\(modal.rawValue)` cannot stand in a norm or a field of a treaty", at: span
        )
        .note("law cannot turn on its own prediction"))
    }
  }
}

/// A verb that the law or the model knows without its being declared: `breached`, `honour`, `join`.
enum DerivedVerb: String, Sendable {
  case breach, repair, honour, join

  init?(word: String, modal: Modal) {
    switch (modal, word) {
    case (.has, "breached"), (.would, "breach"), (.might, "breach"): self = .breach
    case (.has, "repaired"): self = .repair
    case (.has, "honoured"), (.would, "honour"), (.might, "honour"): self = .honour
    case (.has, "honored"), (.would, "honor"), (.might, "honor"): self = .honour
    case (.would, "join"), (.might, "join"): self = .join
    default: return nil
    }
  }

  /// Whether it keeps its meaning even where a script declares a verb of that name.
  var isLegal: Bool { self == .breach || self == .honour }

  var role: Verb.Role {
    let kinds: [BuiltinKind] = self == .join ? [.treaty] : [.treaty, .clause]
    return Verb.Role(kinds: kinds.map { .kind($0.id) }, isOptional: false)
  }
}
