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
      if entries[best].count == count || !oracle.isReading && extend(best) {
        let entry = entries.remove(at: best)
        entries.append(entry)
        return (entry.model, entry.chronicle)
      }
    }
    let model = try known ?? LawModel(oracle: oracle)
    try oracle.machine.charge(1 + count / 4)
    let chronicle = Chronicle(model.model, log: (0..<count).map(model.occurrence))
    if !oracle.isReading, entries.count >= Self.capacity { entries.removeFirst(entries.count - Self.capacity + 1) }
    entries.append(
      Entry(
        structure: structure, variables: variables, count: count, serial: world.events.last?.serial ?? 0, model: model,
        chronicle: chronicle, index: EventIndex(world.events)))
    return (model, chronicle)
  }

  /// Takes in the events recorded since; false where one lies before what has been gone through.
  private func extend(_ index: Int) -> Bool {
    let entry = entries[index]
    for event in entry.count..<world.events.count {
      guard entry.chronicle.append(entry.model.occurrence(event)) else {
        entries.remove(at: index)
        return false
      }
    }
    for event in entry.count..<world.events.count { entries[index].index.add(event, world.events[event]) }
    entries[index].count = world.events.count
    entries[index].serial = world.events.last?.serial ?? 0
    return true
  }
}
