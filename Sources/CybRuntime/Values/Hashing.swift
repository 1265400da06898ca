extension Value: Hashable {
  /// Structural equality, two-valued: what set membership and map keys go by. `unknown` equals itself here.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): a == b
    case (.object(let a), .object(let b)): a === b || a.equals(b)
    case (.undefined, .undefined), (.nothing, .nothing): true
    case (.truth(let a), .truth(let b)): a == b
    case (.date(let a), .date(let b)): a.minutes == b.minutes
    case (.duration(let a), .duration(let b)): a == b
    case (.entity(let a), .entity(let b)): a == b
    case (.kind(let a), .kind(let b)): a == b
    case (.event(let a), .event(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  /// A well-mixed number that is the same for equal values. It never shows: containers keep the order of insertion.
  var hash: UInt64 {
    switch self {
    case .number(let number): Self.mix(number == 0 ? 0 : number.bitPattern)
    case .object(let object): object.hash
    case .entity(let entity): Self.mix(UInt64(truncatingIfNeeded: entity.index), kind: 1)
    case .event(let event): Self.mix(UInt64(truncatingIfNeeded: event.index), kind: 2)
    case .kind(let kind): Self.mix(UInt64(truncatingIfNeeded: kind.index), kind: 3)
    case .date(let date): Self.mix(UInt64(bitPattern: date.minutes), kind: 4)
    case .duration(let duration): Self.mix(duration.hash, kind: 5)
    case .truth(let truth): Self.mix(UInt64(truth.rawValue), kind: 6)
    case .undefined, .nothing: Self.mix(0, kind: 7)
    }
  }

  /// The high and the low half of a 128-bit product, folded (as in wyhash, Wang Yi 2019): every bit of the input
  /// reaches the low bits, which choose the place in a table.
  static func mix(_ bits: UInt64, kind: UInt64 = 0) -> UInt64 {
    let product = (bits ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB &+ (kind << 1))
    return product.high ^ product.low
  }
}

extension Object {
  /// Structural equality: texts by their Unicode scalars, lists in order, sets, maps and records in any order;
  /// functions are equal only to themselves.
  func equals(_ other: Object) -> Bool {
    guard tag == other.tag else { return false }
    switch tag {
    case .text, .range, .function, .cell: break
    case .list, .set, .map, .record: guard Traversal.visit(1) else { return false }
    }
    switch tag {
    case .text:
      return unsafeDowncast(self, to: TextObject.self).hasSameText(as: unsafeDowncast(other, to: TextObject.self))
    case .list:
      return unsafeDowncast(self, to: ListObject.self).elements == unsafeDowncast(other, to: ListObject.self).elements
    case .set:
      return unsafeDowncast(self, to: SetObject.self).elements == unsafeDowncast(other, to: SetObject.self).elements
    case .map:
      return unsafeDowncast(self, to: MapObject.self).entries == unsafeDowncast(other, to: MapObject.self).entries
    case .record:
      return unsafeDowncast(self, to: RecordObject.self).hasSameFields(
        as: unsafeDowncast(other, to: RecordObject.self))
    case .range:
      return unsafeDowncast(self, to: RangeObject.self).hasSameBounds(as: unsafeDowncast(other, to: RangeObject.self))
    case .function, .cell:
      return self === other
    }
  }

  /// The same for equal objects. What has no order of its own adds up the hashes of its parts.
  var hash: UInt64 {
    switch tag {
    case .text:
      return unsafeDowncast(self, to: TextObject.self).textHash
    case .list, .set, .map, .record: return Traversal.visit(1) ? hashOfParts : 0
    case .range:
      let range = unsafeDowncast(self, to: RangeObject.self)
      return Value.mix(Value.number(range.lower).hash &+ Value.mix(Value.number(range.upper).hash), kind: 12)
    case .function, .cell:
      return Value.mix(UInt64(UInt(bitPattern: ObjectIdentifier(self))), kind: 13)
    }
  }

  private var hashOfParts: UInt64 {
    switch tag {
    case .list:
      var hash: UInt64 = 8
      for element in unsafeDowncast(self, to: ListObject.self).elements {
        hash = Value.mix(hash &+ element.hash, kind: 8)
      }
      return hash
    case .set:
      return unsafeDowncast(self, to: SetObject.self).elements.reduce(9) { $0 &+ $1.hash }
    case .map:
      return unsafeDowncast(self, to: MapObject.self).entries.reduce(10) {
        $0 &+ Value.mix($1.key.hash &+ Value.mix($1.value.hash))
      }
    case .record:
      let record = unsafeDowncast(self, to: RecordObject.self)
      return zip(record.shape.names, record.fields).reduce(11) {
        $0 &+ Value.mix(TextObject.hash(of: $1.0) &+ Value.mix($1.1.hash))
      }
    case .text, .range, .function, .cell: return 0
    }
  }
}

extension TextObject {
  func hasSameText(as other: TextObject) -> Bool { Self.areSame(text, other.text) }

  /// The hash of the text, remembered; its upper half is what tables use.
  var textHash: UInt64 {
    let memo = hashMemo.load(ordering: .relaxed)
    if memo != 0 { return UInt64(memo) << 32 }
    let hash = max(Self.hash(of: text) >> 32, 1)
    hashMemo.store(UInt32(hash), ordering: .relaxed)
    return hash << 32
  }

  /// Whether two texts have the same Unicode scalars. (Swift's own `==` also takes canonically equivalent ones for
  /// equal, which would not go with an order by scalars.)
  static func areSame(_ left: String, _ right: String) -> Bool {
    let left = left.utf8
    let right = right.utf8
    guard left.count == right.count else { return false }
    let compared = left.withContiguousStorageIfAvailable { left in
      right.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
    }
    return (compared ?? nil) ?? left.elementsEqual(right)
  }

  static func hash(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var hash = UInt64(bytes.count)
      var index = 0
      while index + 8 <= bytes.count {
        hash = Value.mix(
          hash ^ UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self), kind: 14)
        index += 8
      }
      var rest: UInt64 = 0
      while index < bytes.count {
        rest = rest << 8 | UInt64(bytes[index])
        index += 1
      }
      return Value.mix(hash ^ rest, kind: 15)
    }
  }
}

extension RecordObject {
  func hasSameFields(as other: RecordObject) -> Bool {
    if shape === other.shape { return fields.elementsEqual(other.fields) }
    guard fields.count == other.fields.count else { return false }
    for (index, name) in shape.names.enumerated() {
      guard let otherIndex = other.shape.index(of: name), fields[index] == other.fields[otherIndex] else {
        return false
      }
    }
    return true
  }
}

extension RangeObject {
  func hasSameBounds(as other: RangeObject) -> Bool {
    lower == other.lower && upper == other.upper && step == other.step && excludesUpper == other.excludesUpper
  }
}
