import CybSyntax

/// Reads JSON (RFC 8259) into values: an object becomes a map in the order of its writing, an array a list, `null`
/// nothing. Stricter than many: no comments, no trailing commas, no key twice.
struct JSONReader {
  private let bytes: [UInt8]
  private let name: String
  private let machine: Machine
  private var index = 0
  private var depth = 0

  /// - Parameters:
  ///   - name: what messages call the text.
  ///   - machine: what is charged, and whose limits hold.
  init(_ bytes: [UInt8], name: String, _ machine: Machine) {
    self.bytes = bytes
    self.name = name
    self.machine = machine
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The one value that the text holds.
  mutating func read() throws -> Value {
    skipBlanks()
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw problem("something stands behind the value") }
    return value
  }

  private mutating func value() throws -> Value {
    try machine.charge(1)
    guard index < bytes.count else { throw problem("a value is missing at the end") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try nested { try $0.object() }
    case UInt8(ascii: "["): return try nested { try $0.array() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      if take("true") { return .yes }
      if take("false") { return .no }
      if take("null") { return .nothing }
      throw problem("a value cannot begin like this")
    }
  }

  private mutating func nested(_ body: (inout JSONReader) throws -> Value) throws -> Value {
    depth += 1
    let limit = machine.limits.valueDepth
    guard depth <= limit else {
      throw Failure("cyb-limit-value-depth", "`\(name)` is nested more than \(limit) levels deep")
    }
    defer { depth -= 1 }
    index += 1
    skipBlanks()
    return try body(&self)
  }

  private mutating func array() throws -> Value {
    var elements: [Value] = []
    if takeByte("]") { return .list(elements) }
    while true {
      elements.append(try value())
      skipBlanks()
      if takeByte("]") { return .list(elements) }
      guard takeByte(",") else { throw problem("`,` or `]` is missing") }
      skipBlanks()
    }
  }

  private mutating func object() throws -> Value {
    var map = ValueMap()
    if takeByte("}") { return .object(MapObject(map)) }
    while true {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw problem("a key in quotes is missing") }
      let start = index
      let key = try text()
      skipBlanks()
      guard takeByte(":") else { throw problem("`:` is missing behind a key") }
      skipBlanks()
      let value = try value()
      if map.updateValue(value, forKey: .text(key)) != nil {
        index = start
        throw problem("the key `\(key)` stands here a second time")
      }
      skipBlanks()
      if takeByte("}") { return .object(MapObject(map)) }
      guard takeByte(",") else { throw problem("`,` or `}` is missing") }
      skipBlanks()
    }
  }

  private mutating func number() throws -> Double {
    let start = index
    func isDigit(_ index: Int) -> Bool { index < bytes.count && (0x30...0x39).contains(bytes[index]) }
    func skipDigits(_ index: inout Int) -> Bool {
      let first = index
      while isDigit(index) { index += 1 }
      return index > first
    }
    _ = takeByte("-")
    var isWellFormed = takeByte("0") ? !isDigit(index) : skipDigits(&index)
    if takeByte(".") { isWellFormed = isWellFormed && skipDigits(&index) }
    if takeByte("e") || takeByte("E") {
      if !takeByte("+") { _ = takeByte("-") }
      isWellFormed = isWellFormed && skipDigits(&index)
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard isWellFormed, let number = Double(text) else {
      index = start
      throw problem("this is no number")
    }
    guard number.isFinite else {
      index = start
      throw problem("`\(text)` is too large for a number")
    }
    return number
  }

  private mutating func text() throws -> String {
    let start = index
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &content)
      case 0..<0x20:
        index -= 1
        throw problem("a control character stands in a text")
      default: content.append(byte)
      }
    }
    index = start
    throw problem("a text is not closed")
  }

  private mutating func escape(into content: inout [UInt8]) throws {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code), take("\\u") {
        let low = try hexadecimal()
        if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
      }
      guard let scalar = Unicode.Scalar(code) else { throw problem("half a pair of surrogates is no character") }
      content += Array(String(Character(scalar)).utf8)
    default:
      index -= 1
      throw problem("there is no such escape")
    }
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = bytes[index..<min(index + 4, bytes.count)]
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("four hexadecimal digits are missing behind `\\u`") }
    index += 4
    return code
  }

  private mutating func take(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard bytes[index...].starts(with: word) else { return false }
      index += word.count
      return true
    }
  }

  private mutating func takeByte(_ byte: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private func problem(_ message: String) -> Failure {
    var line = 1
    var column = 1
    for byte in bytes[..<min(index, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Failure("cyb-bad-json", "line \(line), column \(column) of `\(name)`: \(message)")
  }
}
