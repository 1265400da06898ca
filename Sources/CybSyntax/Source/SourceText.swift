/// Raw bytes made fit for a `SourceFile`.
public enum SourceText {
  /// The largest text that is read by default, in bytes (64 MB).
  public static let defaultSizeLimit = 64 << 20

  /// Adds raw bytes to a source map, with bad UTF-8 reported and replaced by U+FFFD.
  ///
  /// A text longer than `sizeLimit` (at most 2³¹ − 1 bytes) is reported and taken as empty.
  public static func add(
    _ bytes: [UInt8], name: String, to map: SourceMap, sizeLimit: Int = defaultSizeLimit
  ) -> (SourceFile, [Diagnostic]) {
    guard bytes.count <= min(sizeLimit, Int(Int32.max)) else {
      let problem = Diagnostic(
        "cyb-file-too-large", "`\(name)` has \(bytes.count) bytes; the limit is \(sizeLimit)", at: nil)
      return (map.add(name: name, bytes: []), [problem])
    }
    let (valid, bad) = validate(bytes)
    let file = map.add(name: name, bytes: valid)
    let diagnostics = bad.map { fault in
      Diagnostic(
        "cyb-invalid-utf8", "byte \(fault.offset) of `\(name)` is no UTF-8",
        at: Span(file: file.id, start: UInt32(fault.place), end: UInt32(fault.place + 3))
      ).help(
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
          ? "the file seems to be UTF-16; save it as UTF-8" : "save the file as UTF-8")
    }
    return (file, diagnostics)
  }

  /// A byte that is no UTF-8: its offset in the raw bytes, and the place of its replacement in the valid ones.
  public struct Fault: Equatable, Sendable {
    public let offset: Int
    public let place: Int
  }

  /// Makes the bytes valid UTF-8 by putting U+FFFD for each run of bad bytes; reports the first `limit` of them.
  public static func validate(_ bytes: [UInt8], limit: Int = 20) -> (bytes: [UInt8], faults: [Fault]) {
    let firstFault = bytes.withUnsafeBufferPointer { endOfValidUTF8($0, from: 0) }
    guard firstFault < bytes.count else { return (bytes, []) }
    var valid = Array(bytes[..<firstFault])
    var faults: [Fault] = []
    var index = firstFault
    bytes.withUnsafeBufferPointer { buffer in
      while index < buffer.count {
        if faults.count < limit { faults.append(Fault(offset: index, place: valid.count)) }
        valid += [0xEF, 0xBF, 0xBD]
        var end = index
        repeat {
          index += 1
          end = endOfValidUTF8(buffer, from: index)
        } while end == index && index < buffer.count
        valid += buffer[index..<end]
        index = end
      }
    }
    return (valid, faults)
  }

  /// The offset of the first byte from `start` on that is not part of a well-formed sequence (Unicode 15, table 3-7).
  private static func endOfValidUTF8(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        second = 0xA0...0xBF
      case 0xED:
        length = 3
        second = 0x80...0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        second = 0x90...0xBF
      case 0xF4:
        length = 4
        second = 0x80...0x8F
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return index }
      for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return index
  }
}
