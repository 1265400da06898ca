import CybSyntax

/// What stands in a role of a recorded event, or of an act that a question is about.
public enum Filler: Hashable, Sendable {
  case value(Value)
  /// Left out: what it was is not established.
  case notEstablished
  /// `someone`: an actor not established.
  case someone
  /// Left out where the verb says that omission means nothing.
  case absent

  public var isEstablished: Bool {
    switch self {
    case .value, .absent: true
    case .notEstablished, .someone: false
    }
  }

  /// What a script reads in the role: `unknown` for what is not established.
  public var value: Value {
    switch self {
    case .value(let value): value
    case .absent: .nothing
    case .notEstablished, .someone: .unknown
    }
  }
}

/// An act: a verb with its subject and roles filled.
public struct Act: Hashable, Sendable {
  public var verb: VerbID
  public var subject: Filler
  public var object: Filler
  /// In the order of the verb's declaration.
  public var roles: [Filler]

  public init(verb: VerbID, subject: Filler, object: Filler, roles: [Filler]) {
    self.verb = verb
    self.subject = subject
    self.object = object
    self.roles = roles
  }
}

/// A recorded act with its date.
public struct Event: Sendable {
  public var date: Moment
  public var act: Act
  /// Where it was recorded.
  public var place: Span
  /// Tells it from every other event, also from those that were taken back.
  var serial = 0

  public init(date: Moment, act: Act, place: Span) {
    self.date = date
    self.act = act
    self.place = place
  }
}
