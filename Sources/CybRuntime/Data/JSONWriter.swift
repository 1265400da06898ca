import CybSyntax

/// Writes values as JSON (RFC 8259).
///
/// Truths, numbers and nothing are written as themselves, unknown as `"unknown"`; lists, sets and ranges as arrays, maps
/// and records as objects, all else (dates, durations, entities …) as the text that `print` shows.
package struct JSONWriter {
  private let machine: Machine
  private let indent: Int
  package private(set) var bytes: [UInt8] = []

  /// - Parameter indent: blanks for each level; 0 for one line.
  package init(_ machine: Machine, indent: Int = 0) {
    self.machine = machine
    self.indent = indent
  }

  package mutating func write(_ value: Value, level: Int = 0) {
    switch value {
    case .nothing, .undefined: bytes += Array("null".utf8)
    case .truth(.yes): bytes += Array("true".utf8)
    case .truth(.no): bytes += Array("false".utf8)
    case .number(let number): NumberText.write(number, to: &bytes)
    case .object(let object): write(object, level)
    default: quote(value)
    }
  }

  private mutating func write(_ object: Object, _ level: Int) {
    guard bytes.count <= Machine.largestResult, Traversal.visit(1) else { return }
    switch object.tag {
    case .text: JSONText.quote(unsafeDowncast(object, to: TextObject.self).text, into: &bytes)
    case .list:
      let list = unsafeDowncast(object, to: ListObject.self)
      write("[", list.elements, "]", level) { $0.write($1, level: level + 1) }
    case .set:
      let set = unsafeDowncast(object, to: SetObject.self)
      write("[", set.elements, "]", level) { $0.write($1, level: level + 1) }
    case .range:
      let range = unsafeDowncast(object, to: RangeObject.self)
      write("[", 0..<range.count, "]", level) { $0.write(.number(range.element(at: $1)), level: level + 1) }
    case .map:
      let map = unsafeDowncast(object, to: MapObject.self)
      write("{", map.entries, "}", level) { $0.write(key: $1.key, $1.value, level) }
    case .record:
      let record = unsafeDowncast(object, to: RecordObject.self)
      write("{", zip(record.shape.names, record.fields), "}", level) { $0.write(key: .text($1.0), $1.1, level) }
    case .function, .cell: quote(.object(object))
    }
  }

  private mutating func write<Elements: Sequence>(
    _ open: Unicode.Scalar, _ elements: Elements, _ close: Unicode.Scalar, _ level: Int,
    _ element: (inout JSONWriter, Elements.Element) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    var isEmpty = true
    for each in elements {
      guard bytes.count <= Machine.largestResult, Traversal.visit(1) else { return }
      if !isEmpty { bytes.append(UInt8(ascii: ",")) }
      isEmpty = false
      breakLine(level + 1)
      element(&self, each)
    }
    if !isEmpty { breakLine(level) }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func write(key: Value, _ value: Value, _ level: Int) {
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    if indent > 0 { bytes.append(0x20) }
    write(value, level: level + 1)
  }

  private mutating func breakLine(_ level: Int) {
    guard indent > 0 else { return }
    bytes.append(0x0A)
    bytes += [UInt8](repeating: 0x20, count: level * indent)
  }

  private mutating func quote(_ value: Value) { JSONText.quote(machine.describe(value), into: &bytes) }
}
