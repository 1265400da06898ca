/// What the lexer looks up per byte, made once from `Vocabulary`.
struct LexerTables: @unchecked Sendable {
  /// Classes of the first byte of a token.
  enum ByteClass: UInt8 {
    case invalid, letter, digit, blank, newline, quote, operatorStart, slash, hash, apostrophe, beyondASCII
  }

  /// A word by its first eight bytes and its length; `key` 0 is an empty slot.
  struct WordSlot {
    var key: UInt64
    var length: Int
    var kind: TokenKind
  }

  struct OperatorSlot {
    var bytes: (UInt8, UInt8, UInt8)
    var length: Int
    var kind: TokenKind
  }

  // Never written after `init`, and never freed: there is one instance.
  let classes: UnsafeMutablePointer<ByteClass>
  let isWordByte: UnsafeMutablePointer<Bool>
  let words: UnsafeMutablePointer<WordSlot>
  let operators: UnsafeMutablePointer<OperatorSlot>
  let operatorStarts: UnsafeMutablePointer<(first: UInt8, count: UInt8)>

  static let shared = LexerTables()
  static let longestWord = 9

  @inline(__always) static func slot(_ key: UInt64, _ length: Int) -> Int {
    let mixed = (key ^ UInt64(truncatingIfNeeded: length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 55)
  }

  private init() {
    classes = .allocate(capacity: 256)
    classes.initialize(repeating: .invalid, count: 256)
    isWordByte = .allocate(capacity: 256)
    isWordByte.initialize(repeating: false, count: 256)
    for byte in 0x80...0xFF { classes[byte] = .beyondASCII }
    for range in [UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z")] {
      for byte in range {
        classes[Int(byte)] = .letter
        isWordByte[Int(byte)] = true
      }
    }
    classes[Int(UInt8(ascii: "_"))] = .letter
    isWordByte[Int(UInt8(ascii: "_"))] = true
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") {
      classes[Int(byte)] = .digit
      isWordByte[Int(byte)] = true
    }
    classes[0x20] = .blank
    classes[0x09] = .blank
    classes[0x0A] = .newline
    classes[0x0D] = .newline
    classes[Int(UInt8(ascii: "\""))] = .quote
    classes[Int(UInt8(ascii: "#"))] = .hash
    classes[Int(UInt8(ascii: "'"))] = .apostrophe

    words = .allocate(capacity: 512)
    words.initialize(repeating: WordSlot(key: 0, length: 0, kind: .name), count: 512)
    for entry in Vocabulary.words {
      let bytes = Array(entry.spelling.utf8)
      var key: UInt64 = 0
      for (index, byte) in bytes.prefix(8).enumerated() { key |= UInt64(byte) << UInt64(8 * index) }
      var place = LexerTables.slot(key, bytes.count)
      while words[place].key != 0 { place = (place + 1) & 511 }
      words[place] = WordSlot(key: key, length: bytes.count, kind: entry.kind)
    }

    let sorted = Vocabulary.operators.map { (Array($0.spelling.utf8), $0.kind) }
      .sorted { ($0.0[0], -$0.0.count) < ($1.0[0], -$1.0.count) }
    operators = .allocate(capacity: sorted.count)
    operatorStarts = .allocate(capacity: 256)
    operatorStarts.initialize(repeating: (0, 0), count: 256)
    for (index, (bytes, kind)) in sorted.enumerated() {
      let slot = OperatorSlot(
        bytes: (bytes[0], bytes.count > 1 ? bytes[1] : 0, bytes.count > 2 ? bytes[2] : 0), length: bytes.count,
        kind: kind)
      (operators + index).initialize(to: slot)
      let first = Int(bytes[0])
      if operatorStarts[first].count == 0 { operatorStarts[first].first = UInt8(index) }
      operatorStarts[first].count += 1
      classes[first] = .operatorStart
    }
    classes[Int(UInt8(ascii: "/"))] = .slash
  }
}
