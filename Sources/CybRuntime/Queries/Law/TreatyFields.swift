import CybSyntax
import TreatyLaw

// A treaty's fields as the engine reads them.
extension LawModel {
  func treaty(_ entity: EntityID, _ index: Int) throws -> Treaty {
    let declaration = world[entity].declaration
    var treaty = Treaty(
      thing: Thing(entity.index),
      clauses: Array(clauses(ofTreaty: index)))
    if case .date(let date)? = field("opened", of: entity) { treaty.opened = date.dayNumber }
    if let binds = field("binds", of: entity), let members = actors(binds) {
      guard treaty.opened != nil else {
        throw Failure(
          Diagnostic(
            "cyb-binds-without-opened",
            "`\(world.name(of: entity))` binds actors without their joining, but from no date",
            at: declaration
          ).help("give the date: `opened: 2011-11-01`"))
      }
      treaty.binds = members
    }
    treaty.isOpenTo = openTo(field("open_to", of: entity))
    if let consent = field("consent", of: entity)?.textObject { treaty.consentBySigning = consent.text == "sign" }
    treaty.quorum = quorum(field("quorum", of: entity), of: entity)
    treaty.delay = delay(field("delay", of: entity))
    if case .duration(let notice)? = field("notice", of: entity) {
      treaty.notice = { try Moment(minutes: $0 * 1440, hasTime: false).adding(notice).dayNumber }
    }
    if case .truth(let truth)? = field("denounceable", of: entity) {
      treaty.isDenounceable = truth == .yes
    } else {
      treaty.isDenounceable = treaty.notice != nil
    }
    if case .truth(.no)? = field("reservations", of: entity) { treaty.allowsReservations = false }
    switch field("ends", of: entity) {
    case .date(let date)?: treaty.endsOn = date.dayNumber
    case .object(let object as FunctionObject)?: treaty.endsWhen = ends(object)
    default: break
    }
    if let overrides = field("overrides", of: entity) { treaty.overrides = Set(machine.members(overrides).map(thing)) }
    if case .truth(.yes)? = field("peremptory", of: entity) { treaty.isPeremptory = true }
    return treaty
  }

  private func actors(_ value: Value) -> Set<Thing>? {
    switch value {
    case .kind(let kind): Set(world.all(kind).filter { world.isEntity($0, of: .actor) }.map { Thing($0.index) })
    case .nothing, .undefined: nil
    default: Set(machine.members(value).map(thing))
    }
  }

  /// Who may join: a kind, a set or a function; else states and organisations.
  private func openTo(_ value: Value?) -> @Sendable (Thing) throws -> Truth {
    switch value {
    case .object(let object as FunctionObject)?:
      return { [unowned self] actor in
        let answer = try self.oracle.reading(nil) { try self.machine.call(.object(object), self.value(actor)) }
        guard case .truth(let truth) = answer else {
          throw Failure(
            Diagnostic("cyb-not-a-truth", "`open_to` must answer yes or no, not \(answer.typePhrase)", at: object.place)
          )
        }
        return truth
      }
    case nil, .nothing?:
      let kinds = world.kinds.indices.filter { ["state", "organisation"].contains(world.kinds[$0].name) }
      return { [unowned self] actor in
        guard let entity = self.entity(actor) else { return .no }
        return Truth(kinds.contains { self.world.isEntity(entity, of: KindID(index: Int32($0))) })
      }
    case let value?:
      let members = actors(value) ?? []
      return { Truth(members.contains($0)) }
    }
  }

  private func quorum(_ value: Value?, of entity: EntityID) -> @Sendable ([Thing]) throws -> Truth {
    switch value {
    case .number(let number)?: return { Truth(Double($0.count) >= number) }
    case .object(let object as FunctionObject)?:
      return { [unowned self] consenting in
        try self.oracle.isMet(object, of: entity, by: consenting.map(self.value), at: nil)
      }
    default: return { Truth($0.count >= 2) }
    }
  }

  private func delay(_ value: Value?) -> @Sendable (Int64) throws -> Int64 {
    switch value {
    case .duration(let delay)?: return { try Moment(minutes: $0 * 1440, hasTime: false).adding(delay).dayNumber }
    case .object(let object as FunctionObject)?:
      return { [unowned self] day in
        let answer = try self.oracle.reading(nil) {
          try self.machine.call(.object(object), .date(Moment(minutes: day * 1440, hasTime: false)))
        }
        switch answer {
        case .date(let date): return date.dayNumber
        case .duration(let duration):
          return try Moment(minutes: day * 1440, hasTime: false).adding(duration).dayNumber
        default:
          throw Failure(
            Diagnostic("cyb-wrong-type", "a delay must give a date, not \(answer.typePhrase)", at: object.place))
        }
      }
    default: return { $0 }
    }
  }

  private func ends(_ function: FunctionObject) -> @Sendable (Position) throws -> Truth {
    { [unowned self] position in try self.oracle.hasEnded(by: function, at: position) }
  }
}
