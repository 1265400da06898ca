/// What happened after a savepoint that was then taken back: enough to make it happen again.
struct Undone {
  fileprivate let point: Savepoint
  /// What the journal had kept: the values before.
  fileprivate let before: [Journal.Entry]
  /// The same places with the values after.
  fileprivate let after: [Journal.Entry]
  fileprivate let declared: [EntityID]
  fileprivate let events: [Event]
  fileprivate let kinds: [Kind]
  fileprivate let verbs: [Verb]
}

extension World {
  /// Takes back everything changed since the savepoint, and keeps it for `doAgain`.
  func takeBack(_ point: Savepoint, globals: UnsafeMutablePointer<Value>) -> Undone {
    let before = Array(journal.entries[point.entries...])
    let undone = Undone(
      point: point, before: before, after: before.map { present($0, globals) }, declared: declared,
      events: Array(events[point.events...]), kinds: Array(kinds[point.kinds...]), verbs: Array(verbs[point.verbs...]))
    rollBack(point, globals: globals)
    return undone
  }

  /// Makes what was taken back happen again; nothing may have changed in between.
  ///
  /// - Returns: the savepoint before it, which stays open.
  func doAgain(_ undone: Undone, globals: UnsafeMutablePointer<Value>) -> Savepoint {
    var point = save()
    // The numbers of its kinds and verbs were never given away.
    point.kinds = undone.point.kinds
    point.verbs = undone.point.verbs
    for entry in undone.after {
      switch entry {
      case .entity(let id, let value): entities[Int(id.index)] = value
      case .event(let id, let value) where Int(id.index) < events.count: events[Int(id.index)] = value
      case .kind(let id, let value): kinds[Int(id.index)] = value
      case .verb(let id, let value): verbs[Int(id.index)] = value
      case .global(let slot, let value): globals[slot] = value
      case .cell(let cell, let value): cell.value = value
      case .function(let code, let content): code.content = content
      case .declared, .event: break
      }
    }
    declared = undone.declared
    declarations.reset()
    events += undone.events
    kinds.replaceSubrange(undone.point.kinds..<undone.point.kinds + undone.kinds.count, with: undone.kinds)
    verbs.replaceSubrange(undone.point.verbs..<undone.point.verbs + undone.verbs.count, with: undone.verbs)
    journal.entries += undone.before
    version += 1
    return point
  }

  /// Forgets what leads back beyond a savepoint: the entries of the journal up to it.
  ///
  /// - Returns: how many entries were dropped, by which the positions of later savepoints move down.
  func forget(before point: Savepoint) -> Int {
    journal.entries.removeFirst(point.entries)
    return point.entries
  }

  private func present(_ entry: Journal.Entry, _ globals: UnsafeMutablePointer<Value>) -> Journal.Entry {
    switch entry {
    case .entity(let id, _): .entity(id, entities[Int(id.index)])
    case .event(let id, _): .event(id, events[Int(id.index)])
    case .kind(let id, _): .kind(id, kinds[Int(id.index)])
    case .verb(let id, _): .verb(id, verbs[Int(id.index)])
    case .declared: entry
    case .global(let slot, _): .global(slot: slot, globals[slot])
    case .cell(let cell, _): .cell(cell, cell.value)
    case .function(let code, _): .function(code, code.content)
    }
  }
}

extension Savepoint {
  /// The same point of a journal whose first entries were dropped.
  func moved(by dropped: Int) -> Savepoint {
    Savepoint(
      entries: entries - dropped, declared: declared, events: events, kinds: kinds, verbs: verbs, structure: structure,
      outer: outer)
  }
}
