import CybSyntax

/// Collects the declarations that a text needs, those that they need in turn included.
struct NameClosure {
  let world: World
  let sources: DeclarationSources
  private var entities: [EntityID] = []
  private var texts: [String] = []
  /// Names behind a `.`: fields that are read.
  private var fields: Set<String> = []

  init(world: World, sources: DeclarationSources) {
    self.world = world
    self.sources = sources
  }

  /// Takes up the names in a text.
  mutating func read(_ text: String) {
    for (name, isField) in Self.names(in: text) {
      if isField { fields.insert(name) }
      if let text = sources[name] ?? sources.verb(name), !texts.contains(text) {
        texts.append(text)
        read(text)
      } else if !isField, let entity = world.entity(named: name) {
        need(entity)
      }
    }
  }

  mutating func need(_ entity: EntityID) {
    guard !world[entity].isReplaceable, !world.isEntity(entity, of: .treaty), !world.isEntity(entity, of: .clause),
      !entities.contains(entity)
    else { return }
    entities.append(entity)
    read(world.name(of: world[entity].kind))
  }

  /// The declarations, those that others need first; an entity has those of its fields that are read or wanted.
  mutating func declarations(
    wanting isWanted: (String, EntityID) -> Bool, write: (Value) -> String
  ) -> String {
    var bodies: [EntityID: [String]] = [:]
    var next = 0
    while next < entities.count {
      let entity = entities[next]
      next += 1
      guard let own = world[entity].fields else { continue }
      let defaults = world[world[entity].kind].defaults
      for name in own.shape.names where fields.contains(name) || isWanted(name, entity) {
        guard let value = own[name], value != defaults[name] || isWanted(name, entity) else { continue }
        let text = write(value)
        bodies[entity, default: []].append("\(name): \(text)")
        read(text)
      }
    }
    let kinds = texts.filter { $0.hasPrefix("kind ") }
    let verbs = texts.filter { $0.hasPrefix("verb ") }
    let rest = texts.filter { !$0.hasPrefix("kind ") && !$0.hasPrefix("verb ") }
    var lines = kinds + verbs
    var bare: [String: [String]] = [:]
    var order: [String] = []
    for entity in entities.sorted(by: { $0.index < $1.index }) {
      let kind = world.name(of: world[entity].kind)
      let name = world.name(of: entity)
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      if let body = bodies[entity] {
        lines.append("\(kind) \(name) { \(body.joined(separator: ", ")) }")
      } else if isPlain {
        if bare[kind] == nil { order.append(kind) }
        bare[kind, default: []].append(name)
      } else {
        lines.append("\(kind) (\"\(name)\") { }")
      }
    }
    lines += order.map { "\($0) \((bare[$0] ?? []).joined(separator: ", "))" }
    return (lines + rest).map { $0 + "\n" }.joined()
  }

  /// The words of a text outside of quotes, and whether a `.` stands before each.
  static func names(in text: String) -> [(name: String, isField: Bool)] {
    var found: [(String, Bool)] = []
    var word = ""
    var isField = false
    var isQuoted = false
    var last: Character = " "
    for character in text + " " {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character.isLetter || character == "_" || !word.isEmpty && character.isNumber {
        if word.isEmpty { isField = last == "." }
        word.append(character)
      } else if !word.isEmpty {
        found.append((word, isField))
        word = ""
      }
      last = character
    }
    return found
  }
}
