extension World {
  func add(_ kind: Kind) -> KindID {
    kinds.append(kind)
    version += 1
    return KindID(index: Int32(kinds.count - 1))
  }

  func replace(_ id: KindID, with kind: Kind) {
    journal.entries.append(.kind(id, self[id]))
    kinds[Int(id.index)] = kind
    declarations.reset()
    version += 1
  }

  func setDefaults(_ defaults: RecordObject, of id: KindID) {
    journal.entries.append(.kind(id, self[id]))
    kinds[Int(id.index)].defaults = defaults
    version += 1
  }

  @discardableResult
  func add(_ verb: Verb) -> VerbID {
    verbs.append(verb)
    version += 1
    return VerbID(index: Int32(verbs.count - 1))
  }

  func replace(_ id: VerbID, with verb: Verb) {
    journal.entries.append(.verb(id, self[id]))
    verbs[Int(id.index)] = verb
    version += 1
  }

  /// Numbers an entity whose declaration has not run yet.
  func add(_ entity: Entity) -> EntityID {
    entities.append(entity)
    return EntityID(index: Int32(entities.count - 1))
  }

  /// Puts a new declaration in the place of an old one, which is no longer declared.
  func replace(_ id: EntityID, with entity: Entity) {
    willChange(id)
    let stamp = entities[Int(id.index)].stamp
    entities[Int(id.index)] = entity
    entities[Int(id.index)].stamp = stamp
    undeclare(id)
  }

  func setClauses(_ clauses: [EntityID], of treaty: EntityID) {
    willChange(treaty)
    let dropped = entities[Int(treaty.index)].clauses
    entities[Int(treaty.index)].clauses = clauses
    for clause in dropped where !clauses.contains(clause) { undeclare(clause) }
  }

  private func undeclare(_ id: EntityID) {
    guard let position = declared.firstIndex(of: id) else { return }
    journal.entries.append(.declared(at: position, id))
    declared.remove(at: position)
    declarations.reset()
  }

  /// Runs a declaration: gives the entity its title and fields.
  func declare(_ id: EntityID, title: String?, fields: RecordObject) {
    willChange(id)
    entities[Int(id.index)].title = title
    entities[Int(id.index)].fields = fields
    declared.append(id)
  }

  func setNorms(_ norms: [NormRecord], of clause: EntityID) {
    willChange(clause)
    entities[Int(clause.index)].norms = norms
  }

  /// Changes the fields of an entity, which nobody else holds while the body runs.
  func withFields<Result>(of id: EntityID, _ body: (inout RecordObject) throws -> Result) rethrows -> Result? {
    willChange(id)
    guard var fields = entities[Int(id.index)].fields else { return nil }
    entities[Int(id.index)].fields = nil
    defer { entities[Int(id.index)].fields = fields }
    if !isKnownUniquelyReferenced(&fields) { fields = fields.copy() }
    return try body(&fields)
  }

  /// The fields of an entity, not counted.
  @inline(__always)
  func borrowedFields(of id: EntityID) -> Unmanaged<RecordObject>? {
    entities.withUnsafeBufferPointer { entities in
      guard let start = entities.baseAddress else { return nil }
      return UnsafeRawPointer(start + Int(id.index)).load(as: Unmanaged<RecordObject>?.self)
    }
  }

  /// Prepares the change of an own field of an entity, and says where it lies; nothing where the entity has none of the
  /// name, or something else holds its fields.
  @inline(__always)
  func placeToChange(of id: EntityID, _ cache: FieldCache) -> UnsafeMutablePointer<Value>? {
    willChange(id)
    guard isKnownUniquelyReferenced(&entities[Int(id.index)].fields), let fields = borrowedFields(of: id) else {
      return nil
    }
    return cache.place(in: fields)
  }

  func record(_ event: Event) -> EventID {
    var event = event
    event.serial = nextSerial()
    events.append(event)
    countEvents(structure: structure)
    return EventID(index: Int32(events.count - 1))
  }

  func setAct(_ act: Act, of id: EventID) {
    journal.entries.append(.event(id, self[id]))
    events[Int(id.index)].act = act
    version += 1
  }
}

/// The declared entities by kind and by name, as far as somebody has asked; it follows the list as that grows.
struct DeclarationIndex {
  private struct Members {
    var ids: [EntityID] = []
    /// Where they stand in the list.
    var places: [Int] = []
    /// How much of the list has been gone through.
    var seen = 0
  }

  /// By the number of their kind.
  private var members: [Members] = []
  /// Of the part of the list that has been gone through for names.
  private var names: [String] = []
  private var placesByName: [String: [Int]] = [:]

  /// The entities of a kind, in the order of the list.
  mutating func all(_ kind: KindID, among declared: [EntityID], where isOne: (EntityID) -> Bool) -> [EntityID] {
    let index = Int(kind.index)
    while members.count <= index { members.append(Members()) }
    while members[index].seen < declared.count {
      let place = members[index].seen
      if isOne(declared[place]) {
        members[index].ids.append(declared[place])
        members[index].places.append(place)
      }
      members[index].seen += 1
    }
    return members[index].ids
  }

  /// Where the last entity of a name stands in the list.
  mutating func place(of name: String, among declared: [EntityID], naming: (EntityID) -> String) -> Int? {
    while names.count < declared.count {
      let next = naming(declared[names.count])
      placesByName[next, default: []].append(names.count)
      names.append(next)
    }
    return placesByName[name]?.last
  }

  /// The list has been cut to so many.
  mutating func cut(to count: Int) {
    while names.count > count {
      let name = names.removeLast()
      placesByName[name]?.removeLast()
      if placesByName[name]?.isEmpty == true { placesByName[name] = nil }
    }
    for index in members.indices where members[index].seen > count {
      while let last = members[index].places.last, last >= count {
        members[index].places.removeLast()
        members[index].ids.removeLast()
      }
      members[index].seen = count
    }
  }

  /// The list, or what the index was made from, has changed otherwise.
  mutating func reset() { self = DeclarationIndex() }
}
