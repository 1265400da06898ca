/// How wide texts are in a terminal.
package enum TextWidth {
  /// Columns that a text takes: none for marks that combine, two for the wide characters of East Asia and pictures.
  package static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The beginning of a text that takes at most so many columns.
  package static func prefix(of text: some StringProtocol, _ columns: Int) -> String {
    var (kept, used) = ("", 0)
    for character in text {
      used += of(String(character))
      guard used <= columns else { break }
      kept.append(character)
    }
    return kept
  }

  /// Fills a text with blanks up to a width.
  static func padded(_ text: String, to width: Int, fromLeft: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return fromLeft ? blanks + text : text + blanks
  }

  /// The beginning of a text that fits, with `…` where something is left out.
  static func shortened(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var (kept, used) = ("", 0)
    for character in text {
      let needed = of(String(character))
      guard used + needed < width else { break }
      kept.append(character)
      used += needed
    }
    return kept + "…"
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
