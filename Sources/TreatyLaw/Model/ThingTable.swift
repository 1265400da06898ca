/// Values by thing: an array for the things that stand for entities, which have small numbers, since looking them up must
/// cost next to nothing; a dictionary for the few others, which stand for values and events.
struct ThingTable<Value> {
  private var slots: [Value?] = []
  private var others: [Thing: Value] = [:]

  subscript(thing: Thing) -> Value? {
    get {
      let index = Int(thing.index)
      if index >= 0, index < slots.count { return slots[index] }
      return others.isEmpty ? nil : others[thing]
    }
    set {
      guard hasSlot(thing) else { return others[thing] = newValue }
      slots[Int(thing.index)] = newValue
    }
  }

  subscript(thing: Thing, default fallback: @autoclosure () -> Value) -> Value {
    get { self[thing] ?? fallback() }
    _modify {
      if hasSlot(thing) {
        var value = slots[Int(thing.index)].take() ?? fallback()
        defer { slots[Int(thing.index)] = value }
        yield &value
      } else {
        yield &others[thing, default: fallback()]
      }
    }
  }

  var isEmpty: Bool { others.isEmpty && slots.allSatisfy { $0 == nil } }

  var keys: [Thing] { slots.indices.filter { slots[$0] != nil }.map { Thing(Int32($0)) } + others.keys.sorted() }

  /// Makes room for a thing that has its place in the array.
  private mutating func hasSlot(_ thing: Thing) -> Bool {
    guard thing.index >= 0, thing.event == nil else { return false }
    let missing = Int(thing.index) + 1 - slots.count
    if missing > 0 { slots.append(contentsOf: repeatElement(nil, count: missing)) }
    return true
  }
}
