import CybSyntax
import TreatyLaw

/// Keeps what has been worked out of the world's law, as long as it is valid.
final class Law {
  unowned let oracle: Oracle
  private var entries: [Entry] = []
  /// How many states of the world are kept: the script's own, and those of suppositions in progress.
  private static let capacity = 6

  private struct Entry {
    var structure: Int
    var variables: Int
    /// How many events have been taken in, and the serial number of the last.
    var count: Int
    var serial: Int
    var model: LawModel
    var chronicle: Chronicle
    var index: EventIndex
  }

  init(oracle: Oracle) { self.oracle = oracle }

  private var world: World { oracle.machine.world }

  /// Forgets everything, after an error. Not while a condition is being read: what is in use is still needed.
  func forget() {
    if !oracle.isReading { entries = [] }
  }

  /// The events of the world as it is, by verb and actor; `current` has been asked before.
  var index: EventIndex { entries.last?.index ?? EventIndex() }

  /// The law of the world as it is.
  func current() throws -> (model: LawModel, chronicle: Chronicle) {
    let (structure, variables) = (world.structure, oracle.machine.variableChanges)
    let count = world.events.count
    let valid = entries.indices.filter { index in
      let entry = entries[index]
      return entry.structure == structure && entry.variables == variables && entry.count <= count
        && (entry.count == 0 || world.events[entry.count - 1].serial == entry.serial)
    }
    let known = entries.last { $0.structure == structure && $0.variables == variables }?.model
    if let best = valid.max(by: { entries[$0].count < entries[$1].count }) {
      if entries[best].count == count {
        let entry = entries.remove(at: best)
        entries.append(entry)
        return (entry.model, entry.chronicle)
      }
      if !oracle.isReading { return try extend(entries[best]) }
    }
    let model = try known ?? LawModel(oracle: oracle)
    model.watchClauses()
    try oracle.machine.charge(1 + count / 4)
    let chronicle = Chronicle(model.model, log: (0..<count).map(model.occurrence))
    keep(
      Entry(
        structure: structure, variables: variables, count: count, serial: world.events.last?.serial ?? 0, model: model,
        chronicle: chronicle, index: EventIndex(world.events)))
    return (model, chronicle)
  }

  private func keep(_ entry: Entry) {
    // What is in use while a condition is being read is still needed.
    if !oracle.isReading, entries.count >= Self.capacity { entries.removeFirst(entries.count - Self.capacity + 1) }
    entries.append(entry)
  }

  /// Takes in the events recorded since, wherever they lie. What was known without them stays known: they may be
  /// supposed.
  private func extend(_ entry: Entry) throws -> (model: LawModel, chronicle: Chronicle) {
    let new = (entry.count..<world.events.count).map(entry.model.occurrence)
    try oracle.machine.charge(1 + new.count / 4)
    var entry = entry
    let copy = entry.chronicle.fork()
    entry.chronicle = new.allSatisfy(copy.append) ? copy : entry.chronicle.inserting(new)
    for event in entry.count..<world.events.count { entry.index.add(event, world.events[event]) }
    entry.count = world.events.count
    entry.serial = world.events.last?.serial ?? 0
    keep(entry)
    return (entry.model, entry.chronicle)
  }
}
