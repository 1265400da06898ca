#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads lines of words and numbers from a file.
struct FactReader: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
  private var place = 0
  private var end = 0

  init?(path: String) {
    guard let file = fopen(path, "rb") else { return nil }
    self.file = file
  }

  deinit {
    fclose(file)
    buffer.deallocate()
  }

  /// Reads a line's numbers; returns the first byte of it, or nothing at the end.
  mutating func next(_ numbers: inout [Int32]) -> UInt8? {
    numbers.removeAll(keepingCapacity: true)
    var first: UInt8?
    var number: Int32 = -1
    while true {
      if place == end {
        place = 0
        end = fread(buffer.baseAddress, 1, buffer.count, file)
        if end == 0 { return first }
      }
      let byte = buffer[place]
      place += 1
      first = first ?? byte
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        number = max(number, 0) * 10 + Int32(byte - UInt8(ascii: "0"))
      } else {
        if number >= 0 { numbers.append(number) }
        number = -1
        if byte == UInt8(ascii: "\n") { return first }
      }
    }
  }
}
