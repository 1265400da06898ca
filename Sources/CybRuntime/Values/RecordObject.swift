/// A record: named fields in the order of their writing.
///
/// The names live in a `Shape` that records of the same make share, so that a field is found by comparing one number (see
/// the inline caches of the evaluator). The fields of a small record lie in the object itself, so that making one asks for
/// memory once.
public final class RecordObject: Object, @unchecked Sendable {
  /// Counted only where `ownsShape`: most shapes live as long as the process.
  private var shapeReference: Unmanaged<Shape>
  private var ownsShape: Bool
  /// The fields, `count` of them: in `room`, or, where that is too small, in memory of their own.
  private(set) var start: UnsafeMutablePointer<Value>
  private(set) var count: Int32 = 0
  private var capacity: Int32
  /// What kind of answer this is, where a question made it; decides how it is printed.
  public let role: Role
  /// Raw memory for `smallCount` values.
  private var room = InlineArray<8, UInt64>(repeating: 0)
  private static let smallCount = 4

  public enum Role: UInt8, Sendable {
    case plain, explanation, outcome, table, simulation
  }

  /// A record whose fields, as many as the shape has names, are made one after the other, straight into their places.
  @inline(__always)
  init(shape: Shape, role: Role = .plain, makingFields field: (Int) throws -> Value) rethrows {
    let wanted = shape.count
    shapeReference = .passUnretained(shape)
    ownsShape = !shape.isShared
    self.role = role
    capacity = Int32(max(wanted, Self.smallCount))
    let own: UnsafeMutablePointer<Value>? = wanted > Self.smallCount ? .allocate(capacity: wanted) : nil
    start = own ?? UnsafeMutablePointer(bitPattern: 8).unsafelyUnwrapped
    super.init(tag: .record, depth: 1, payload: Self.payload(wanted))
    if ownsShape { _ = shapeReference.retain() }
    if own == nil {
      // A stored property of a class stays where it is.
      start = withUnsafeMutablePointer(to: &room) { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self) }
    }
    var deepest: Int32 = 0
    for index in 0..<wanted {
      let value = try field(index)
      deepest = max(deepest, value.depth)
      (start + index).initialize(to: value)
      count = Int32(index + 1)
    }
    depth = 1 + deepest
  }

  deinit {
    start.clear(Int(count))
    if capacity > Self.smallCount { start.deallocate() }
    if ownsShape { shapeReference.release() }
  }
}

extension RecordObject {
  convenience init(shape: Shape, fields: [Value], role: Role = .plain) {
    self.init(shape: shape, role: role) { fields[$0] }
  }

  /// A record from names and values; a later field replaces an earlier one of the same name.
  public convenience init(_ pairs: [(String, Value)], role: Role = .plain) {
    var places: [String: Int] = [:]
    var names: [String] = []
    var fields: [Value] = []
    for (name, value) in pairs {
      if let index = places[name] {
        fields[index] = value
      } else {
        places[name] = names.count
        names.append(name)
        fields.append(value)
      }
    }
    self.init(shape: .of(names), fields: fields, role: role)
  }

  func copy() -> RecordObject { RecordObject(shape: shape, role: role) { start[$0] } }

  /// The names of its fields.
  public var shape: Shape { shapeReference.takeUnretainedValue() }

  /// The number of its shape.
  @inline(__always)
  var shapeNumber: UInt64 { shapeReference._withUnsafeGuaranteedRef { $0.number } }

  /// The values of its fields, in the order of the shape's names.
  public var fields: Fields { Fields(record: self) }

  public subscript(name: String) -> Value? {
    withExtendedLifetime(self) { shape.index(of: name).map { start[$0] } }
  }

  /// Adds a field of a new name. The caller holds the only reference.
  func append(_ name: String, _ value: Value) {
    if count == capacity { grow() }
    (start + Int(count)).initialize(to: value)
    count += 1
    let larger = shape.adding(name)
    if !larger.isShared { _ = Unmanaged.passRetained(larger) }
    if ownsShape { shapeReference.release() }
    shapeReference = .passUnretained(larger)
    ownsShape = !larger.isShared
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: 2 * Int(capacity))
    larger.moveInitialize(from: start, count: Int(count))
    if capacity > Self.smallCount { start.deallocate() }
    start = larger
    capacity *= 2
    account(payload: Self.payload(Int(capacity)))
  }

  /// Bytes of the memory for so many fields: the room in the object, and that of their own.
  @inline(__always)
  private static func payload(_ fields: Int) -> Int {
    let room = smallCount * MemoryLayout<Value>.stride
    return fields > smallCount ? room + fields * MemoryLayout<Value>.stride : room
  }

  /// The fields of a record as a collection.
  public struct Fields: RandomAccessCollection {
    let record: RecordObject

    public var startIndex: Int { 0 }
    public var endIndex: Int { Int(record.count) }

    public subscript(index: Int) -> Value {
      get {
        precondition(index >= 0 && index < endIndex, "there is no such field")
        return withExtendedLifetime(record) { record.start[index] }
      }
      nonmutating _modify {
        precondition(index >= 0 && index < endIndex, "there is no such field")
        yield &record.start[index]
      }
    }
  }
}
