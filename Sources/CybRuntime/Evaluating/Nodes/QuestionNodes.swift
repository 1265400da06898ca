import CybSyntax

/// `has`, `may`, `must`, `would`, `might`, with `who` or `why`.
final class QuestionNode: Node {
  enum Asked {
    case anything(Span)
    case kind(KindID, Span)
    case someone(Span)
    case node(Node)
  }

  enum AskedVerb {
    case declared(VerbID)
    case derived(DerivedVerb)
  }

  let modal: Modal
  let isWhy: Bool
  /// Nothing where the question asks `who`.
  let subject: Asked?
  let verb: AskedVerb
  let object: Asked?
  let roles: [Asked?]
  let since: Node?
  let asOf: Node?

  init(
    _ modal: Modal, isWhy: Bool, subject: Asked?, verb: AskedVerb, object: Asked?, roles: [Asked?], since: Node?,
    asOf: Node?, _ span: Span
  ) {
    self.modal = modal
    self.isWhy = isWhy
    self.subject = subject
    self.verb = verb
    self.object = object
    self.roles = roles
    self.since = since
    self.asOf = asOf
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    do {
      try machine.charge(8)
      return try machine.oracle.answer(try inquiry(frame))
    } catch let failure as Failure { throw failure.located(at: span) }
  }

  private func inquiry(_ frame: Frame) throws -> Inquiry {
    let verb: Inquiry.AskedVerb =
      switch self.verb {
      case .declared(let id): .declared(id)
      case .derived(let verb): .derived(verb)
      }
    let roleTypes: [Verb.Role?]
    let objectType: Verb.Role?
    switch self.verb {
    case .declared(let id):
      let declared = frame.machine.world[id]
      objectType = declared.object
      roleTypes = declared.roles.map(\.role)
    case .derived(let verb):
      objectType = verb.role
      roleTypes = []
    }
    return Inquiry(
      modal: modal, isWhy: isWhy, subject: try subject.map { try filler($0, Resolver.actorRole, frame) }, verb: verb,
      object: try object.map { try filler($0, objectType, frame) },
      roles: try zip(roles, roleTypes).map { asked, type in try asked.map { try filler($0, type, frame) } },
      since: try date(since, frame) ?? frame.machine.ambientSince,
      asOf: try date(asOf, frame) ?? frame.machine.ambientAsOf,
      span: span)
  }

  private func filler(_ asked: Asked, _ role: Verb.Role?, _ frame: Frame) throws -> Inquiry.Filler {
    switch asked {
    case .anything: return .anything
    case .kind(let kind, _): return .kind(kind)
    case .someone: return .someone
    case .node(let node):
      let machine = frame.machine
      let value = try node.evaluate(frame)
      if case .nothing = value, role?.isOptional ?? false { return .value(.nothing) }
      if case .truth(.unknown) = value { return .unknown }
      let members = machine.members(value)
      if let role {
        for member in members where !machine.fits(member, role) {
          throw Failure(machine.misfit(member, role, at: node.span))
        }
      }
      if value.type == .set || value.type == .list { return .values(members) }
      return .value(value)
    }
  }

  private func date(_ node: Node?, _ frame: Frame) throws -> Moment? {
    guard let node else { return nil }
    let value = try node.evaluate(frame)
    guard case .date(let moment) = value else {
      throw Failure(
        Diagnostic("cyb-wrong-type", "a date belongs here, not \(value.typePhrase)", at: node.span)
          .help(Moment.writtenHelp))
    }
    return moment
  }

  /// Those for whom the `who` just answered is unknown.
  func takeUndecided(_ machine: Machine) -> [EntityID] {
    guard subject == nil else { return [] }
    return machine.oracle.takeUndecided()
  }
}

/// A question as the law and the model get it, its fillers evaluated.
struct Inquiry {
  enum Filler {
    /// `anyone`, `anything`.
    case anything
    /// `any state`.
    case kind(KindID)
    case someone
    case value(Value)
    case values([Value])
    /// A filler that is itself unknown.
    case unknown
  }

  enum AskedVerb {
    case declared(VerbID)
    case derived(DerivedVerb)
  }

  var modal: Modal
  var isWhy: Bool
  /// Nothing where it asks `who`.
  var subject: Filler?
  var verb: AskedVerb
  var object: Filler?
  var roles: [Filler?]
  var since: Moment?
  var asOf: Moment?
  var span: Span
}

/// `… supposing CHANGES`: answers in a copy of the world with the changes made.
final class SupposingNode: Node {
  enum Change {
    case assign(AssignPlaceNode)
    case event(Node)
  }

  let body: Node
  let changes: [Change]
  let locals: [Int]

  init(_ body: Node, _ changes: [Change], locals: [Int], _ span: Span) {
    self.body = body
    self.changes = changes
    self.locals = locals
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    try frame.machine.supposing(locals, frame) {
      for change in changes {
        switch change {
        case .assign(let node): _ = try node.execute(frame)
        case .event(let node): _ = try node.evaluate(frame)
        }
      }
      return try body.evaluate(frame)
    }
  }
}

/// A call with `since` or `as of`: they hold for every question that it asks.
final class AsOfNode: Node {
  let body: Node
  let since: Node?
  let asOf: Node?

  init(_ body: Node, since: Node?, asOf: Node?, _ span: Span) {
    self.body = body
    self.since = since
    self.asOf = asOf
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let machine = frame.machine
    let outer = (machine.ambientSince, machine.ambientAsOf)
    defer { (machine.ambientSince, machine.ambientAsOf) = outer }
    if let since { machine.ambientSince = try date(since, frame) }
    if let asOf { machine.ambientAsOf = try date(asOf, frame) }
    return try body.evaluate(frame)
  }

  private func date(_ node: Node, _ frame: Frame) throws -> Moment {
    let value = try node.evaluate(frame)
    guard case .date(let moment) = value else {
      throw Failure(
        Diagnostic("cyb-wrong-type", "a date belongs here, not \(value.typePhrase)", at: node.span)
          .help(Moment.writtenHelp))
    }
    return moment
  }
}
