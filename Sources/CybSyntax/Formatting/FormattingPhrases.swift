/// Norms, events and questions.
extension Formatter {
  /// A norm; its tails stand each on a line of its own where one does in the source, or where they do not fit.
  func norm(_ norm: Norm) -> Layout {
    var tails: [(start: UInt32, layout: Layout)] = []
    func add(_ word: String, _ value: Expression?) {
      if let value { tails.append((value.span.start, [.text(word + " "), expression(value)])) }
    }
    switch norm.tails.deadline {
    case .within(let value): add("within", value)
    case .by(let value): add("by", value)
    case nil: break
    }
    if let after = norm.tails.after {
      tails.append(
        (after.subject.span.start, ["after ", pattern(after.subject), " ", phrase(after.act) { pattern($0) }]))
    }
    add("when", norm.tails.when)
    add("unless", norm.tails.unless)
    add("where", norm.tails.where)
    if case .oblige(let reparation)? = norm.tails.reparation {
      tails.append((reparation.span.start, ["else ", self.norm(reparation)]))
    }
    tails.sort { $0.start < $1.start }
    let head: Layout = [
      .text(norm.modality.rawValue + " "), pattern(norm.subject), " to ", phrase(norm.act) { pattern($0) },
    ]
    guard let first = tails.first else { return head }
    let isBroken = !sameLine(norm.span.start, first.start)
    return .group(head, .indented(.sequence(tails.flatMap { [isBroken ? .hardLine : .line, $0.layout] })))
  }

  private func pattern(_ pattern: Pattern) -> Layout {
    let filler: Layout =
      switch pattern.kind {
      case .anyone: "anyone"
      case .anything: "anything"
      case .any(let name): .text("any " + name.text)
      case .each(let name): .text("each " + name.text)
      case .value(let value): expression(value)
      }
    return pattern.binding.map { [filler, .text(" as " + $0.text)] } ?? filler
  }

  /// A verb with its object and roles; a line may break before a preposition.
  private func phrase<Filler>(_ phrase: VerbPhrase<Filler>, _ layout: (Filler) -> Layout) -> Layout {
    let head: Layout = [.text(phrase.verb.text), phrase.object.map { [" ", layout($0)] } ?? .nothing]
    guard !phrase.roles.isEmpty else { return head }
    let roles = phrase.roles.map { role -> Layout in
      [.line, .text(role.preposition.rawValue + " "), layout(role.filler)]
    }
    return .group(head, .indented(.sequence(roles)))
  }

  func event(_ event: EventExpression) -> Layout {
    [
      "on ", expression(event.date), ": ", filler(event.subject), " ", phrase(event.phrase) { filler($0) },
    ]
  }

  private func filler(_ filler: EventFiller) -> Layout {
    switch filler.kind {
    case .someone: "someone"
    case .value(let value): expression(value)
    }
  }

  func question(_ question: Question) -> Layout {
    var words = question.isWhy ? "why " : ""
    words += question.subject == nil ? "who \(question.modal.rawValue) " : "\(question.modal.rawValue) "
    return .group(
      .text(words), question.subject.map { [asked($0), " "] } ?? .nothing, phrase(question.phrase) { asked($0) },
      riders(question.riders))
  }

  private func asked(_ filler: AskedFiller) -> Layout {
    switch filler.kind {
    case .anyone: "anyone"
    case .anything: "anything"
    case .someone: "someone"
    case .any(let name): .text("any " + name.text)
    case .value(let value): expression(value)
    }
  }

  /// `since`, `as of` and `supposing`, in the order of the source.
  func riders(_ riders: Riders) -> Layout {
    var parts: [(start: UInt32, layout: Layout)] = []
    if let since = riders.since { parts.append((since.span.start, ["since ", expression(since)])) }
    if let date = riders.asOf { parts.append((date.span.start, ["as of ", expression(date)])) }
    if let first = riders.supposing.first {
      let changes = riders.supposing.map { change -> Layout in
        switch change {
        case .assign(let target, let value): [expression(target), " = ", expression(value)]
        case .event(let event): self.event(event)
        }
      }
      let start =
        switch first {
        case .assign(let target, _): target.span.start
        case .event(let event): event.span.start
        }
      parts.append((start, ["supposing ", .group(.indented(.joined(changes, by: [",", .line])))]))
    }
    parts.sort { $0.start < $1.start }
    return .indented(.sequence(parts.flatMap { [.line, $0.layout] }))
  }
}
