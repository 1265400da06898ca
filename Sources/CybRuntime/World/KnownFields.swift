/// The fields that the law and the models read, with what they may hold; the one table from which checks, completion and the
/// reference are made.
public enum KnownFields {
  public struct Field: Sendable {
    public var kind: BuiltinKind
    public var name: String
    public var domain: Domain
    public var defaultValue: Value?
    public var documentation: String
  }

  /// What a field may hold.
  public indirect enum Domain: Sendable {
    case any
    /// A number of at least 0.
    case notNegative
    /// A number from 0 to 1.
    case share
    /// A number from 0 up to, but not including, 1.
    case shareBelowOne
    case truth
    case date
    case duration
    case text
    case function
    /// An entity of a kind.
    case entity(BuiltinKind)
    /// A set (or list) of entities of one of these kinds.
    case entities([BuiltinKind])
    /// A map from entities of a kind to a share.
    case shares(BuiltinKind)
    /// A number of at least 1 without fraction.
    case count
    case oneOf([String])
    case either([Domain])
    /// A kind, or a set of actors.
    case kindOrActors
  }

  public static let all: [Field] = actor + outlook + purpose + capability + clause + treaty

  private static let actor = [
    Field(
      kind: .actor, name: "holds", domain: .entities([.capability]), defaultValue: .set([]),
      documentation: "the capabilities that the actor has"),
    Field(
      kind: .actor, name: "appetite", domain: .shares(.purpose), defaultValue: .object(MapObject([:])),
      documentation: "how much the actor wants to act for each purpose, 0…1"),
    Field(
      kind: .actor, name: "rivals", domain: .entities([.actor]), defaultValue: .set([]),
      documentation: "the actors at whom its conduct is aimed; with none, all others alike"),
    Field(
      kind: .actor, name: "exposure", domain: .notNegative, defaultValue: .number(1),
      documentation: "how much of a capability's harm reaches the actor"),
    Field(
      kind: .actor, name: "outlook", domain: .entity(.outlook), defaultValue: nil,
      documentation: "what the actor cares for in treaties; `liberal` unless declared"),
  ]

  private static let outlook = [
    Field(
      kind: .outlook, name: "relative", domain: .share, defaultValue: .number(0),
      documentation: "how much it minds what rivals gain"),
    Field(
      kind: .outlook, name: "image", domain: .notNegative, defaultValue: .number(0),
      documentation: "what it is worth to be seen as a party"),
    Field(
      kind: .outlook, name: "patience", domain: .shareBelowOne, defaultValue: .number(0),
      documentation: "the weight of the future against the present"),
    Field(
      kind: .outlook, name: "defiance", domain: .notNegative, defaultValue: .number(0),
      documentation: "what it is worth to be seen standing outside"),
  ]

  private static let purpose = [
    Field(
      kind: .purpose, name: "harm", domain: .share, defaultValue: .number(1),
      documentation: "how much of a capability's harm this use does to its target")
  ]

  private static let capability = [
    Field(
      kind: .capability, name: "serves", domain: .entities([.purpose]), defaultValue: .set([]),
      documentation: "the purposes it can be used for; more than one is dual use"),
    Field(
      kind: .capability, name: "worth", domain: .notNegative, defaultValue: .number(0),
      documentation: "what its use gains its user"),
    Field(
      kind: .capability, name: "harm", domain: .notNegative, defaultValue: .number(0),
      documentation: "what its use costs its target"),
    Field(
      kind: .capability, name: "attribution", domain: .share, defaultValue: .number(0),
      documentation: "how often its use can be traced to its user"),
  ]

  private static let clause = [
    Field(
      kind: .clause, name: "verification", domain: .share, defaultValue: .number(0),
      documentation: "how often a breach is found by inspection"),
    Field(
      kind: .clause, name: "penalty", domain: .notNegative, defaultValue: .number(0),
      documentation: "what a detected breach costs"),
    Field(
      kind: .clause, name: "salience", domain: .share, defaultValue: nil,
      documentation: "how much face its breach loses; derived unless declared"),
    Field(
      kind: .clause, name: "reciprocal", domain: .truth, defaultValue: .yes,
      documentation: "whether the others' restraint ends when a breach is found"),
    Field(
      kind: .clause, name: "burden", domain: .either([.notNegative, .function]), defaultValue: .number(0),
      documentation: "what doing its duty costs; may be a function of the actor"),
    Field(
      kind: .clause, name: "relief", domain: .either([.notNegative, .function]), defaultValue: .number(0),
      documentation: "what each doer of its duty gives the others; may be a function of the actor"),
    Field(
      kind: .clause, name: "public", domain: .truth, defaultValue: .no,
      documentation: "whether all actors share the relief, parties or not"),
    Field(
      kind: .clause, name: "reservable", domain: .truth, defaultValue: nil,
      documentation: "whether it may be reserved; once any clause says yes, only those"),
    Field(
      kind: .clause, name: "material", domain: .truth, defaultValue: .no,
      documentation: "whether its breach lets the others suspend or terminate the treaty"),
    Field(
      kind: .clause, name: "survives", domain: .either([.truth, .duration]), defaultValue: .no,
      documentation: "whether, or how long, it outlives the end of the treaty and a withdrawal"),
    Field(
      kind: .clause, name: "interim", domain: .truth, defaultValue: .no,
      documentation: "whether it binds signatories from signature on"),
    Field(
      kind: .clause, name: "overrides",
      domain: .either([.entities([.treaty, .clause]), .entity(.treaty), .entity(.clause)]), defaultValue: .set([]),
      documentation: "the treaties and clauses that it prevails over"),
    Field(
      kind: .clause, name: "peremptory", domain: .truth, defaultValue: .no,
      documentation: "whether nothing may contradict it"),
  ]

  private static let treaty = [
    Field(
      kind: .treaty, name: "opened", domain: .date, defaultValue: nil,
      documentation: "the date of adoption; else the first signature or consent"),
    Field(
      kind: .treaty, name: "open_to", domain: .either([.kindOrActors, .function]), defaultValue: nil,
      documentation: "who may join: a kind, set or function; else states and organisations"),
    Field(
      kind: .treaty, name: "binds", domain: .kindOrActors, defaultValue: nil,
      documentation: "whom it binds without their joining, from `opened` on"),
    Field(
      kind: .treaty, name: "consent", domain: .oneOf(["ratify", "sign"]), defaultValue: nil,
      documentation: "how actors consent: `ratify`, or `sign`"),
    Field(
      kind: .treaty, name: "quorum", domain: .either([.count, .function]), defaultValue: .number(2),
      documentation: "how many must consent, or a function of the set of those that did"),
    Field(
      kind: .treaty, name: "delay", domain: .either([.duration, .function]), defaultValue: nil,
      documentation: "from the quorum, and for a late joiner from its own deposit, to entry into force"),
    Field(
      kind: .treaty, name: "notice", domain: .duration, defaultValue: nil,
      documentation: "how long after its notice a withdrawal takes effect"),
    Field(
      kind: .treaty, name: "denounceable", domain: .truth, defaultValue: nil,
      documentation: "whether parties may withdraw"),
    Field(
      kind: .treaty, name: "reservations", domain: .truth, defaultValue: .yes,
      documentation: "whether clauses may be reserved"),
    Field(
      kind: .treaty, name: "ends", domain: .either([.date, .function]), defaultValue: nil,
      documentation: "when it ends: a date, or a function that says so"),
    Field(
      kind: .treaty, name: "overrides",
      domain: .either([.entities([.treaty, .clause]), .entity(.treaty), .entity(.clause)]), defaultValue: .set([]),
      documentation: "the treaties and clauses that it prevails over"),
    Field(
      kind: .treaty, name: "peremptory", domain: .truth, defaultValue: .no,
      documentation: "whether nothing may contradict it"),
    Field(
      kind: .treaty, name: "payoff", domain: .function, defaultValue: nil,
      documentation: "`(actor, parties) -> number`, in place of the standard model"),
  ]

  /// The known field of that name for entities of a kind.
  static func field(_ name: String, for kind: KindID, in world: World) -> Field? {
    all.first { $0.name == name && world.isKind(kind, within: $0.kind.id) }
  }

  static func names(for kind: KindID, in world: World) -> [String] {
    all.filter { world.isKind(kind, within: $0.kind.id) }.map(\.name)
  }
}

extension KnownFields.Domain {
  /// In words, for messages.
  public var description: String {
    switch self {
    case .any: "any value"
    case .notNegative: "a number of at least 0"
    case .share: "a number from 0 to 1 (0 % to 100 %)"
    case .shareBelowOne: "a number from 0 to below 1"
    case .truth: "yes or no"
    case .date: "a date"
    case .duration: "a duration"
    case .text: "a text"
    case .function: "a function"
    case .entity(let kind): kind == .actor || kind == .outlook ? "an \(kind)" : "a \(kind)"
    case .entities(let kinds): "a set of " + kinds.map { Self.plural($0) }.joined(separator: " or ")
    case .shares(let kind): "a map from \(Self.plural(kind)) to numbers from 0 to 1"
    case .count: "a whole number of at least 1"
    case .oneOf(let words): words.map { "`\($0)`" }.joined(separator: " or ")
    case .either(let domains): domains.map(\.description).joined(separator: ", or ")
    case .kindOrActors: "a kind or a set of actors"
    }
  }

  private static func plural(_ kind: BuiltinKind) -> String {
    switch kind {
    case .capability: "capabilities"
    case .treaty: "treaties"
    default: "\(kind)s"
    }
  }
}
