import CybSyntax
import Synchronization

/// `x.f` where `x` is any value.
final class MemberNode: Node {
  let operand: Node
  let name: Name
  private let cache: FieldCache

  init(_ operand: Node, _ name: Name, _ span: Span) {
    self.operand = operand
    self.name = name
    cache = FieldCache(name: name.text)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    let value = try operand.evaluate(frame)
    switch value {
    case .object(let object) where object.tag == .record:
      // The record may be held by nothing but this value.
      let field = withExtendedLifetime(object) {
        cache.place(in: .passUnretained(unsafeDowncast(object, to: RecordObject.self)))?.pointee
      }
      if let field { return field }
    case .entity(let id):
      if let place = cache.place(ofField: id, frame) { return place.pointee }
    default: break
    }
    return try frame.machine.member(name.text, of: value, at: name.span)
  }
}

/// `x.f` where `x` is a local.
final class LocalMemberNode: Node {
  let slot: Int
  let name: Name
  private let cache: FieldCache

  init(slot: Int, _ name: Name, _ span: Span) {
    self.slot = slot
    self.name = name
    cache = FieldCache(name: name.text)
    super.init(span)
  }

  /// Where the field lies, if the local has one of its own.
  @inline(__always)
  private func place(_ frame: Frame) -> UnsafeMutablePointer<Value>? {
    let owner = frame.slots + slot
    if let record = owner.record { return cache.place(in: record) }
    if case .entity(let id) = owner.pointee { return cache.place(ofField: id, frame) }
    return nil
  }

  override func evaluate(_ frame: Frame) throws -> Value { try place(frame)?.pointee ?? slowly(frame) }

  override func number(_ frame: Frame) throws -> Double {
    try place(frame)?.number(frame) ?? frame.number(slowly(frame))
  }

  override func isNothing(_ frame: Frame) throws -> Bool {
    if let place = place(frame) { return place.isNothing }
    if case .nothing = try slowly(frame) { return true }
    return false
  }

  @inline(never)
  private func slowly(_ frame: Frame) throws -> Value {
    try frame.machine.member(name.text, of: frame.slots[slot], at: name.span)
  }
}

/// `Atlantia.power`: a field of an entity that is known when resolving.
final class EntityMemberNode: Node {
  let entity: EntityID
  let name: Name
  private let cache: FieldCache

  init(_ entity: EntityID, _ name: Name, _ span: Span) {
    self.entity = entity
    self.name = name
    cache = FieldCache(name: name.text)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws -> Value {
    try cache.place(ofField: entity, frame)?.pointee ?? slowly(frame)
  }

  override func number(_ frame: Frame) throws -> Double {
    try cache.place(ofField: entity, frame)?.number(frame) ?? frame.number(slowly(frame))
  }

  @inline(never)
  private func slowly(_ frame: Frame) throws -> Value {
    try frame.machine.member(name.text, of: .entity(entity), at: name.span)
  }
}

/// Where a field lies in the shape seen last.
///
/// No two shapes ever have the same number, so the cache need not hold its shape. One word holds both, the number and the
/// index, so that threads that share the tree never see half an update.
final class FieldCache: Sendable {
  let name: String
  private let packed = Atomic<UInt64>(.max)

  init(name: String) { self.name = name }

  @inline(__always)
  func index(in record: RecordObject) -> Int? {
    let packed = packed.load(ordering: .relaxed)
    if packed >> 16 == record.shapeNumber { return Int(packed & 0xFFFF) }
    return find(in: record.shape)
  }

  /// Where the field of a record lies.
  @inline(__always)
  func place(in record: Unmanaged<RecordObject>) -> UnsafeMutablePointer<Value>? {
    let packed = packed.load(ordering: .relaxed)
    return packed >> 16 == record.shapeNumber ? record.start + Int(packed & 0xFFFF) : find(in: record)
  }

  /// Where an own field of an entity lies.
  @inline(__always)
  func place(ofField id: EntityID, _ frame: Frame) -> UnsafeMutablePointer<Value>? {
    guard let fields = frame.borrowedFields(of: id) else { return nil }
    return place(in: fields)
  }

  @inline(never)
  private func find(in record: Unmanaged<RecordObject>) -> UnsafeMutablePointer<Value>? {
    find(in: record._withUnsafeGuaranteedRef { $0.shape }).map { record.start + $0 }
  }

  @inline(never)
  private func find(in shape: Shape) -> Int? {
    guard let index = shape.index(of: name) else { return nil }
    if index < 0xFFFF { packed.store(shape.number << 16 | UInt64(index), ordering: .relaxed) }
    return index
  }
}

/// `x[i]`.
final class IndexNode: BinaryNode {
  override func evaluate(_ frame: Frame) throws -> Value {
    let container = try left.evaluate(frame)
    let index = try right.evaluate(frame)
    if case .object(let object) = container, object.tag == .list, case .number(let number) = index {
      let list = unsafeDowncast(object, to: ListObject.self)
      if let position = ListObject.index(number, below: list.elements.count) { return list.elements[position] }
    }
    return try slowly { try frame.machine.element(of: container, at: index, indexSpan: right.span) }
  }
}

/// `x[i]` where `x` is a local; or a top-level variable, and the evaluation of `i`, a local or number, changes nothing.
class VariableIndexNode: Node {
  final let index: Operand
  private let variable: Node

  init(_ variable: Node, _ index: Node, _ span: Span) {
    self.variable = variable
    self.index = Operand(index)
    super.init(span)
  }

  @inline(__always)
  final func element(_ place: UnsafeMutablePointer<Value>, _ frame: Frame) throws -> Value {
    let position = try index.number(frame)
    return try place.list?.element(at: position) ?? slowly(position, frame)
  }

  @inline(__always)
  final func number(_ place: UnsafeMutablePointer<Value>, _ frame: Frame) throws -> Double {
    let position = try index.number(frame)
    let number = place.list?.number(at: position) ?? .nan
    return number.isNaN ? try frame.number(place.list?.element(at: position) ?? slowly(position, frame)) : number
  }

  @inline(never)
  private func slowly(_ position: Double, _ frame: Frame) throws -> Value {
    let position = position.isNaN ? frame.takeAside() : .number(position)
    let container = try variable.evaluate(frame)
    do { return try frame.machine.element(of: container, at: position, indexSpan: index.span) } catch let
      failure as Failure
    { throw failure.located(at: span) }
  }
}

final class LocalIndexNode: VariableIndexNode {
  let slot: Int

  init(_ local: LocalNode, _ index: Node, _ span: Span) {
    slot = local.slot
    super.init(local, index, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value { try element(frame.slots + slot, frame) }

  override func number(_ frame: Frame) throws -> Double { try number(frame.slots + slot, frame) }
}

final class GlobalIndexNode: VariableIndexNode {
  let slot: Int

  init(_ global: GlobalNode, _ index: Node, _ span: Span) {
    slot = global.slot
    super.init(global, index, span)
  }

  override func evaluate(_ frame: Frame) throws -> Value { try element(frame.globals + slot, frame) }

  override func number(_ frame: Frame) throws -> Double { try number(frame.globals + slot, frame) }
}

extension Machine {
  /// The field of a record, entity or event, or a failure that says what there is instead.
  @inline(never)
  func member(_ name: String, of value: Value, at span: Span) throws -> Value {
    switch value {
    case .entity(let entity):
      return try entityField(name, of: entity, at: span)
    case .event(let event):
      if let value = world.field(name, of: event) { return value }
      throw unknownField(name, of: "this event", among: world.fieldNames(of: event), at: span)
    case .object(let object):
      if let record = object as? RecordObject {
        if let value = record[name] { return value }
        throw unknownField(name, of: "this record", among: record.shape.names, at: span)
      }
      if let range = object as? RangeObject {
        switch name {
        case "lower": return .number(range.lower)
        case "upper": return .number(range.upper)
        case "step": return .number(range.step)
        default: throw unknownField(name, of: "a range", among: ["lower", "upper", "step"], at: span)
        }
      }
      if let map = object as? MapObject, let value = map.entries[.text(name)] {
        _ = value
        throw Failure(
          Diagnostic("cyb-no-fields", "a map has no fields", at: span).help("write `[\"\(name)\"]` for its entry"))
      }
    case .kind(let kind):
      if let value = world[kind].defaults[name] { return value }
      throw unknownField(
        name, of: "the kind `\(world.name(of: kind))`", among: world[kind].defaults.shape.names, at: span)
    case .nothing:
      throw Failure(
        Diagnostic("cyb-field-of-nothing", "nothing has no field `\(name)`", at: span)
          .help("give a value for the case of nothing: `(x ?? {\(name): 0}).\(name)`"))
    case .truth(.unknown):
      return .unknown
    default: break
    }
    throw Failure(
      Diagnostic("cyb-no-fields", "\(value.typePhrase) has no fields, so no `\(name)`", at: span)
        .help(
          BuiltinTable.named(name).map { _ in "`\(name)` is a function: write `\(name)(x)` or `x.\(name)()`" }
            ?? ForeignNames.otherwise[name]))
  }

  func entityField(_ name: String, of id: EntityID, at span: Span) throws -> Value {
    let entity = world[id]
    guard let fields = entity.fields else {
      throw Failure(
        Diagnostic(
          "cyb-not-yet-declared", "`\(entity.name)` has no fields yet: its declaration has not run", at: span
        ).label(entity.declaration, "it is declared here"))
    }
    if let value = fields[name] { return value }
    if let clause = world.clause(name, of: id) { return .entity(clause) }
    if let title = entity.title, name == "title" { return .text(title) }
    if let known = KnownFields.field(name, for: entity.kind, in: world), let value = known.defaultValue {
      return value
    }
    var names = fields.shape.names + entity.clauses.compactMap { world[$0].clauseID.map(String.init) }
    names += KnownFields.names(for: entity.kind, in: world)
    throw unknownField(name, of: "`\(entity.name)`", among: names, at: span)
  }

  func unknownField(_ name: String, of owner: String, among names: [String], at span: Span) -> Failure {
    var diagnostic = Diagnostic("cyb-unknown-field", "\(owner) has no field `\(name)`", at: span)
    if BuiltinTable.named(name) != nil {
      diagnostic = diagnostic.help("`\(name)` is a function: write `\(name)(x)` or `x.\(name)()`")
    } else if let near = Suggestions.closest(to: name, among: names) {
      diagnostic = diagnostic.help("did you mean `\(near)`?").fix(span, near)
    } else if !names.isEmpty {
      diagnostic = diagnostic.note("it has \(names.prefix(12).map { "`\($0)`" }.joined(separator: ", "))")
    }
    return Failure(diagnostic)
  }

  /// `container[index]`.
  @inline(never)
  func element(of container: Value, at index: Value, indexSpan: Span) throws -> Value {
    switch container {
    case .object(let object):
      switch object {
      case let list as ListObject:
        if case .object(let range as RangeObject) = index {
          return .list(Array(list.elements[try bounds(of: range, count: list.elements.count, at: indexSpan)]))
        }
        return list.elements[try position(index, count: list.elements.count, of: "list", at: indexSpan)]
      case let text as TextObject:
        let characters = Array(text.text)
        try charge(characters.count / 16)
        if case .object(let range as RangeObject) = index {
          return .text(String(characters[try bounds(of: range, count: characters.count, at: indexSpan)]))
        }
        return .text(String(characters[try position(index, count: characters.count, of: "text", at: indexSpan)]))
      case let map as MapObject:
        if let value = map.entries[index] { return value }
        throw Failure(
          Diagnostic("cyb-no-such-key", "the map has no key \(literal(index))", at: indexSpan)
            .help("test with `in`, or give a default with `get(m, key, default)`"))
      case let record as RecordObject:
        if case .object(let name as TextObject) = index {
          return try member(name.text, of: .object(record), at: indexSpan)
        }
        throw Failure(
          Diagnostic(
            "cyb-wrong-type", "a record is indexed by the name of a field, not \(index.typePhrase)", at: indexSpan))
      case let range as RangeObject:
        return .number(range.element(at: try position(index, count: range.count, of: "range", at: indexSpan)))
      case is SetObject:
        throw Failure(
          Diagnostic("cyb-not-indexable", "a set has no positions", at: indexSpan)
            .help("make a list of it: `to_list(s)[0]`, or ask `x in s`"))
      default: break
      }
    case .entity(let entity):
      if world.isEntity(entity, of: .treaty) {
        let id = clauseName(index)
        if let clause = world.clause(id, of: entity) { return .entity(clause) }
        throw unknownField(
          id, of: "`\(world.name(of: entity))`",
          among: world[entity].clauses.compactMap { world[$0].clauseID.map(String.init) }, at: indexSpan)
      }
      if case .object(let name as TextObject) = index { return try entityField(name.text, of: entity, at: indexSpan) }
    default: break
    }
    throw Failure(
      Diagnostic("cyb-not-indexable", "\(container.typePhrase) has no elements to take by index", at: nil))
  }

  /// The identifier of a clause as an index gives it: `London[2]`, `London["2a"]`.
  private func clauseName(_ index: Value) -> String { describe(index) }

  func position(_ index: Value, count: Int, of container: String, at span: Span) throws -> Int {
    guard case .number(let number) = index, number.rounded(.towardZero) == number else {
      throw Failure(
        Diagnostic(
          "cyb-wrong-type", "a \(container) is indexed by a whole number, not \(describeForMessage(index))", at: span))
    }
    guard number >= 0, number < Double(count) else {
      let size = count == 0 ? "it is empty" : "it has \(count) element\(count == 1 ? "" : "s"), from 0 to \(count - 1)"
      let failure = Diagnostic(
        "cyb-index-out-of-range", "index \(literal(index)) lies outside the \(container)", at: span
      ).note(size)
      throw Failure(
        number < 0 && count > 0
          ? failure.help("for the last element, write `last(xs)`")
          : failure.help("where it may lie outside, write `get(xs, i, default)`"))
    }
    return Int(number)
  }

  private func bounds(of range: RangeObject, count: Int, at span: Span) throws -> Range<Int> {
    guard range.step == 1, let lower = Int(exactly: range.lower) else {
      throw Failure(Diagnostic("cyb-wrong-type", "a slice is a range of whole numbers in steps of 1", at: span))
    }
    let upper = lower + range.count
    guard lower >= 0, upper <= count else {
      throw Failure(
        Diagnostic("cyb-index-out-of-range", "the slice \(literal(.object(range))) reaches outside", at: span)
          .note("there are \(count) elements"))
    }
    return lower..<upper
  }

  /// A value as it would be written in a program, for messages.
  func literal(_ value: Value) -> String {
    var bytes: [UInt8] = []
    value.write(in: world, into: &bytes)
    return bytes.count > 60
      ? String(decoding: bytes.prefix(57), as: UTF8.self) + "…" : String(decoding: bytes, as: UTF8.self)
  }

  /// A value as `print` shows it.
  public func describe(_ value: Value) -> String {
    var bytes: [UInt8] = []
    value.describe(in: world, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func describeForMessage(_ value: Value) -> String {
    if case .number = value { return literal(value) }
    return value.typePhrase
  }
}

extension Machine {
  /// The field of a record, entity or event, if it has one of that name; no failure else.
  func ownField(_ name: String, of value: Value) -> Value? {
    switch value {
    case .object(let object): (object as? RecordObject)?[name]
    case .entity(let entity): world.field(name, of: entity)
    case .event(let event): world.field(name, of: event)
    default: nil
    }
  }
}
