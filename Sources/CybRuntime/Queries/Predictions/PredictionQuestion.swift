import CybSyntax
import TreatyGames
import TreatyLaw

/// What a `would` or `might` asks about one actor, its terms as entities (`models.md` §5).
enum PredictionQuestion {
  case sign(EntityID)
  case join(EntityID)
  /// A clause, or a whole treaty.
  case honour([EntityID])
  case breach([EntityID])
  /// `use k for p against j`; a role that is nothing takes any.
  case conduct(capabilities: Set<EntityID>?, purposes: Set<EntityID>?, targets: Set<EntityID>?)

  init(_ inquiry: Inquiry, _ machine: Machine) throws {
    let world = machine.world
    switch inquiry.verb {
    case .derived(let verb):
      let objects = try Self.objects(inquiry)
      switch verb {
      case .join: self = .join(try Self.single(objects, inquiry))
      case .honour: self = .honour(objects)
      case .breach: self = .breach(objects)
      case .repair: throw Self.notPredictable("repair", inquiry)
      }
    case .declared(let id) where world[id].name == "sign":
      self = .sign(try Self.single(try Self.objects(inquiry), inquiry))
    case .declared(let id):
      guard let conduct = world.conductVerb, conduct.verb == id else {
        throw Self.notPredictable(world[id].name, inquiry)
      }
      self = .conduct(
        capabilities: try Self.fillers(inquiry.object, inquiry, world),
        purposes: try Self.fillers(inquiry.roles[conduct.purpose], inquiry, world),
        targets: try Self.fillers(inquiry.roles[conduct.target], inquiry, world))
    }
  }

  private static func objects(_ inquiry: Inquiry) throws -> [EntityID] {
    let values: [Value]
    switch inquiry.object {
    case .value(let value)?: values = [value]
    case .values(let several)?: values = several
    default: values = []
    }
    let entities = values.compactMap { if case .entity(let entity) = $0 { entity } else { nil } }
    guard !entities.isEmpty else {
      throw Failure(
        Diagnostic(
          "cyb-not-predictable", "a prediction wants a treaty or clause that is known", at: inquiry.span))
    }
    return entities
  }

  private static func single(_ entities: [EntityID], _ inquiry: Inquiry) throws -> EntityID {
    guard entities.count == 1, let first = entities.first else {
      throw Failure(
        Diagnostic(
          "cyb-not-predictable", "treaties are predicted one at a time, not \(entities.count) together",
          at: inquiry.span))
    }
    return first
  }

  private static func fillers(
    _ filler: Inquiry.Filler?, _ inquiry: Inquiry, _ world: World
  ) throws -> Set<EntityID>? {
    switch filler {
    case nil, .anything, .someone: return nil
    case .kind(let kind): return Set(world.all(kind))
    case .value(.entity(let entity)): return [entity]
    case .values(let values): return Set(values.compactMap { if case .entity(let entity) = $0 { entity } else { nil } })
    case .value, .unknown:
      throw Failure(
        Diagnostic("cyb-not-predictable", "a prediction cannot be made about what is unknown", at: inquiry.span))
    }
  }

  private static func notPredictable(_ verb: String, _ inquiry: Inquiry) -> Failure {
    let help =
      ["ratify", "accede"].contains(verb)
      ? "ask `would … join T`, or `would … sign T`"
      : "the model foretells `sign`, `join`, `honour`, `breach` and `use CAPABILITY for PURPOSE against ACTOR`"
    return Failure(
      Diagnostic("cyb-not-predictable", "the model cannot tell who would \(verb)", at: inquiry.span).help(help))
  }

  /// The treaties whose outcomes it is asked of: of conduct all that there are.
  func treaties(_ machine: Machine) -> [EntityID] {
    let world = machine.world
    switch self {
    case .sign(let treaty), .join(let treaty): return [treaty]
    case .honour(let objects), .breach(let objects):
      var found: [EntityID] = []
      for object in objects {
        let treaty = world[object].treaty ?? object
        if !found.contains(treaty) { found.append(treaty) }
      }
      return found
    case .conduct: return world.all(BuiltinKind.treaty.id)
    }
  }

  /// What to ask a treaty's game about one actor: all of it must hold.
  func questions(of actor: Int, _ table: TreatyTable) -> [TreatyGames.Question] {
    switch self {
    case .sign: return [.sign(actor)]
    case .join: return [.join(actor)]
    case .honour(let objects):
      return objects.compactMap { object in
        if object == table.treaty { return .honourTreaty(actor) }
        return table.index(ofClause: object).map { .honour(actor, clause: $0) }
      }
    case .breach(let objects):
      return objects.compactMap { object in
        if object == table.treaty { return .breachTreaty(actor) }
        return table.index(ofClause: object).map { .breach(actor, clause: $0) }
      }
    case .conduct(let capabilities, let purposes, let targets):
      return [
        .conduct(
          actor,
          ConductFilter(
            capabilities: capabilities.map { Set($0.compactMap(table.index(ofCapability:))) },
            purposes: purposes.map { Set($0.compactMap(table.index(ofPurpose:))) },
            targets: targets.map { ActorSet($0.compactMap(table.index(ofActor:))) }))
      ]
    }
  }

  /// Whether some conduct that fits is open to each of the actors: what they do where there is no treaty.
  func isOpen(to actors: [EntityID], _ machine: Machine) -> Bool {
    guard case .conduct(let capabilities, let purposes, let targets) = self else { return false }
    let world = machine.world
    return actors.allSatisfy { actor in
      let rivals = world.modelSet("rivals", of: actor)
      let aims = rivals.isEmpty ? world.all(BuiltinKind.actor.id).filter { $0 != actor } : rivals
      guard aims.contains(where: { targets?.contains($0) ?? true }) else { return false }
      guard case .object(let object) = world.modelField("appetite", of: actor), let appetite = object as? MapObject
      else { return false }
      return world.modelSet("holds", of: actor).contains { capability in
        guard capabilities?.contains(capability) ?? true else { return false }
        return world.modelSet("serves", of: capability).contains { purpose in
          guard purposes?.contains(purpose) ?? true, case .number(let wanted)? = appetite.entries[.entity(purpose)]
          else { return false }
          return wanted > 0
        }
      }
    }
  }
}
