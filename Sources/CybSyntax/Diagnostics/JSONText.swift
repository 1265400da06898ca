/// Text as JSON (RFC 8259).
public enum JSONText {
  /// A text between quotes, with what JSON does not allow within them escaped.
  public static func quoted(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 2)
    quote(text, into: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Adds the same to a buffer.
  public static func quote(_ text: String, into result: inout [UInt8]) {
    result.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): result += Array("\\\"".utf8)
      case UInt8(ascii: "\\"): result += Array("\\\\".utf8)
      case 0x0A: result += Array("\\n".utf8)
      case 0x0D: result += Array("\\r".utf8)
      case 0x09: result += Array("\\t".utf8)
      case 0x00..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        result += Array(("\\u00" + (digits.utf8.count == 1 ? "0" : "") + digits).utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
  }
}
