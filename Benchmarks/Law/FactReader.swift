#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads lines of words and numbers from a file.
struct FactReader {
  private let bytes: [UInt8]
  private var place = 0

  init?(path: String) {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  /// Reads a line into `numbers`; returns the first byte of its word, or nothing at the end. A line without a word begins
  /// with its first number.
  mutating func next(_ numbers: inout [Int32]) -> UInt8? {
    bytes.withUnsafeBufferPointer { bytes in
      guard place < bytes.count else { return nil }
      numbers.removeAll(keepingCapacity: true)
      let first = bytes[place]
      var number: Int32?
      while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
        let byte = bytes[place]
        place += 1
        if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
          number = (number ?? 0) * 10 + Int32(byte - UInt8(ascii: "0"))
        } else if let known = number {
          numbers.append(known)
          number = nil
        }
      }
      if let known = number { numbers.append(known) }
      place += 1
      return first
    }
  }
}
