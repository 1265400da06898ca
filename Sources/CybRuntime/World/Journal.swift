/// What must be undone to come back to a savepoint.
///
/// An entity or variable is saved when it is first changed after a savepoint (its stamp tells), so a savepoint costs
/// what is changed after it, and nothing when nothing is.
struct Journal {
  enum Entry {
    case entity(EntityID, Entity)
    case event(EventID, Event)
    case kind(KindID, Kind)
    case verb(VerbID, Verb)
    case declared(at: Int, EntityID)
    case global(slot: Int, Value)
    case cell(Cell, Value)
    case function(FunctionCode, FunctionCode.Content)
  }

  var entries: [Entry] = []
  /// The number of the current savepoint.
  var stamp: UInt32 = 0
  /// The highest number given so far.
  var lastStamp: UInt32 = 0
}

/// A point to come back to.
public struct Savepoint: Sendable {
  let entries: Int
  let declared: Int
  let events: Int
  var kinds: Int
  var verbs: Int
  let structure: Int
  let outer: UInt32
}

extension World {
  /// Begins to keep what later changes replace.
  func save() -> Savepoint {
    let point = Savepoint(
      entries: journal.entries.count, declared: declared.count, events: events.count, kinds: kinds.count,
      verbs: verbs.count, structure: structure, outer: journal.stamp)
    journal.lastStamp += 1
    journal.stamp = journal.lastStamp
    return point
  }

  /// Keeps what was changed since the savepoint; an outer savepoint can still take it back.
  func commit(_ point: Savepoint) {
    journal.stamp = point.outer
    if point.outer == 0 { journal.entries.removeAll(keepingCapacity: true) }
  }

  /// Takes back everything changed since the savepoint.
  func rollBack(_ point: Savepoint, globals: UnsafeMutablePointer<Value>) {
    guard hasChanged(since: point) else {
      journal.stamp = point.outer
      return
    }
    while journal.entries.count > point.entries {
      switch journal.entries.removeLast() {
      case .entity(let id, let old): entities[Int(id.index)] = old
      case .event(let id, let old): events[Int(id.index)] = old
      case .kind(let id, let old):
        kinds[Int(id.index)] = old
        declarations.reset()
      case .verb(let id, let old): verbs[Int(id.index)] = old
      case .declared(let position, let id):
        declared.insert(id, at: position)
        declarations.reset()
      case .global(let slot, let old): globals[slot] = old
      case .cell(let cell, let old): cell.value = old
      case .function(let code, let old): code.content = old
      }
    }
    declared.removeLast(declared.count - point.declared)
    declarations.cut(to: declared.count)
    events.removeLast(events.count - point.events)
    // Their numbers may still be known somewhere: they stay, without names that a script could find them by.
    for index in point.kinds..<kinds.count { kinds[index].name = "" }
    for index in point.verbs..<verbs.count { verbs[index].forgetNames() }
    journal.stamp = point.outer
    countEvents(structure: point.structure)
  }

  /// Whether anything is other than it was at the savepoint.
  func hasChanged(since point: Savepoint) -> Bool {
    journal.entries.count > point.entries || declared.count != point.declared || events.count != point.events
      || kinds.count != point.kinds || verbs.count != point.verbs
  }

  /// Saves an entity before its first change after the savepoint.
  @inline(__always)
  func willChange(_ id: EntityID) {
    version += 1
    if entities[Int(id.index)].stamp != journal.stamp { keep(id) }
  }

  @inline(never)
  private func keep(_ id: EntityID) {
    journal.entries.append(.entity(id, entities[Int(id.index)]))
    entities[Int(id.index)].stamp = journal.stamp
  }
}
