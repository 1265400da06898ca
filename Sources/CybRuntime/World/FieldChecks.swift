import CybSyntax

extension Machine {
  /// Checks a value given to a field of an entity, and brings it to the form in which it is kept: `{}` and a list are
  /// the set that the field wants.
  func fieldValue(_ name: Name, _ value: Value, kind: KindID, of owner: String, at span: Span) throws -> Value {
    guard let field = KnownFields.field(name.text, for: kind, in: world) else { return value }
    if case .nothing = value, field.defaultValue == nil { return value }
    if let fitting = fit(value, field.domain) { return fitting }
    throw Failure(unfit(value, field, of: owner, at: span))
  }

  private func unfit(_ value: Value, _ field: KnownFields.Field, of owner: String, at span: Span) -> Diagnostic {
    let wanted = field.domain.description
    if case .entities(let kinds) = field.domain, let stranger = stranger(in: value, kinds) {
      return Diagnostic(
        "cyb-field-domain",
        "`\(field.name)` wants \(wanted), but \(literal(stranger)) is \(kindPhrase(stranger))", at: span)
    }
    if case .shares(let kind) = field.domain, let (key, share) = misfit(value, kind) {
      let isKey = isEntity(key, of: kind)
      return Diagnostic(
        "cyb-field-domain",
        isKey
          ? "`\(field.name)` of \(owner) for `\(literal(key))` must be a number from 0 to 1, not \(shown(share))"
          : "`\(field.name)` of \(owner) must be \(wanted), but \(shown(key)) is \(kindPhrase(key))", at: span
      ).note("`\(field.name)`: \(field.documentation)").help(isKey ? nearly(share, .share) : nil)
    }
    return Diagnostic(
      "cyb-field-domain", "`\(field.name)` of \(owner) must be \(wanted), not \(shown(value))", at: span
    ).note("`\(field.name)`: \(field.documentation)").help(nearly(value, field.domain))
  }

  /// What to write for a value that is nearly what a field wants.
  private func nearly(_ value: Value, _ domain: KnownFields.Domain) -> String? {
    switch (domain, value) {
    case (.share, .number(let number)) where number > 1 && number <= 100 && number == number.rounded(),
      (.shareBelowOne, .number(let number)) where number > 1 && number < 100 && number == number.rounded():
      return "a share of a hundred is written `\(NumberText.of(number))%`"
    case (.entities(let kinds), .entity) where kinds.contains { isEntity(value, of: $0) }:
      return "a set of one is written `{\(literal(value))}`"
    case (.shares, .object(let object)) where object is RecordObject:
      return "a map stands in brackets: `[crime: 50%]`"
    default: return nil
    }
  }

  private func shown(_ value: Value) -> String {
    value.type == .number || value.type == .text ? literal(value) : kindPhrase(value)
  }

  /// The first entry of a map that is no share of a purpose.
  private func misfit(_ value: Value, _ kind: BuiltinKind) -> (key: Value, value: Value)? {
    guard case .object(let object) = value, let map = object as? MapObject else { return nil }
    let found = map.entries.first { key, value in !isEntity(key, of: kind) || fit(value, .share) == nil }
    return found.map { ($0.key, $0.value) }
  }

  private func stranger(in value: Value, _ kinds: [BuiltinKind]) -> Value? {
    guard case .object(let object) = value else { return nil }
    let elements =
      switch object {
      case let set as SetObject: Array(set.elements)
      case let list as ListObject: list.elements
      default: [Value]()
      }
    return elements.first { element in !kinds.contains { isEntity(element, of: $0) } }
  }

  /// The kind of an entity, or the type of another value, with its article.
  func kindPhrase(_ value: Value) -> String {
    guard case .entity(let entity) = value else { return value.typePhrase }
    let name = world.name(of: world[entity].kind)
    return ("aeiou".contains(name.first ?? "x") ? "an " : "a ") + name
  }

  func isEntity(_ value: Value, of kind: BuiltinKind) -> Bool {
    if case .entity(let entity) = value { return world.isEntity(entity, of: kind) }
    return false
  }

  private func fit(_ value: Value, _ domain: KnownFields.Domain) -> Value? {
    switch (domain, value) {
    case (.any, _): value
    case (.notNegative, .number(let number)): number >= 0 ? value : nil
    case (.share, .number(let number)): number >= 0 && number <= 1 ? value : nil
    case (.shareBelowOne, .number(let number)): number >= 0 && number < 1 ? value : nil
    case (.count, .number(let number)): number >= 1 && number == number.rounded() ? value : nil
    case (.truth, .truth(let truth)): truth == .unknown ? nil : value
    case (.date, .date), (.duration, .duration): value
    case (.function, .object(let object)): object.tag == .function ? value : nil
    case (.text, .object(let object)): object.tag == .text ? value : nil
    case (.oneOf(let words), .object(let object)):
      (object as? TextObject).map { words.contains($0.text) } ?? false ? value : nil
    case (.entity(let kind), _): isEntity(value, of: kind) ? value : nil
    case (.entities(let kinds), .object(let object)):
      fitSet(object) { element in kinds.contains { isEntity(element, of: $0) } }
    case (.shares(let kind), .object(let object)): fitShares(object, kind)
    case (.kindOrActors, .kind): value
    case (.kindOrActors, .object(let object)): fitSet(object) { isEntity($0, of: .actor) }
    case (.either(let domains), _): domains.lazy.compactMap { self.fit(value, $0) }.first
    default: nil
    }
  }

  private func fitSet(_ object: Object, _ accepts: (Value) -> Bool) -> Value? {
    switch object {
    case let set as SetObject: set.elements.allSatisfy(accepts) ? .object(set) : nil
    case let list as ListObject: list.elements.allSatisfy(accepts) ? .set(list.elements) : nil
    case let record as RecordObject where record.fields.isEmpty: .set([])
    default: nil
    }
  }

  private func fitShares(_ object: Object, _ kind: BuiltinKind) -> Value? {
    if let record = object as? RecordObject, record.fields.isEmpty { return .object(MapObject([:])) }
    guard let map = object as? MapObject else { return nil }
    for (key, value) in map.entries where !isEntity(key, of: kind) || fit(value, .share) == nil { return nil }
    return .object(map)
  }

  /// Changes a field of an entity: the new value is checked before it is kept.
  func changeField(_ name: Name, of id: EntityID, _ change: (inout Value) throws -> Void) throws {
    let entity = world[id]
    guard entity.fields != nil else {
      throw Failure(
        Diagnostic(
          "cyb-not-yet-declared", "`\(entity.name)` cannot be changed yet: its declaration has not run", at: name.span
        ).label(entity.declaration, "it is declared here"))
    }
    if let clause = world.clause(name.text, of: id) {
      var value = Value.entity(clause)
      return try change(&value)
    }
    let index = entity.fields?.shape.index(of: name.text)
    var value: Value
    if index == nil, let known = KnownFields.field(name.text, for: entity.kind, in: world) {
      value = known.defaultValue ?? .undefined
    } else {
      value = .undefined
    }
    let fallback = value
    _ = try world.withFields(of: id) { fields in
      if let index {
        value = fields.fields[index]
        fields.fields[index] = .undefined
      }
      let old = value
      do {
        try change(&value)
        value = try fieldValue(name, value, kind: entity.kind, of: "`\(entity.name)`", at: name.span)
      } catch {
        if let index { fields.fields[index] = old }
        throw error
      }
      _ = fallback
      if let index {
        fields.fields[index] = value
      } else {
        fields.append(name.text, value)
      }
      fields.depth = max(fields.depth, 1 + value.depth)
    }
  }
}
