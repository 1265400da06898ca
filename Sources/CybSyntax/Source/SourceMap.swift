/// One source text with its name and the offsets of its lines.
public final class SourceFile: Sendable {
  public let id: FileID
  /// What messages call it: a path, `<stdin>`, `<repl:3>`.
  public let name: String
  /// The text as UTF-8; always valid.
  public let bytes: [UInt8]
  /// Offsets of the first byte of each line; a line ends with `\n`, `\r\n` or a lone `\r`.
  public let lineStarts: [UInt32]

  public init(id: FileID, name: String, bytes: [UInt8]) {
    self.id = id
    self.name = name
    self.bytes = bytes
    var starts: [UInt32] = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(UInt32(index)) }
    }
    lineStarts = starts
  }

  /// Line and column, both from 1; the column counts Unicode scalars.
  public func position(of offset: UInt32) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[Int(lineStarts[low])..<min(Int(offset), bytes.count)] where byte & 0xC0 != 0x80 { column += 1 }
    return (low + 1, column)
  }

  /// The text of a line (from 1) without its line break.
  public func line(_ number: Int) -> String {
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The source text under a span.
  public func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

/// The source files of one run, numbered in the order in which they were added.
public final class SourceMap {
  public private(set) var files: [SourceFile] = []

  public init() {}

  /// Adds a text. The bytes must be valid UTF-8; see `SourceText.validate`.
  public func add(name: String, bytes: [UInt8]) -> SourceFile {
    let file = SourceFile(id: FileID(index: UInt32(files.count)), name: name, bytes: bytes)
    files.append(file)
    return file
  }

  public subscript(id: FileID) -> SourceFile { files[Int(id.index)] }

  /// The source text under a span.
  public func text(_ span: Span) -> String { self[span.file].text(span) }
}
