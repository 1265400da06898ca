import CybSyntax

/// The fields that the standard model reads, with their defaults (`models.md` §1).
extension World {
  /// The declared value of a field that the model knows, else its default, else nothing.
  func modelField(_ name: String, of entity: EntityID) -> Value {
    if let value = field(name, of: entity) { return value }
    return KnownFields.field(name, for: self[entity].kind, in: self)?.defaultValue ?? .nothing
  }

  func modelNumber(_ name: String, of entity: EntityID) -> Double {
    if case .number(let number) = modelField(name, of: entity) { return number }
    return 0
  }

  func modelTruth(_ name: String, of entity: EntityID) -> Bool {
    if case .truth(.yes) = modelField(name, of: entity) { return true }
    return false
  }

  func modelSet(_ name: String, of entity: EntityID) -> [EntityID] {
    guard case .object(let object) = modelField(name, of: entity), let set = object as? SetObject else { return [] }
    return set.elements.compactMap { if case .entity(let member) = $0 { member } else { nil } }
  }

  /// The outlook of an actor: the declared one, else `liberal`.
  func outlook(of actor: EntityID) -> EntityID? {
    if case .entity(let outlook)? = field("outlook", of: actor) { return outlook }
    return entity(named: "liberal").flatMap { isEntity($0, of: .outlook) ? $0 : nil }
  }

  /// The kinds that may join a treaty that does not say who may: states and organisations.
  var defaultMembers: [KindID] {
    ["state", "organisation"].compactMap { name in
      kinds.firstIndex { $0.name == name && $0.parent == BuiltinKind.actor.id }.map { KindID(index: Int32($0)) }
    }
  }

  /// The verb of conduct, `use capability for purpose against actor`, with the places of its two roles.
  var conductVerb: (verb: VerbID, purpose: Int, target: Int)? {
    for (verb, form) in verb(written: "use") where form == .infinitive {
      let roles = self[verb].roles
      guard self[verb].object != nil, let purpose = roles.firstIndex(where: { $0.preposition.rawValue == "for" }),
        let target = roles.firstIndex(where: { $0.preposition.rawValue == "against" })
      else { continue }
      return (verb, purpose, target)
    }
    return nil
  }
}

extension Value {
  /// The function that the value is, if it is one.
  var functionObject: FunctionObject? {
    if case .object(let object) = self { return object as? FunctionObject }
    return nil
  }
}
