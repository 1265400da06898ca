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
    isObject(tag) && isHeldOnce
  }

  /// Whether nobody else holds the object of a value that holds one.
  ///
  /// The runtime tells, but most answers can be read off: the upper half of the word behind an object's type is zero
  /// where there is one reference and nothing special about it (`RefCount.h` of Swift's runtime, on 64 bits).
  @inline(__always)
  var isHeldOnce: Bool {
    #if arch(x86_64) || arch(arm64)
      let start = UnsafeRawPointer(self).load(as: UnsafeRawPointer.self)
      if start.load(fromByteOffset: 12, as: UInt32.self) == 0 { return true }
    #endif
    return isKnownUniquelyReferenced(&object.pointee)
  }

  /// The record that the value is, not counted, if nobody else holds it.
  @inline(__always)
  var recordHeldAlone: Unmanaged<RecordObject>? {
    holdsAlone(.record) ? UnsafeRawPointer(self).load(as: Unmanaged<RecordObject>.self) : nil
  }

  /// The list that the value is, not counted, if nobody else holds it.
  @inline(__always)
  var listHeldAlone: Unmanaged<ListObject>? {
    holdsAlone(.list) ? UnsafeRawPointer(self).load(as: Unmanaged<ListObject>.self) : nil
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

  /// Deinitialises values, most of which are plain: a call of the runtime for all of them costs more than looking.
  @inline(__always)
  func clear(_ count: Int) {
    for index in 0..<count where !self[index].isPlain { (self + index).deinitialize(count: 1) }
  }

  @inline(__always)
  var isNothing: Bool {
    if case .nothing = pointee { return true }
    return false
  }

  /// Gives a place a value. That most values in place are plain, so that none is to be let go of, is seen at once.
  @inline(__always)
  func put(_ value: Value) {
    if pointee.isPlain { initialize(to: value) } else { pointee = value }
  }

  /// Gives a place a number.
  @inline(__always)
  func put(_ number: Double) {
    if pointee.isPlain { initialize(to: .number(number)) } else { pointee = .number(number) }
  }

  /// `place op= number` where the place holds a number and so does the result; whether it was done.
  @inline(__always)
  func update(_ operation: BinaryOperator, _ operand: Double) -> Bool {
    guard case .number(let number) = pointee else { return false }
    let result: Double
    switch operation {
    case .add: result = number + operand
    case .subtract: result = number - operand
    case .multiply: result = number * operand
    case .divide: result = number / operand
    default: return false
    }
    guard result.isFinite else { return false }
    initialize(to: .number(result))
    return true
  }

  /// `place = value` or `place op= value` where that asks for no check; whether it was done.
  @inline(__always)
  func change(_ operation: BinaryOperator?, _ operand: Value) -> Bool {
    guard let operation else {
      put(operand)
      return true
    }
    guard case .number(let number) = operand else { return false }
    return update(operation, number)
  }
}

extension Unmanaged<RecordObject> {
  @inline(__always)
  var shapeNumber: UInt64 { _withUnsafeGuaranteedRef { $0.shapeNumber } }

  @inline(__always)
  var start: UnsafeMutablePointer<Value> { _withUnsafeGuaranteedRef { $0.start } }
}

extension Unmanaged<ListObject> {
  /// The element of a list as a number, where it has it and it is one; else NaN.
  @inline(__always)
  func number(at position: Double) -> Double {
    _withUnsafeGuaranteedRef { list in
      list.elements.withUnsafeBufferPointer { elements in
        if let start = elements.baseAddress, let index = ListObject.index(position, below: elements.count),
          case .number(let number) = start[index]
        {
          return number
        }
        return .nan
      }
    }
  }

  /// The element of a list, where it has it.
  @inline(__always)
  func element(at position: Double) -> Value? {
    _withUnsafeGuaranteedRef { list in
      ListObject.index(position, below: list.elements.count).map { list.elements[$0] }
    }
  }
}

extension ListObject {
  /// The position that a number means in a list of so many elements, where it is one.
  @inline(__always)
  static func index(_ number: Double, below count: Int) -> Int? {
    // A whole number below 2^52, added to 2^52, stands in the lowest bits; all others are off the mark.
    let shifted = number + 0x1p52
    let index = shifted.bitPattern &- (0x1p52).bitPattern
    return index < UInt64(count) && shifted - 0x1p52 == number ? Int(index) : nil
  }
}
