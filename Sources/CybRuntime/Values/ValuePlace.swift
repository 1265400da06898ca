import CybSyntax

// Values where they lie: read without counting a reference, changed without holding them twice.
//
// The payload of an enum with one class payload lies at its start; a test of the layout says so.

extension Value {
  @inline(__always)
  var isPlain: Bool {
    if case .object = self { return false }
    return true
  }
}

extension UnsafeMutablePointer where Pointee == Value {
  /// The object of a value that holds one, in its place, so that asking whether it is held once does not hold it twice.
  @inline(__always)
  var object: UnsafeMutablePointer<Object> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Object.self) }

  /// The object of a value that holds one, not counted.
  @inline(__always)
  var borrowed: Unmanaged<Object> { UnsafeRawPointer(self).load(as: Unmanaged<Object>.self) }

  /// Whether the value is an object of a tag.
  @inline(__always)
  func isObject(_ tag: Object.Tag) -> Bool {
    if pointee.isPlain { return false }
    return borrowed._withUnsafeGuaranteedRef { $0.tag == tag }
  }

  /// Whether the value is an object of a tag that nobody else holds.
  @inline(__always)
  func holdsAlone(_ tag: Object.Tag) -> Bool {
    isObject(tag) && isKnownUniquelyReferenced(&object.pointee)
  }

  /// The record that the value is, not counted.
  @inline(__always)
  var record: Unmanaged<RecordObject>? {
    isObject(.record) ? UnsafeRawPointer(self).load(as: Unmanaged<RecordObject>.self) : nil
  }

  /// The list that the value is, not counted.
  @inline(__always)
  var list: Unmanaged<ListObject>? {
    isObject(.list) ? UnsafeRawPointer(self).load(as: Unmanaged<ListObject>.self) : nil
  }

  /// The element of a list, where the value is one and has it.
  @inline(__always)
  func element(at number: Double) -> Value? {
    list?._withUnsafeGuaranteedRef { $0.element(at: number) }
  }

  /// Deinitialises values, most of which are plain: a call of the runtime for all of them costs more than looking.
  @inline(__always)
  func clear(_ count: Int) {
    for index in 0..<count where !self[index].isPlain { (self + index).deinitialize(count: 1) }
  }

  /// Gives a place a number.
  @inline(__always)
  func put(_ number: Double) {
    if pointee.isPlain { initialize(to: .number(number)) } else { pointee = .number(number) }
  }

  /// `place op= number` where both are numbers and so is the result; whether it was done.
  @inline(__always)
  func update(_ operation: BinaryOperator, _ operand: Value) -> Bool {
    guard case .number(let x) = pointee, case .number(let y) = operand else { return false }
    let result: Double
    switch operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    default: return false
    }
    guard result.isFinite else { return false }
    initialize(to: .number(result))
    return true
  }

  /// `place = value` or `place op= value` where that asks for no check; whether it was done.
  @inline(__always)
  func change(_ operation: BinaryOperator?, _ operand: Value) -> Bool {
    if let operation { return update(operation, operand) }
    pointee = operand
    return true
  }
}

extension ListObject {
  /// The position that a number means, where the list has it.
  @inline(__always)
  func index(_ number: Double) -> Int? {
    guard number >= 0, number < Double(elements.count) else { return nil }
    let index = Int(number)
    return Double(index) == number ? index : nil
  }

  @inline(__always)
  func element(at number: Double) -> Value? { index(number).map { elements[$0] } }
}
