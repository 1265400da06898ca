#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes characters of the bytes that a terminal sends, and takes pasted blocks out of them.
struct KeyReader {
  enum Key: Equatable {
    case character(Unicode.Scalar)
    /// A block between the marks of a bracketed paste.
    case paste(String)
    case end
    case interrupted
  }

  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Called for a signal that the terminal wants to know of.
  var onSignal: () -> Void = {}
  /// The terminal, opened anew so that reading never waits: what was announced may be gone, since Ctrl-C empties the queue.
  /// The input itself stays as it is, which the shell shares.
  private let keyboard: Int32

  init() {
    let opened = ttyname(0).map { open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) } ?? -1
    keyboard = opened >= 0 ? opened : 0
  }

  /// Ends reading.
  func close() {
    guard keyboard != 0 else { return }
    #if canImport(Glibc)
      _ = Glibc.close(keyboard)
    #else
      _ = Darwin.close(keyboard)
    #endif
  }

  private static let pasteStart: [UInt8] = [0x1B] + Array("[200~".utf8)
  private static let pasteEnd: [UInt8] = [0x1B] + Array("[201~".utf8)
  /// How long the rest of a sequence that begins with Escape may take, in milliseconds.
  private static let patience: Int32 = 30

  mutating func next() -> Key {
    while true {
      if start == bytes.count, !fill() { return isAtEnd ? .end : .interrupted }
      if start == bytes.count { continue }
      let first = bytes[start]
      if first == 0x1B, isAtPaste() { return readPaste() }
      if first < 0x80 {
        start += 1
        return .character(Unicode.Scalar(first))
      }
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
      while bytes.count - start < length, !isAtEnd {
        if !fill() { break }
      }
      return .character(takeScalar(length))
    }
  }

  /// Forgets what was typed ahead.
  mutating func discard() {
    bytes = []
    start = 0
  }

  private mutating func takeScalar(_ length: Int) -> Unicode.Scalar {
    let piece = bytes[start..<min(start + length, bytes.count)]
    var decoder = UTF8()
    var iterator = piece.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      start += UTF8.width(scalar)
      return scalar
    }
    start += 1
    return "\u{FFFD}"
  }

  /// Waits for more bytes; false at the end of the input and where Ctrl-C came.
  private mutating func fill() -> Bool {
    if start == bytes.count { discard() }
    while true {
      if Signals.takeInterrupt() { return false }
      onSignal()
      guard Signals.waitForInput() else { continue }
      let room = 1 << 14
      var failed = false
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
        let got = read(keyboard, memory.baseAddress, room)
        failed = got < 0 && (errno == EINTR || errno == EAGAIN)
        count = max(got, 0)
      }
      if failed { continue }
      if chunk.isEmpty {
        isAtEnd = true
        return false
      }
      bytes += chunk
      return true
    }
  }

  /// Whether a pasted block begins here; waits a moment for the rest of its mark.
  private mutating func isAtPaste() -> Bool {
    while true {
      let here = bytes[start...].prefix(Self.pasteStart.count)
      guard Self.pasteStart.starts(with: here) else { return false }
      if here.count == Self.pasteStart.count { return true }
      guard Signals.waitForInput(Self.patience), fill() else { return false }
    }
  }

  private mutating func readPaste() -> Key {
    start += Self.pasteStart.count
    var searched = start
    while true {
      if let end = Self.position(of: Self.pasteEnd, in: bytes, from: searched) {
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        start = end + Self.pasteEnd.count
        return .paste(Self.cleaned(text))
      }
      searched = max(start, bytes.count - Self.pasteEnd.count)
      guard fill() else { return isAtEnd ? .end : .interrupted }
    }
  }

  private static func position(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    var index = start
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) { return index }
      index += 1
    }
    return nil
  }

  /// Line breaks as they are in a script, and no characters that would act on the terminal.
  static func cleaned(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": result += "\n"
      case "\n": if last != "\r" { result += "\n" }
      case "\t": result += "  "
      default: if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) { result.unicodeScalars.append(scalar) }
      }
      last = scalar
    }
    while result.last == "\n" { result.removeLast() }
    return result
  }
}
