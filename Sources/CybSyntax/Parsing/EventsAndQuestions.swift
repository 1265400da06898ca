/// Events, questions, and the riders behind a question or a call.
extension Parser {
  /// `event = "on" expr ":" filler WORD [ object ] { PREP filler } ;`
  mutating func event() -> EventExpression? {
    let start = current.start
    advance()
    expect(.date)
    let date = expression()
    guard take(.colon) else {
      expect(.token(":"))
      unexpected("`:` after the date", help: "an event reads `on 2012-04-27: SUBJECT VERB …`")
      return nil
    }
    expect(.subject)
    let outer = context
    defer { context = outer }
    context.insert(.phrase)
    if startsLine, startsStatement {
      expectedMore("who did it")
      return nil
    }
    guard let subject = subject(EventFiller.self, "who did it") else { return nil }
    guard let phrase = phrase(EventFiller.self, .event) else { return nil }
    return EventExpression(date: date, subject: subject, phrase: phrase, span: span(from: start))
  }

  private mutating func subject<Filler: PhraseFiller>(_: Filler.Type, _ wanted: String) -> Filler? {
    let kind = kind
    let starts =
      switch kind {
      case .number, .date, .text, .textHead, .yes, .no, .unknownTruth, .true, .false, .nothing, .leftParen,
        .leftBracket, .leftBrace, .any, .each, .anyone, .anything, .someone:
        true
      default: kind.isName && !kind.isPhraseWord
      }
    guard starts else {
      expectedMore(wanted, help: subjectHint())
      return nil
    }
    return Filler.parse(&self, .subject)
  }

  /// `question = [ "why" ] ( "who" MODAL | MODAL asked ) WORD [ askedObject ] { PREP asked } ;`
  mutating func question() -> Expression {
    let start = current.start
    let invalid = Expression(.invalid, currentSpan)
    guard enter() else { return invalid }
    defer { leave() }
    let isWhy = take(.why)
    expect(.modal)
    if isWhy { expect(.who) }
    let asksWho = take(.who)
    guard let modal else {
      expectedMore(
        isWhy && !asksWho ? "a question after `why`" : "`has`, `may`, `must`, `would` or `might`",
        help: asksWho ? "a question reads `who has ratified T`, `who would sign T`" : nil)
      return Expression(.invalid, span(from: start))
    }
    advance()
    let outer = context
    context.insert(.phrase)
    defer { context = outer }
    var asked: AskedFiller?
    if !asksWho {
      expect(.subject)
      asked = subject(AskedFiller.self, "who `\(modal.rawValue)` asks about")
      if asked == nil { return Expression(.invalid, span(from: start)) }
    }
    guard let phrase = phrase(AskedFiller.self, .question(modal)) else {
      return Expression(.invalid, span(from: start))
    }
    height += 1
    let riders = riders()
    let question = Question(isWhy: isWhy, modal: modal, subject: asked, phrase: phrase, riders: riders)
    return Expression(.question(question), span(from: start))
  }

  private var modal: Modal? {
    switch kind {
    case .has: .has
    case .may: .may
    case .must: .must
    case .would: .would
    case .might: .might
    default: nil
    }
  }

  /// ```
  /// rider = "since" range | "as" "of" range | "supposing" change { "," change } ;
  /// ```
  mutating func riders() -> Riders {
    var riders = Riders()
    var seen: [(word: String, span: Span)] = []
    expect(.rider)
    while wordContinues {
      let place = currentSpan
      let word: String
      switch kind {
      case .since: word = "since"
      case .as where peek() == .of: word = "as of"
      case .supposing: word = "supposing"
      default: return riders
      }
      if let twin = seen.first(where: { $0.word == word }) {
        report(
          Diagnostic("cyb-rider-twice", "a question takes one `\(word)`", at: place)
            .label(twin.span, "the first is here")
            .help(word == "supposing" ? "separate the changes with commas" : nil))
      }
      seen.append((word, place))
      advance()
      if word == "as of" { advance() }
      let outer = context
      context.formUnion([.phrase, .rider])
      defer { context = outer }
      switch word {
      case "since":
        expect(.date)
        riders.since = operand(of: .range)
      case "as of":
        expect(.date)
        riders.asOf = operand(of: .range)
      default: riders.supposing += changes()
      }
      context = outer
      expect(.rider)
    }
    return riders
  }

  /// `change = target "=" range | event ;`
  private mutating func changes() -> [Change] {
    var changes: [Change] = []
    while true {
      let comma = position
      if !changes.isEmpty { advance() }
      expect(.change)
      if at(.on) {
        guard let event = event() else { return changes }
        changes.append(.event(event))
      } else {
        let start = position
        guard at(.name) || kind.isName else {
          if changes.isEmpty {
            expectedMore("a change", help: "a change reads `target = value`, or `on DATE: SUBJECT VERB …`")
          } else {
            position = comma
          }
          return changes
        }
        let target = trailers(primary())
        guard at(.assign) else {
          if changes.isEmpty {
            expect(.token("="))
            unexpected("`=`", help: "a change reads `target = value`, or `on DATE: SUBJECT VERB …`")
          } else {
            // What stands behind the comma is the next element of a list around this question.
            handedBack = HandedBack(start: start, end: position, expression: target)
            position = comma
          }
          return changes
        }
        if !isTarget(target) {
          report(
            Diagnostic(
              "cyb-not-assignable", "only a field, an element or a variable can be supposed otherwise", at: target.span)
          )
        }
        advance()
        changes.append(.assign(target: target, value: operand(of: .range)))
      }
      guard at(.comma), !hasGivenUp else { return changes }
      let next = peek()
      guard next == .on || next.isName else { return changes }
    }
  }
}
