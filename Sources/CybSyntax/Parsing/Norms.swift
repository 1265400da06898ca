/// Norms and their tails.
extension Parser {
  /// ```
  /// norm        = forbidNorm | obligeNorm | permitNorm | empowerNorm ;
  /// forbidNorm  = "forbid" pattern "to" act { condTail } [ "else" obligeNorm ] ;
  /// obligeNorm  = "oblige" pattern "to" act { dutyTail } [ "else" obligeNorm ] ;
  /// permitNorm  = "permit" pattern "to" act { condTail } ;
  /// empowerNorm = "empower" pattern "to" act { condTail } ;
  /// ```
  mutating func norm(_ documentation: String?) -> Norm? {
    guard enter() else { return nil }
    let outer = context
    defer {
      leave()
      context = outer
    }
    context.formUnion([.phrase, .norm])
    let start = current.start
    guard let modality = Norm.Modality(rawValue: text(of: current)) else { return nil }
    advance()
    expect(.pattern)
    guard let subject = pattern(.subject, modality.rawValue) else { return nil }
    guard at(.to), !startsLine || wordContinues else {
      expect(.token("to"))
      unexpected("`to` and what is \(modality.participle)", help: hintForSubject(subject, modality))
      return nil
    }
    advance()
    guard let act = phrase(Pattern.self, .norm(modality)) else { return nil }
    let tails = normTails(modality)
    return Norm(
      modality: modality, subject: subject, act: act, tails: tails, documentation: documentation,
      span: span(from: start))
  }

  /// ```
  /// condTail = "when" expr | "unless" expr ;
  /// dutyTail = condTail | "where" expr | "within" expr | "by" expr | "after" pattern act ;
  /// ```
  private mutating func normTails(_ modality: Norm.Modality) -> NormTails {
    var tails = NormTails()
    var seen: [(word: String, span: Span)] = []
    while wordContinues {
      let word = currentSpan
      switch kind {
      case .when, .unless, .where, .within, .by, .after:
        let spelling = text(of: current)
        if let twin = seen.first(where: {
          $0.word == spelling || ($0.word + spelling == "withinby") || ($0.word + spelling == "bywithin")
        }) {
          report(
            Diagnostic(
              "cyb-tail-twice", "a norm has one `\(spelling)`\(twin.word == spelling ? "" : " or `\(twin.word)`")",
              at: word
            )
            .label(twin.span, "the first is here")
            .help(spelling == "when" || spelling == "unless" ? "join the conditions with `and` or `or`" : nil))
        }
        seen.append((spelling, word))
        if modality != .oblige, kind != .when, kind != .unless {
          report(
            Diagnostic(
              "cyb-tail-not-allowed", "`\(spelling)` belongs to a duty, not to `\(modality.rawValue)`", at: word
            )
            .help("`\(modality.rawValue)` takes `when` and `unless`"))
        }
        tail(&tails)
      case .else:
        if at(.else), peek() == .colon, startsLine { return tails }
        reparation(modality, &tails)
        return tails
      default:
        if isRecording { expect(.tail(modality: modality.rawValue, given: seen.map(\.word))) }
        return tails
      }
    }
    return tails
  }

  private mutating func tail(_ tails: inout NormTails) {
    let word = kind
    advance()
    switch word {
    case .when: tails.when = expression()
    case .unless: tails.unless = expression()
    case .where: tails.where = expression()
    case .within: tails.deadline = .within(expression())
    case .by: tails.deadline = .by(expression())
    default:
      guard let subject = pattern(.subject, "after"), let act = phrase(Pattern.self, .trigger) else { return }
      tails.after = NormTails.Trigger(subject: subject, act: act)
    }
  }

  private mutating func reparation(_ modality: Norm.Modality, _ tails: inout NormTails) {
    let place = currentSpan
    advance()
    guard at(.oblige) else {
      expect(.token("oblige"))
      expectedMore("`oblige` and the reparation", help: "after `else` stands what repairs the breach: `else oblige …`")
      return
    }
    if modality == .permit || modality == .empower {
      report(
        Diagnostic(
          "cyb-tail-not-allowed", "`\(modality.rawValue)` cannot be breached, so it has no reparation", at: place))
    }
    if let norm = norm(nil) { tails.reparation = .oblige(norm) }
  }
}

extension Parser {
  private func hintForSubject(_ subject: Pattern, _ modality: Norm.Modality) -> String {
    if at(.and) || at(.or), !startsLine { return "several subjects are a set: `{a, b}`" }
    if case .value(let value) = subject.kind, case .name(let word) = value.kind,
      ["all", "every", "no"].contains(word), kind.isName
    {
      return "for all of a kind write `any KIND`, such as `any state`"
    }
    return "a norm reads `\(modality.rawValue) SUBJECT to VERB …`"
  }
}

extension Norm.Modality {
  fileprivate var participle: String {
    switch self {
    case .forbid: "forbidden"
    case .oblige: "obliged"
    case .permit: "permitted"
    case .empower: "empowered"
    }
  }
}
