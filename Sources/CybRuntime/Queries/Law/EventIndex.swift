/// The recorded events by verb and actor, so that a `has` looks only at those that it may be about.
struct EventIndex {
  private var byVerb: [VerbID: [Int]] = [:]
  private var byActor: [Key: [Int]] = [:]
  /// Events by an actor not established.
  private var open: [VerbID: [Int]] = [:]

  private struct Key: Hashable {
    var verb: VerbID
    var actor: Value
  }

  init(_ events: [Event] = []) {
    for (index, event) in events.enumerated() { add(index, event) }
  }

  mutating func add(_ index: Int, _ event: Event) {
    let verb = event.act.verb
    byVerb[verb, default: []].append(index)
    if case .value(let actor) = event.act.subject {
      byActor[Key(verb: verb, actor: actor), default: []].append(index)
    } else {
      open[verb, default: []].append(index)
    }
  }

  /// The events with a verb that a subject may have done, in the order of recording.
  func events(_ verb: VerbID, by subject: Inquiry.Filler) -> [Int] {
    guard case .value(let actor) = subject else { return byVerb[verb] ?? [] }
    let own = byActor[Key(verb: verb, actor: actor)] ?? []
    guard let open = open[verb] else { return own }
    return (own + open).sorted()
  }
}
