import CybSyntax
import TreatyLaw

/// Actors, capabilities, treaties, clauses and events: what a script declares and records.
///
/// Changes are journaled (see `Journal`), so that a supposition, a test or a failed statement is taken back at the
/// price of what it changed.
public final class World: @unchecked Sendable {
  public internal(set) var kinds: [Kind] = []
  public internal(set) var entities: [Entity] = []
  /// Entities whose declarations have run, in that order.
  public internal(set) var declared: [EntityID] = []
  public internal(set) var verbs: [Verb] = [] {
    didSet { verbsByWord = [:] }
  }
  /// What has been looked up by `verb(written:)`.
  private var verbsByWord: [String: [(verb: VerbID, form: Verb.Form)]] = [:]
  public internal(set) var events: [Event] = []
  /// Grows with every change of the world; what is derived from the world is valid for one version.
  public internal(set) var version = 0 {
    didSet { structure = version }
  }
  /// Names the content of the world, its events aside: equal numbers, equal content.
  private(set) var structure = 0
  /// How many events were ever recorded, those taken back included.
  private var recorded = 0
  var journal = Journal()
  var declarations = DeclarationIndex()

  public init() {
    for kind in BuiltinKind.allCases {
      kinds.append(
        Kind(name: kind.description, parent: nil, defaults: RecordObject([]), declaration: nil, documentation: nil))
    }
  }

  /// A number that no other event ever had.
  func nextSerial() -> Int {
    recorded += 1
    return recorded
  }

  /// Counts a change that leaves all but the list of events as it was.
  func countEvents(structure: Int) {
    version += 1
    self.structure = structure
  }

  public subscript(entity: EntityID) -> Entity {
    get { entities[Int(entity.index)] }
  }

  public subscript(kind: KindID) -> Kind { kinds[Int(kind.index)] }

  public subscript(verb: VerbID) -> Verb { verbs[Int(verb.index)] }

  public subscript(event: EventID) -> Event { events[Int(event.index)] }

  /// The name of an entity as messages and output show it: `London.2` for a clause.
  public func name(of entity: EntityID) -> String { entities[Int(entity.index)].name }

  public func name(of kind: KindID) -> String { kinds[Int(kind.index)].name }

  /// Whether a kind is the other or one of its sub-kinds.
  public func isKind(_ kind: KindID, within other: KindID) -> Bool {
    var current: KindID? = kind
    while let kind = current {
      if kind == other { return true }
      current = self[kind].parent
    }
    return false
  }

  public func isEntity(_ entity: EntityID, of kind: KindID) -> Bool { isKind(self[entity].kind, within: kind) }

  public func isEntity(_ entity: EntityID, of kind: BuiltinKind) -> Bool { isEntity(entity, of: kind.id) }

  /// The entities of a kind, in the order of their declaration.
  public func all(_ kind: KindID) -> [EntityID] {
    declarations.all(kind, among: declared) { isEntity($0, of: kind) }
  }

  /// The entity declared last by that name.
  public func entity(named name: String) -> EntityID? {
    declarations.place(of: name, among: declared) { self.name(of: $0) }.map { declared[$0] }
  }

  /// The own field of an entity, or nothing where it has none of that name.
  public func field(_ name: String, of entity: EntityID) -> Value? {
    entities[Int(entity.index)].fields?[name]
  }

  /// The clause of a treaty by its identifier.
  public func clause(_ id: some StringProtocol, of treaty: EntityID) -> EntityID? {
    self[treaty].clauses.first { self[$0].clauseID.map { $0 == id } ?? false }
  }

  /// The form in which a word is a verb's, if it is one of its forms.
  public func verb(written word: String) -> [(verb: VerbID, form: Verb.Form)] {
    if let known = verbsByWord[word] { return known }
    var found: [(verb: VerbID, form: Verb.Form)] = []
    for (index, verb) in verbs.enumerated() {
      let id = VerbID(index: Int32(index))
      if verb.name == word { found.append((id, .infinitive)) }
      if verb.thirdPerson == word { found.append((id, .thirdPerson)) }
      if verb.participle == word { found.append((id, .participle)) }
    }
    verbsByWord[word] = found
    return found
  }
}
