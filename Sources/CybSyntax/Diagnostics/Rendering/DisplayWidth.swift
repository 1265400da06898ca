/// How many columns of a terminal a character takes.
enum DisplayWidth {
  /// 0 for marks that combine with what stands before, 2 for wide characters (Unicode's UAX #11) and emoji, else 1.
  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    if isWide(first) || first.properties.isEmojiPresentation { return 2 }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  /// The columns of a text on one line.
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  /// The blocks of characters that UAX #11 calls wide or fullwidth.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}

extension String {
  /// The text fit for a terminal: no control characters but line breaks, no invisible change of direction.
  var printable: String {
    var result = String.UnicodeScalarView()
    var isClean = true
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A: result.append(scalar)
      case 0x00..<0x20:
        isClean = false
        result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F:
        isClean = false
        result.append("\u{2421}")
      case 0x80..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        isClean = false
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return isClean ? self : String(result)
  }
}
