/// How many columns of a terminal a text takes.
enum DisplayWidth {
  /// The columns of a line: two for East Asian wide characters and most emoji, none for marks that combine.
  static func of(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return isWide(first) || (first.value > 0x1F000 && first.properties.isEmojiPresentation) ? 2 : 1
  }

  /// The ranges that Unicode's East Asian Width (UAX 11) calls wide or full-width, unassigned gaps included.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The beginning of a line that takes at most so many columns.
  static func prefix(of line: some StringProtocol, _ columns: Int) -> String {
    var used = 0
    var result = ""
    for character in line {
      let width = of(character)
      guard used + width <= columns else { break }
      used += width
      result.append(character)
    }
    return result
  }
}
