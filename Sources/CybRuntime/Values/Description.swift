import TreatyLaw

/// Writes values as Cyb shows them, into one buffer of bytes.
struct ValueWriter {
  let world: World
  var bytes: [UInt8] = []

  init(world: World) { self.world = world }

  /// As `print` shows it: a text as it is, an explanation as a tree, an outcome as a page, anything else as a literal.
  mutating func write(_ value: Value) {
    if let text = value.textObject {
      bytes.append(contentsOf: text.text.utf8)
    } else if case .object(let object) = value, let record = object as? RecordObject, record.role == .explanation {
      bytes.append(contentsOf: Explanation.tree(record).utf8)
    } else if case .object(let object) = value, let record = object as? RecordObject, record.role == .simulation {
      bytes.append(contentsOf: SimulationText.lines(record, world).utf8)
    } else if case .object(let object) = value, let record = object as? RecordObject, record.role == .outcome {
      bytes.append(contentsOf: OutcomeText.page(record, world).utf8)
    } else {
      writeLiteral(value)
    }
  }

  /// As it would be written in a script: texts in quotes.
  mutating func writeLiteral(_ value: Value) {
    switch value {
    case .undefined, .nothing: write("nothing")
    case .truth(let truth): write(truth == .yes ? "yes" : truth == .no ? "no" : "unknown")
    case .number(let number): NumberText.write(number, to: &bytes)
    case .date(let date): date.write(to: &bytes)
    case .duration(let duration): duration.write(to: &bytes)
    case .entity(let entity): bytes.append(contentsOf: world.name(of: entity).utf8)
    case .kind(let kind): bytes.append(contentsOf: world.name(of: kind).utf8)
    case .event(let event): bytes.append(contentsOf: "event \(event.index + 1)".utf8)
    case .object(let object): writeLiteral(object)
    }
  }

  private mutating func writeLiteral(_ object: Object) {
    // A value that holds itself many times over is a small one with an endless text; nobody gets to see it.
    guard bytes.count <= Machine.largestResult, Traversal.visit(1) else { return }
    switch object.tag {
    case .text:
      writeQuoted(unsafeDowncast(object, to: TextObject.self).text)
    case .list:
      write("[")
      writeList(unsafeDowncast(object, to: ListObject.self).elements)
      write("]")
    case .set:
      let elements = unsafeDowncast(object, to: SetObject.self).elements
      if elements.isEmpty { return write("set()") }
      write("{")
      writeList(elements)
      write("}")
    case .map:
      let entries = unsafeDowncast(object, to: MapObject.self).entries
      if entries.isEmpty { return write("[:]") }
      write("[")
      for index in entries.indices {
        guard Traversal.visit(1) else { return }
        if index > 0 { write(", ") }
        writeLiteral(entries.keys[index])
        write(": ")
        writeLiteral(entries.values[index])
      }
      write("]")
    case .record:
      let record = unsafeDowncast(object, to: RecordObject.self)
      write("{")
      for (index, name) in record.shape.names.enumerated() {
        if index > 0 { write(", ") }
        if Self.isName(name) { bytes.append(contentsOf: name.utf8) } else { writeQuoted(name) }
        write(": ")
        writeLiteral(record.fields[index])
      }
      write("}")
    case .range:
      writeLiteral(unsafeDowncast(object, to: RangeObject.self))
    case .function:
      writeLiteral(unsafeDowncast(object, to: FunctionObject.self))
    case .cell:
      preconditionFailure("a captured variable is no value")
    }
  }

  private mutating func writeList(_ values: some Collection<Value>) {
    var isFirst = true
    for value in values {
      guard Traversal.visit(1) else { return }
      if !isFirst { write(", ") }
      isFirst = false
      writeLiteral(value)
    }
  }

  private mutating func writeLiteral(_ range: RangeObject) {
    NumberText.write(range.lower, to: &bytes)
    write(range.excludesUpper ? "..<" : "..")
    NumberText.write(range.upper, to: &bytes)
    guard range.step != 1 else { return }
    write(" by ")
    NumberText.write(range.step, to: &bytes)
  }

  private mutating func writeLiteral(_ function: FunctionObject) {
    let names: [String] =
      switch function.body {
      case .script(let code): code.parameters.map(\.name)
      case .builtin(let builtin): builtin.parameters.map(\.name)
      }
    let list = names.joined(separator: ", ")
    bytes.append(contentsOf: (function.name.map { "fn \($0)(\(list))" } ?? "(\(list)) -> …").utf8)
  }

  private mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A text in quotes, with what would end or change it escaped.
  private mutating func writeQuoted(_ text: String) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: write("\\\"")
      case 0x5C: write("\\\\")
      case 0x0A: write("\\n")
      case 0x09: write("\\t")
      case 0x7B: write("{{")
      case 0x7D: write("}}")
      case 0..<0x20, 0x7F: bytes.append(contentsOf: "\\u{\(String(byte, radix: 16))}".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
    return text.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue }
  }
}

extension Value {
  /// Adds the value to a buffer as `print` shows it: a text as it is, anything else as a literal.
  func describe(in world: World, into bytes: inout [UInt8]) {
    var writer = ValueWriter(world: world)
    swap(&writer.bytes, &bytes)
    writer.write(self)
    swap(&writer.bytes, &bytes)
  }

  /// Adds the value to a buffer as it would be written in a script: texts in quotes.
  func write(in world: World, into bytes: inout [UInt8]) {
    var writer = ValueWriter(world: world)
    swap(&writer.bytes, &bytes)
    writer.writeLiteral(self)
    swap(&writer.bytes, &bytes)
  }

  /// The value as it would be written in a script: texts in quotes, entities by their names.
  public func literal(in world: World) -> String {
    var bytes: [UInt8] = []
    write(in: world, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
