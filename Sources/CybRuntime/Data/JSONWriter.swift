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
    guard bytes.count <= Machine.largestResult else { return }
    switch object {
    case let list as ListObject: write("[", list.elements, "]", level) { $0.write($1, level: level + 1) }
    case let set as SetObject: write("[", Array(set.elements), "]", level) { $0.write($1, level: level + 1) }
    case let range as RangeObject:
      write("[", Array(0..<range.count), "]", level) { $0.write(.number(range.element(at: $1)), level: level + 1) }
    case let map as MapObject:
      write("{", Array(map.entries), "}", level) { $0.write(key: $1.key, $1.value, level) }
    case let record as RecordObject:
      write("{", Array(zip(record.shape.names, record.fields)), "}", level) { $0.write(key: .text($1.0), $1.1, level) }
    default: quote(.object(object))
    }
  }

  private mutating func write<T>(
    _ open: Unicode.Scalar, _ elements: [T], _ close: Unicode.Scalar, _ level: Int,
    _ element: (inout JSONWriter, T) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, each) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(level + 1)
      element(&self, each)
    }
    if !elements.isEmpty { breakLine(level) }
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

  private mutating func quote(_ value: Value) { bytes += Array(JSONText.quoted(machine.describe(value)).utf8) }
}
