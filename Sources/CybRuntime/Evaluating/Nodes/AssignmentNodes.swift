import CybSyntax

/// One step of a target such as `x.f[i]`.
enum PlaceStep {
  case field(Name, FieldCache)
  case index(Node)
}

/// Where a target begins.
enum PlaceRoot {
  case local(Int)
  case cell(Int, String)
  case global(Int)
  /// A value that stands for something changeable: an entity or an event.
  case value(Node)
}

/// `x.f[i] = e`, `x.f[i] += e`: changes a part of a variable, entity or event.
///
/// The indices are evaluated first, from left to right, then the new value; then the place is changed, in place where nobody
/// else holds what it belongs to.
final class AssignPlaceNode: Node {
  let root: PlaceRoot
  let steps: [PlaceStep]
  let operation: BinaryOperator?
  let value: Node

  init(_ root: PlaceRoot, _ steps: [PlaceStep], operation: BinaryOperator?, value: Node, _ span: Span) {
    self.root = root
    self.steps = steps
    self.operation = operation
    self.value = value
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    var indices: [Value] = []
    for case .index(let node) in steps { indices.append(try node.evaluate(frame)) }
    var base = Value.undefined
    if case .value(let node) = root { base = try node.evaluate(frame) }
    try assign(try value.evaluate(frame), indices: indices, base: base, frame)
    return .normal
  }

  /// Changes the place, once its indices, what it is a part of, and the operand have been evaluated.
  @inline(never)
  func assign(_ operand: Value, indices: [Value], base: Value, _ frame: Frame) throws {
    let machine = frame.machine
    let change: (inout Value) throws -> Void = { [operation, span] place in
      guard let operation else {
        place = operand
        return
      }
      do { try machine.update(&place, operation, operand) } catch let failure as Failure {
        throw failure.located(at: span)
      }
    }
    let path = PlacePath(
      machine: machine, steps: steps[...], indices: indices[...], isUpdate: operation != nil, change: change, span: span
    )
    switch root {
    case .local(let slot): try path.apply(to: &frame.slots[slot])
    case .cell(let slot, let name):
      guard case .object(let object) = frame.slots[slot], let cell = object as? Cell else {
        throw Failure(Diagnostic("cyb-not-yet-set", "`\(name)` has no value yet", at: span))
      }
      machine.willChange(cell)
      try path.apply(to: &cell.value)
    case .global(let slot):
      machine.willChangeGlobal(slot)
      try path.apply(to: &machine.globals[slot])
    case .value:
      var base = base
      try path.apply(to: &base)
    }
  }
}

/// A walk down a target to the place that changes.
struct PlacePath {
  let machine: Machine
  var steps: ArraySlice<PlaceStep>
  var indices: ArraySlice<Value>
  /// Whether the target is updated (`+=`), and so must be there.
  let isUpdate: Bool
  let change: (inout Value) throws -> Void
  let span: Span

  func apply(to place: inout Value) throws {
    guard let step = steps.first else { return try change(&place) }
    var rest = self
    rest.steps.removeFirst()
    switch step {
    case .field(let name, let cache): try rest.changeField(name, cache, of: &place)
    case .index(let node):
      let index = rest.indices.removeFirst()
      try rest.changeElement(at: index, node.span, of: &place)
    }
  }

  private func changeField(_ name: Name, _ cache: FieldCache, of place: inout Value) throws {
    switch place.type {
    case .entity:
      guard case .entity(let id) = place else { return }
      try machine.changeField(name, of: id) { try apply(to: &$0) }
    case .event:
      guard case .event(let id) = place else { return }
      try machine.changeRole(name, of: id) { try apply(to: &$0) }
    case .record:
      var record = place.take(RecordObject.self)
      defer { place = .object(record) }
      if !isKnownUniquelyReferenced(&record) { record = record.copy() }
      if let index = cache.index(in: record) {
        try apply(to: &record.fields[index])
        record.depth = max(record.depth, 1 + record.fields[index].depth)
      } else {
        var fresh = Value.undefined
        guard steps.isEmpty, !isUpdate else {
          throw machine.unknownField(name.text, of: "this record", among: record.shape.names, at: name.span)
        }
        try apply(to: &fresh)
        record.append(name.text, fresh)
        record.depth = max(record.depth, 1 + fresh.depth)
      }
      try machine.checkDepth(record, at: span)
    default:
      _ = try machine.member(name.text, of: place, at: name.span)
      throw Failure(
        Diagnostic("cyb-not-assignable", "`\(name.text)` of \(place.typePhrase) cannot be set", at: name.span))
    }
  }

  private func changeElement(at index: Value, _ indexSpan: Span, of place: inout Value) throws {
    switch place.type {
    case .list:
      var list = place.take(ListObject.self)
      defer { place = .object(list) }
      let position = try machine.position(index, count: list.elements.count, of: "list", at: indexSpan)
      if !isKnownUniquelyReferenced(&list) { list = ListObject(list.elements) }
      try apply(to: &list.elements[position])
      list.depth = max(list.depth, 1 + list.elements[position].depth)
      try machine.checkDepth(list, at: span)
    case .map:
      var map = place.take(MapObject.self)
      defer { place = .object(map) }
      if !isKnownUniquelyReferenced(&map) { map = MapObject(map.entries) }
      if steps.isEmpty, !isUpdate {
        var fresh = Value.undefined
        try apply(to: &fresh)
        map.insert(fresh, for: index)
      } else {
        guard var value = map.removeValue(keepingPlaceOf: index) else {
          throw Failure(
            Diagnostic("cyb-no-such-key", "the map has no key \(machine.literal(index))", at: indexSpan)
              .help("set it first, or write `m[k] = get(m, k, 0) + …`"))
        }
        defer { map.insert(value, for: index) }
        try apply(to: &value)
      }
      try machine.checkDepth(map, at: span)
    case .record:
      guard case .object(let text as TextObject) = index else {
        throw Failure(
          Diagnostic(
            "cyb-wrong-type", "a record is indexed by the name of a field, not \(index.typePhrase)", at: indexSpan))
      }
      return try changeField(Name(text.text, indexSpan), FieldCache(name: text.text), of: &place)
    case .entity where steps.isEmpty == false:
      var clause = try machine.element(of: place, at: index, indexSpan: indexSpan)
      try apply(to: &clause)
    default:
      _ = try machine.element(of: place, at: index, indexSpan: indexSpan)
      throw Failure(
        Diagnostic("cyb-not-assignable", "an element of \(place.typePhrase) cannot be set", at: indexSpan))
    }
  }
}

/// `x += e` and the like for a local.
final class UpdateLocalNode: Node {
  let slot: Int
  let operation: BinaryOperator
  let value: Operand

  init(slot: Int, _ operation: BinaryOperator, value: Node, _ span: Span) {
    self.slot = slot
    self.operation = operation
    self.value = Operand(value)
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    let number = try value.number(frame)
    if !number.isNaN, (frame.slots + slot).update(operation, number) { return .normal }
    try slowly(number.isNaN ? frame.takeAside() : .number(number), frame)
    return .normal
  }

  @inline(never)
  private func slowly(_ operand: Value, _ frame: Frame) throws {
    do { try frame.machine.update(&frame.slots[slot], operation, operand) } catch let failure as Failure {
      throw failure.located(at: span)
    }
  }
}

extension Machine {
  /// `place op= operand`, in place where nobody else holds the value.
  func update(_ place: inout Value, _ operation: BinaryOperator, _ operand: Value) throws {
    if operation == .add {
      if case .number(let x) = place, case .number(let y) = operand, (x + y).isFinite {
        place = .number(x + y)
        return
      }
      if try append(operand, to: &place) { return }
    } else if operation == .union, try unite(operand, with: &place) {
      return
    }
    place = try checked(try Value.apply(operation, place, operand), at: nil)
  }

  /// Adds the members of a set or the entries of a map in place.
  private func unite(_ operand: Value, with place: inout Value) throws -> Bool {
    guard case .object(let added) = operand, place.type == operand.type else { return false }
    switch added.tag {
    case .set:
      let more = unsafeDowncast(added, to: SetObject.self)
      try willAdd(more.elements.count)
      var set = place.take(SetObject.self)
      defer { place = .object(set) }
      if !isKnownUniquelyReferenced(&set) { set = SetObject(set.elements) }
      set.elements.append(contentsOf: more.elements)
      set.depth = max(set.depth, more.depth)
    case .map:
      let more = unsafeDowncast(added, to: MapObject.self)
      try willAdd(more.entries.count)
      var map = place.take(MapObject.self)
      defer { place = .object(map) }
      if !isKnownUniquelyReferenced(&map) { map = MapObject(map.entries) }
      for (key, value) in more.entries { map.entries[key] = value }
      map.depth = max(map.depth, more.depth)
    default: return false
    }
    return true
  }

  /// Charges for so many elements more, and fails where they would pass the limit of memory.
  private func willAdd(_ elements: Int) throws {
    try charge(elements / 16)
    if elements >= 1 << 8 { try willAllocate(elements * 2 * MemoryLayout<Value>.stride) }
  }

  /// Appends to a list or text in place.
  private func append(_ operand: Value, to place: inout Value) throws -> Bool {
    guard case .object(let added) = operand, place.type == operand.type else { return false }
    switch added.tag {
    case .list:
      let tail = unsafeDowncast(added, to: ListObject.self)
      try willJoin(place, operand)
      var list = place.take(ListObject.self)
      if !isKnownUniquelyReferenced(&list) { list = ListObject(list.elements) }
      list.elements.append(contentsOf: tail.elements)
      list.depth = max(list.depth, tail.depth)
      place = .object(list)
    case .text:
      let tail = unsafeDowncast(added, to: TextObject.self)
      try willJoin(place, operand)
      var text = place.take(TextObject.self)
      if !isKnownUniquelyReferenced(&text) { text = TextObject(text.text) }
      text.text += tail.text
      place = .object(text)
    default: return false
    }
    return true
  }
}
