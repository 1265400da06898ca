/// The prepositions that name a verb's roles.
public enum Preposition: String, CaseIterable, Sendable {
  case with, `for`, against, to, of, from, about, over
}

/// A verb phrase: the verb as written (any of its forms), its object and its roles.
///
/// `Filler` is `Pattern` in a norm, `EventFiller` in an event and `AskedFiller` in a question.
public struct VerbPhrase<Filler: Sendable>: Sendable {
  public var verb: Name
  public var object: Filler?
  public var roles: [PhraseRole<Filler>]

  public init(verb: Name, object: Filler?, roles: [PhraseRole<Filler>]) {
    self.verb = verb
    self.object = object
    self.roles = roles
  }
}

public struct PhraseRole<Filler: Sendable>: Sendable {
  public var preposition: Preposition
  /// The place of the preposition.
  public var place: Span
  public var filler: Filler

  public init(preposition: Preposition, place: Span, filler: Filler) {
    self.preposition = preposition
    self.place = place
    self.filler = filler
  }
}

/// What may stand in a role of a norm.
public struct Pattern: Sendable {
  public enum Kind: Sendable {
    case anyone
    case anything
    /// `any state`, `any party`: the name of a kind, or `party`.
    case any(Name)
    /// `each state`, `each party`.
    case each(Name)
    /// An entity, a set or a value, by an expression.
    case value(Expression)
  }

  public var kind: Kind
  /// The name bound by `as`.
  public var binding: Name?
  public var span: Span

  public init(kind: Kind, binding: Name?, span: Span) {
    self.kind = kind
    self.binding = binding
    self.span = span
  }
}

/// What may stand in a role of an event: an expression, or `someone`.
public struct EventFiller: Sendable {
  public enum Kind: Sendable {
    case someone
    case value(Expression)
  }

  public var kind: Kind
  public var span: Span

  public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// What may stand in a role of a question.
public struct AskedFiller: Sendable {
  public enum Kind: Sendable {
    case anyone
    case anything
    case someone
    case any(Name)
    case value(Expression)
  }

  public var kind: Kind
  public var span: Span

  public init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// `on DATE: SUBJECT VERB-PHRASE`.
public struct EventExpression: Sendable {
  public var date: Expression
  public var subject: EventFiller
  public var phrase: VerbPhrase<EventFiller>
  public var span: Span

  public init(date: Expression, subject: EventFiller, phrase: VerbPhrase<EventFiller>, span: Span) {
    self.date = date
    self.subject = subject
    self.phrase = phrase
    self.span = span
  }
}

public enum Modal: String, CaseIterable, Sendable {
  case has, may, must, would, might
}

/// `[why] MODAL SUBJECT VERB-PHRASE [riders]`, or with `who` for the subject.
public struct Question: Sendable {
  public var isWhy: Bool
  public var modal: Modal
  /// Nothing where the question asks `who`.
  public var subject: AskedFiller?
  public var phrase: VerbPhrase<AskedFiller>
  public var riders: Riders

  public init(
    isWhy: Bool, modal: Modal, subject: AskedFiller?, phrase: VerbPhrase<AskedFiller>, riders: Riders
  ) {
    self.isWhy = isWhy
    self.modal = modal
    self.subject = subject
    self.phrase = phrase
    self.riders = riders
  }
}

/// `since E`, `as of E`, `supposing CHANGES`.
public struct Riders: Sendable {
  public var since: Expression?
  public var asOf: Expression?
  public var supposing: [Change]

  public init(since: Expression? = nil, asOf: Expression? = nil, supposing: [Change] = []) {
    self.since = since
    self.asOf = asOf
    self.supposing = supposing
  }

  public var isEmpty: Bool { since == nil && asOf == nil && supposing.isEmpty }
}

/// A change to suppose: `target = E`, or an event.
public enum Change: Sendable {
  case assign(target: Expression, value: Expression)
  case event(EventExpression)
}
