/// A text whose line breaks are not yet decided (Wadler 2003, "A prettier printer"; Lindig 2000 for the strict version).
///
/// A group is laid out on one line where it fits, and else broken at all of its own lines, those of groups within it
/// being decided one by one.
struct Layout: Sendable {
  indirect enum Kind: Sendable {
    /// Text; only what comes from a literal of several lines has line breaks.
    case text(String)
    case sequence([Layout])
    /// A line break where the group is broken, the given text where it is not.
    case line(flat: String)
    /// A line break in any case, with a blank line where `blank`.
    case hardLine(blank: Bool)
    case indented(Layout)
    case group(Layout)
    /// Text only where the group is broken, such as a last comma.
    case ifBroken(String)
    /// A comment that ends the line; nothing but a line break may follow it.
    case trailingComment(String)
  }

  let kind: Kind
  /// Whether it cannot stand on one line.
  let isBroken: Bool

  private init(_ kind: Kind, isBroken: Bool = false) {
    self.kind = kind
    self.isBroken = isBroken
  }

  static func text(_ text: String) -> Layout { Layout(.text(text)) }
  static let nothing = Layout(.sequence([]))
  /// A blank or a line break.
  static let line = Layout(.line(flat: " "))
  /// Nothing or a line break.
  static let softLine = Layout(.line(flat: ""))
  static let hardLine = Layout(.hardLine(blank: false), isBroken: true)
  /// A line break with an empty line behind it.
  static let blankLine = Layout(.hardLine(blank: true), isBroken: true)

  static func line(flat: String) -> Layout { Layout(.line(flat: flat)) }
  static func ifBroken(_ text: String) -> Layout { Layout(.ifBroken(text)) }
  static func trailingComment(_ text: String) -> Layout { Layout(.trailingComment(text), isBroken: true) }

  static func sequence(_ parts: [Layout]) -> Layout {
    Layout(.sequence(parts), isBroken: parts.contains { $0.isBroken })
  }

  static func indented(_ parts: Layout...) -> Layout {
    let content = parts.count == 1 ? parts[0] : sequence(parts)
    return Layout(.indented(content), isBroken: content.isBroken)
  }

  static func group(_ parts: Layout...) -> Layout {
    let content = parts.count == 1 ? parts[0] : sequence(parts)
    return Layout(.group(content), isBroken: content.isBroken)
  }

  /// Layouts with another one between each two.
  static func joined(_ parts: [Layout], by separator: Layout) -> Layout {
    var all: [Layout] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { all.append(separator) }
      all.append(part)
    }
    return sequence(all)
  }
}

extension Layout: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(arrayLiteral parts: Layout...) { self = .sequence(parts) }
}
