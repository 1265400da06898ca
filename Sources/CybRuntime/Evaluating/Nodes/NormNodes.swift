import CybSyntax

/// A norm with its patterns and conditions resolved; made into a record when its treaty's declaration runs.
final class NormNode {
  indirect enum ExtentNode {
    case anyone, anything, anyParty, eachParty
    case any(KindID)
    case each(KindID)
    case name(Int)
    case value(Node)
  }

  struct PatternNode {
    let extent: ExtentNode
    let binding: Int?
    let span: Span
  }

  struct ActNode {
    let verb: VerbID
    let object: PatternNode?
    let roles: [PatternNode?]
  }

  struct Trigger {
    let subject: PatternNode
    let act: ActNode
  }

  enum Deadline {
    case within(ClosureNode)
    case by(ClosureNode)
  }

  let modality: Norm.Modality
  let subject: PatternNode
  let act: ActNode?
  let when: ClosureNode?
  let unless: ClosureNode?
  let condition: ClosureNode?
  let deadline: Deadline?
  let trigger: Trigger?
  let reparation: NormNode?
  let names: [String]
  let span: Span

  init(
    modality: Norm.Modality, subject: PatternNode, act: ActNode?, when: ClosureNode?, unless: ClosureNode?,
    condition: ClosureNode?, deadline: Deadline?, trigger: Trigger?, reparation: NormNode?, names: [String],
    _ span: Span
  ) {
    self.modality = modality
    self.subject = subject
    self.act = act
    self.when = when
    self.unless = unless
    self.condition = condition
    self.deadline = deadline
    self.trigger = trigger
    self.reparation = reparation
    self.names = names
    self.span = span
  }

  /// The norm as it stands when its declaration runs.
  func norm(_ frame: Frame) throws -> NormRecord {
    guard let act else { throw Failure(Diagnostic("cyb-invalid", "this norm could not be understood", at: span)) }
    var deadline: NormRecord.Deadline?
    switch self.deadline {
    case .within(let closure): deadline = .within(try function(closure, frame))
    case .by(let closure): deadline = .by(try function(closure, frame))
    case nil: break
    }
    return NormRecord(
      modality: modality, subject: try pattern(subject, Resolver.actorRole, frame), act: try pattern(act, frame),
      when: try when.map { try function($0, frame) }, unless: try unless.map { try function($0, frame) },
      condition: try condition.map { try function($0, frame) }, deadline: deadline,
      trigger: try trigger.map { (try pattern($0.subject, Resolver.actorRole, frame), try pattern($0.act, frame)) },
      reparation: try reparation?.norm(frame), names: names, span: span)
  }

  private func function(_ closure: ClosureNode, _ frame: Frame) throws -> FunctionObject {
    guard case .object(let object) = try closure.evaluate(frame), let function = object as? FunctionObject else {
      throw Failure(Diagnostic("cyb-internal", "a condition did not become a function", at: closure.span))
    }
    return function
  }

  private func pattern(_ act: ActNode, _ frame: Frame) throws -> NormRecord.ActPattern {
    let verb = frame.machine.world[act.verb]
    return NormRecord.ActPattern(
      verb: act.verb,
      object: try act.object.map { try pattern($0, verb.object ?? Resolver.actorRole, frame) },
      roles: try zip(act.roles, verb.roles).map { pattern, role in
        try pattern.map { try self.pattern($0, role.role, frame) }
      })
  }

  private func pattern(_ node: PatternNode, _ role: Verb.Role, _ frame: Frame) throws -> NormRecord.Pattern {
    NormRecord.Pattern(extent: try extent(node, role, frame), binding: node.binding, span: node.span)
  }

  private func extent(_ node: PatternNode, _ role: Verb.Role, _ frame: Frame) throws -> NormRecord.Extension {
    switch node.extent {
    case .anyone: return .anyone
    case .anything: return .anything
    case .anyParty: return .anyParty
    case .eachParty: return .eachParty
    case .any(let kind): return .any(kind)
    case .each(let kind): return .each(kind)
    case .name(let index): return .name(index)
    case .value(let expression):
      let value = try expression.evaluate(frame)
      let machine = frame.machine
      if case .kind(let kind) = value {
        throw Failure(
          Diagnostic("cyb-kind-as-pattern", "`\(machine.world.name(of: kind))` is a kind", at: node.span)
            .help("write `any \(machine.world.name(of: kind))`"))
      }
      let members = machine.members(value)
      for member in members where !machine.fits(member, role) {
        throw Failure(machine.misfit(member, role, at: node.span))
      }
      if case .object(let object) = value, object.tag == .set || object.tag == .list { return .values(members) }
      return .value(value)
    }
  }
}

/// A bare name in a condition: a function of the act, or a truth.
final class ConditionNameNode: Node {
  let operand: Node
  let act: Node

  init(_ operand: Node, act: Node, _ span: Span) {
    self.operand = operand
    self.act = act
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    guard case .object(let object) = value, object.tag == .function else { return value }
    do { return try frame.machine.call(value, try act.evaluate(frame)) } catch let failure as Failure {
      throw failure.located(at: span)
    }
  }
}
