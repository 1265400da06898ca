import CybSyntax
import TreatyGames
import TreatyLaw

/// One treaty and the world around it as the engine of games takes them, and what the engine's indices stand for.
final class TreatyTable {
  unowned let machine: Machine
  let treaty: EntityID
  let actors: [EntityID]
  let capabilities: [EntityID]
  let purposes: [EntityID]
  let clauses: [EntityID]
  let text: TreatyText
  private let actorIndices: [EntityID: Int]
  private let capabilityIndices: [EntityID: Int]
  private let purposeIndices: [EntityID: Int]
  /// By clause, its part for conduct and its part for duties.
  private(set) var conductParts: [Int?]
  private(set) var dutyParts: [Int?]
  private(set) var game: TreatyGame

  init(_ treaty: EntityID, _ machine: Machine) throws {
    let world = machine.world
    self.machine = machine
    self.treaty = treaty
    actors = world.all(BuiltinKind.actor.id)
    capabilities = world.all(BuiltinKind.capability.id)
    purposes = world.all(BuiltinKind.purpose.id)
    text = try TreatyText(treaty, machine)
    clauses = text.clauses
    actorIndices = Self.indices(actors)
    capabilityIndices = Self.indices(capabilities)
    purposeIndices = Self.indices(purposes)
    conductParts = [Int?](repeating: nil, count: clauses.count)
    dutyParts = conductParts
    game = TreatyGame(
      actors: [], capabilities: [], purposes: [], clauses: clauses.count, parts: [],
      matching: .fixed(Matching(forbidding: { _, _ in [] }, owing: { _ in [] }, binding: { _ in [] })))
    guard actors.count <= TreatyGame.maximumActors else { throw Self.tooManyActors(actors.count, machine) }
    try fillActors()
    fillThings()
    try fillParts()
    try fillMembership()
    try checkSize()
    try fillMatching()
  }

  /// The law is asked about each use that someone has in mind; there must not be too many.
  private func checkSize() throws {
    guard game.payoff == nil else { return }
    let uses = game.actors.reduce(0) { sum, actor in
      let targets = actor.rivals.isEmpty ? game.actors.count - 1 : actor.rivals.count
      return actor.holds.reduce(sum) { $0 + game.capabilities[$1].serves.count * targets }
    }
    guard uses > Self.mostUses else { return }
    throw Failure(
      "cyb-model-size",
      "\(uses) uses of something for something against someone are more than a prediction can weigh; it takes "
        + "\(Self.mostUses)",
      help: "give the actors `rivals`, at whom alone they then aim, or group those that are alike into one")
  }

  private static let mostUses = 1_000_000

  private var world: World { machine.world }

  private static func indices(_ entities: [EntityID]) -> [EntityID: Int] {
    Dictionary(uniqueKeysWithValues: entities.enumerated().map { ($1, $0) })
  }

  func index(ofActor actor: EntityID) -> Int? { actorIndices[actor] }
  func index(ofCapability capability: EntityID) -> Int? { capabilityIndices[capability] }
  func index(ofPurpose purpose: EntityID) -> Int? { purposeIndices[purpose] }
  func index(ofClause clause: EntityID) -> Int? { clauses.firstIndex(of: clause) }

  /// The set of the actors' entities, in the order of their declaration.
  func set(_ members: ActorSet) -> Value { .set(members.map { Value.entity(actors[$0]) }) }

  static func tooManyActors(_ count: Int, _ machine: Machine) -> Failure {
    Failure(
      "cyb-model-size", "\(count) actors are more than a prediction can weigh; it takes \(TreatyGame.maximumActors)",
      help: "declare fewer actors, or group those that are alike into one")
  }

  // MARK: actors and things

  private func fillActors() throws {
    let position = purposeIndices
    for id in actors {
      var actor = GameActor()
      if let outlook = world.outlook(of: id) {
        actor.relative = world.modelNumber("relative", of: outlook)
        actor.image = world.modelNumber("image", of: outlook)
        actor.patience = world.modelNumber("patience", of: outlook)
        actor.defiance = world.modelNumber("defiance", of: outlook)
      }
      actor.exposure = world.modelNumber("exposure", of: id)
      actor.holds = world.modelSet("holds", of: id).compactMap { capabilityIndices[$0] }
      for rival in world.modelSet("rivals", of: id) {
        guard rival != id else {
          throw Failure(
            Diagnostic("cyb-own-rival", "`\(world.name(of: id))` is a rival of itself", at: world[id].declaration)
              .help("take `\(world.name(of: id))` out of its `rivals`"))
        }
        if let index = actorIndices[rival] { actor.rivals.insert(index) }
      }
      if case .object(let object) = world.modelField("appetite", of: id), let map = object as? MapObject {
        for (key, value) in map.entries {
          guard case .entity(let purpose) = key, case .number(let number) = value, let index = position[purpose] else {
            continue
          }
          actor.appetite[index] = number
        }
      }
      game.actors.append(actor)
    }
  }

  private func fillThings() {
    for id in capabilities {
      var capability = GameCapability()
      capability.worth = world.modelNumber("worth", of: id)
      capability.harm = world.modelNumber("harm", of: id)
      capability.attribution = world.modelNumber("attribution", of: id)
      capability.serves = world.modelSet("serves", of: id).compactMap { purposeIndices[$0] }
      game.capabilities.append(capability)
    }
    for id in purposes { game.purposes.append(GamePurpose(harm: world.modelNumber("harm", of: id))) }
  }

  // MARK: parts

  private func fillParts() throws {
    for (index, clause) in clauses.enumerated() {
      let kind = text.kinds[index]
      if kind.conduct {
        conductParts[index] = game.parts.count
        game.parts.append(try part(index, .prohibition))
      }
      guard kind.duty else { continue }
      let isPriced = world.field("burden", of: clause) != nil || world.field("relief", of: clause) != nil
      dutyParts[index] = game.parts.count
      game.parts.append(try part(index, isPriced || kind.obligation ? .duty : .open))
    }
  }

  private func part(_ index: Int, _ kind: Part.Kind) throws -> Part {
    let clause = clauses[index]
    var part = Part(clause: index, kind: kind)
    part.verification = world.modelNumber("verification", of: clause)
    part.penalty = world.modelNumber("penalty", of: clause)
    if case .number(let salience)? = world.field("salience", of: clause) { part.salience = salience }
    part.reciprocal = world.modelTruth("reciprocal", of: clause)
    guard kind == .duty else { return part }
    part.isPublic = world.modelTruth("public", of: clause)
    part.burden = try amounts("burden", of: clause)
    part.relief = try amounts("relief", of: clause)
    return part
  }

  /// A field that is a number, or a function of the actor.
  private func amounts(_ name: String, of clause: EntityID) throws -> [Double] {
    let value = world.modelField(name, of: clause)
    guard let function = value.functionObject else {
      let number = world.modelNumber(name, of: clause)
      return [Double](repeating: number, count: actors.count)
    }
    return try actors.map { actor in
      let value = try call(function, [.entity(actor)], "`\(name)` of `\(world.name(of: clause))`")
      guard case .number(let number) = value, number >= 0 else {
        throw fieldFailure(
          "cyb-field-result",
          "`\(name)` of `\(world.name(of: clause))` is \(shown(value)) for `\(world.name(of: actor))`, "
            + "but must be a number of at least 0", function)
      }
      return number
    }
  }

  // MARK: who may join, and when the treaty is in force

  private func fillMembership() throws {
    if let bound = world.field("binds", of: treaty), bound.type != .nothing {
      game.isBinding = true
      game.eligible = try members(bound, "binds")
    } else if let open = world.field("open_to", of: treaty), open.type != .nothing {
      game.eligible = try members(open, "open_to")
    } else {
      let kinds = world.defaultMembers
      game.eligible = ActorSet(
        actors.indices.filter { index in kinds.contains { world.isEntity(actors[index], of: $0) } })
    }
    switch world.modelField("quorum", of: treaty) {
    case .number(let number): game.quorum = .count(Int(number))
    case let value:
      if let function = value.functionObject {
        game.quorum = .function { [unowned self] in try self.hasQuorum(function, $0) }
      }
    }
    if let function = world.field("payoff", of: treaty)?.functionObject {
      game.payoff = try symmetric(function) ?? .function { [unowned self] in try self.payoff(function, $0, $1) }
    }
  }

  private func members(_ value: Value, _ field: String) throws -> ActorSet {
    if case .kind(let kind) = value {
      return ActorSet(actors.indices.filter { world.isEntity(actors[$0], of: kind) })
    }
    guard let function = value.functionObject else {
      return ActorSet(world.modelSet(field, of: treaty).compactMap { actorIndices[$0] })
    }
    return ActorSet(
      try actors.indices.filter { index in
        let name = world.name(of: actors[index])
        let value = try call(function, [.entity(actors[index])], "`\(field)` of `\(world.name(of: treaty))`")
        guard case .truth(let truth) = value, truth != .unknown else {
          throw fieldFailure(
            "cyb-field-result",
            "`\(field)` of `\(world.name(of: treaty))` answers \(shown(value)) for `\(name)`, but must be yes or no",
            function)
        }
        return truth == .yes
      })
  }

  private func hasQuorum(_ function: FunctionObject, _ signatories: ActorSet) throws -> Bool {
    let value = try call(
      function, [set(signatories)], "`quorum` of `\(world.name(of: treaty))` where \(signing(signatories))")
    guard case .truth(let truth) = value, truth != .unknown else {
      throw fieldFailure(
        "cyb-field-result",
        "`quorum` of `\(world.name(of: treaty))` answers \(shown(value)) for \(listed(signatories)), "
          + "but must be yes or no", function)
    }
    return truth == .yes
  }

  /// Whether the treaty is in force among those that signed.
  func isInForce(_ signatories: ActorSet) throws -> Bool {
    switch game.quorum {
    case .count(let count): signatories.count >= count
    case .monotone(let holds), .function(let holds): try holds(signatories)
    }
  }

  private func payoff(_ function: FunctionObject, _ actor: Int, _ signatories: ActorSet) throws -> Double {
    let parties = try isInForce(signatories) ? signatories : []
    let value = try call(
      function, [.entity(actors[actor]), set(parties)],
      "`payoff` of `\(world.name(of: treaty))` for `\(world.name(of: actors[actor]))` in \(listed(parties))")
    guard case .number(let number) = value else {
      throw fieldFailure(
        "cyb-field-result",
        "`payoff` of `\(world.name(of: treaty))` is \(shown(value)) for `\(world.name(of: actors[actor]))` "
          + "in \(listed(parties)), but must be a number", function)
    }
    return number
  }

  /// `symmetric(…)`, where the quorum too is a matter of counting.
  private func symmetric(_ function: FunctionObject) throws -> CustomPayoff? {
    guard let inner = function.symmetricPayoff, let callee = inner.functionObject, case .count(let quorum) = game.quorum
    else { return nil }
    let wantsPlayer = try SymmetricPayoff.wantsPlayer(callee)
    let payoff = SymmetricPayoff(function: inner, wantsPlayer: wantsPlayer, machine: machine)
    return .symmetric(types: wantsPlayer ? Array(actors.indices) : Array(repeating: 0, count: actors.count)) {
      [unowned self] actor, signs, counts in
      let count = counts.reduce(0, +)
      let parties = count >= quorum ? count : 0
      let value = try payoff.value(isMember: signs && parties > 0, parties, .entity(self.actors[actor]))
      guard case .number(let number) = value else {
        throw self.fieldFailure(
          "cyb-field-result",
          "`payoff` of `\(self.world.name(of: self.treaty))` is \(self.shown(value)) with \(parties) parties, "
            + "but must be a number", callee)
      }
      return number
    }
  }

  private func call(_ function: FunctionObject, _ arguments: [Value], _ what: String) throws -> Value {
    machine.oracle.predictor.conditionDepth += 1
    defer { machine.oracle.predictor.conditionDepth -= 1 }
    do { return try machine.call(.object(function), arguments: arguments) } catch var failure as Failure {
      failure.diagnostic = failure.diagnostic.note("asked by a prediction for \(what)")
      throw failure
    }
  }

  private func fieldFailure(_ code: DiagnosticCode, _ message: String, _ function: FunctionObject) -> Failure {
    guard case .script(let code_) = function.body else { return Failure(code, message) }
    return Failure(Diagnostic(code, message, at: code_.declaration))
  }

  private func shown(_ value: Value) -> String {
    switch value {
    case .truth, .nothing, .number: value.literal(in: world)
    default: value.typePhrase
    }
  }

  private func signing(_ set: ActorSet) -> String {
    "\(listed(set)) \(set.count < 2 ? "signs" : "sign")"
  }

  private func listed(_ set: ActorSet) -> String {
    set.isEmpty ? "nobody" : "{" + set.map { world.name(of: actors[$0]) }.joined(separator: ", ") + "}"
  }

  // MARK: what the clauses forbid

  private func fillMatching() throws {
    if text.isLiftedTowardsSome {
      game.matching = .varying { [unowned self] in self.matching(among: $0) }
      return
    }
    let asked = matching(among: nil)
    guard text.isConditional else {
      game.matching = .fixed(asked)
      return
    }
    // Whether some condition reads who the parties are shows only when it is asked.
    let predictor = machine.oracle.predictor
    predictor.partiesWereRead = false
    var table: [Asked: PartSet] = [:]
    var owed: [Int: PartSet] = [:]
    for actor in game.eligible {
      owed[actor] = try asked.owing(actor)
      for conduct in conduct(of: actor) {
        for isParty in [true, false] where !isParty || game.eligible.contains(conduct.target) {
          table[Asked(conduct: conduct, targetIsParty: isParty)] = try asked.forbidding(conduct, isParty)
        }
      }
    }
    if predictor.partiesWereRead {
      game.matching = .varying { [unowned self] in self.matching(among: $0) }
    } else {
      game.matching = .fixed(
        Matching(
          forbidding: { table[Asked(conduct: $0, targetIsParty: $1)] ?? [] }, owing: { owed[$0] ?? [] },
          binding: asked.binding))
    }
  }

  private struct Asked: Hashable {
    var conduct: Conduct
    var targetIsParty: Bool
  }

  /// All that an actor could do with what it holds, wanted or not.
  private func conduct(of actor: Int) -> [Conduct] {
    let all = ActorSet(actors.indices).without(actor)
    let targets = Array(game.actors[actor].rivals.isEmpty ? all : game.actors[actor].rivals)
    return game.actors[actor].holds.flatMap { capability in
      game.capabilities[capability].serves.flatMap { purpose in
        targets.map { Conduct(actor: actor, capability: capability, purpose: purpose, target: $0) }
      }
    }
  }

  /// What the clauses say among some parties; without them, among all the eligible, save a target that is none.
  private func matching(among parties: ActorSet?) -> Matching {
    let members = parties ?? game.eligible
    let things = members.map { text.thing(actors[$0]) }
    let listed = SupposedParties(things)
    let set = set(members)
    var without: [Int: SupposedParties] = [:]
    func others(than target: Int) -> SupposedParties {
      if let known = without[target] { return known }
      let found = SupposedParties(things.filter { $0 != text.thing(actors[target]) })
      without[target] = found
      return found
    }
    return Matching(
      forbidding: { [unowned self] conduct, targetIsParty in
        try self.machine.charge(1)
        let isOutsider = parties == nil && !targetIsParty && members.contains(conduct.target)
        let forbidden = try self.assuming(set) {
          try self.text.forbidding(
            self.actors[conduct.actor], self.capabilities[conduct.capability], self.purposes[conduct.purpose],
            self.actors[conduct.target], among: isOutsider ? others(than: conduct.target) : listed)
        }
        return self.parts(forbidden, self.conductParts)
      },
      owing: { [unowned self] actor in
        let owed = try self.assuming(set) { try self.text.owing(self.actors[actor], among: listed) }
        return self.parts(owed, self.dutyParts).filter { self.game.parts[$0].kind == .duty }
      },
      binding: { [unowned self] actor in
        let bound = try self.assuming(set) { try self.text.binding(self.actors[actor], among: listed) }
        return self.parts(bound, self.conductParts).union(self.parts(bound, self.dutyParts))
      })
  }

  /// Asks the law with the treaty's parties taken to be these.
  private func assuming<Result>(_ parties: Value, _ body: () throws -> Result) rethrows -> Result {
    let predictor = machine.oracle.predictor
    let outer = predictor.assumed
    predictor.assumed = (treaty, parties)
    predictor.conditionDepth += 1
    defer {
      predictor.assumed = outer
      predictor.conditionDepth -= 1
    }
    return try body()
  }

  private func parts(_ clauses: [Int], _ parts: [Int?]) -> PartSet {
    var found = PartSet()
    for clause in clauses { if let part = parts[clause] { found.insert(part) } }
    return found
  }
}

extension PartSet {
  fileprivate func filter(_ isIncluded: (Int) -> Bool) -> PartSet {
    var kept = PartSet()
    for part in self where isIncluded(part) { kept.insert(part) }
    return kept
  }
}
