import CybSyntax

/// Makes a script of what was entered at a prompt.
///
/// In a file a name is declared once and an expression alone has no effect, so questions become `ask`, other expressions
/// are left out, and of names declared anew only one declaration stays: a variable's first one makes it, the later ones
/// assign to it; of a function, kind, verb or entity the last one counts, in its own place or in that of the first.
/// Which of these leads to the same state is found by trying.
struct SavedScript {
  /// Where the last of several declarations of a name goes.
  enum Placement: CaseIterable {
    case ownPlace, firstPlace
  }

  /// A piece of the script: as it stands, or statements that were entered.
  enum Piece {
    case text(String)
    case entry(SyntaxTree)
  }

  let pieces: [Piece]

  func text(_ placement: Placement) -> String {
    var statements = pieces.map { piece -> [Line] in
      switch piece {
      case .text(let text): [Line(text: text, declares: [], isVariable: false)]
      case .entry(let tree): Self.lines(of: tree)
      }
    }
    mergeDeclarations(&statements, placement)
    let blocks = statements.map { $0.filter { !$0.isDropped }.map(\.text).joined(separator: "\n") }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// A statement as it will be written.
  private struct Line {
    var text: String
    /// The names that it declares.
    var declares: [String]
    var isVariable: Bool
    var isDropped = false
  }

  private static func lines(of tree: SyntaxTree) -> [Line] {
    var start = 0
    return tree.statements.compactMap { statement in
      // Comments before a statement belong to it.
      let end = Int(statement.span.end)
      defer { start = end }
      let before = comments(in: tree, from: start, to: Int(statement.span.start))
      let text = tree.file.text(statement.span)
      switch statement.kind {
      case .expression(let expression):
        switch expression.kind {
        case .question: return Line(text: before + "ask " + text, declares: [], isVariable: false)
        case .call, .event: return Line(text: before + text, declares: [], isVariable: false)
        default: return nil
        }
      case .binding(let binding): return Line(text: before + text, declares: [binding.name.text], isVariable: true)
      case .function(let function): return Line(text: before + text, declares: [function.name.text], isVariable: false)
      case .verb(let verb): return Line(text: before + text, declares: ["verb " + verb.name.text], isVariable: false)
      case .declaration(let declaration):
        let names = declaration.names.compactMap { if case .fixed(let name) = $0.kind { name.text } else { nil } }
        return Line(text: before + text, declares: names, isVariable: false)
      default: return Line(text: before + text, declares: [], isVariable: false)
      }
    }
  }

  private static func comments(in tree: SyntaxTree, from start: Int, to end: Int) -> String {
    tree.comments.filter { Int($0.span.start) >= start && Int($0.span.end) <= end }
      .map { tree.file.text($0.span) + "\n" }.joined()
  }

  private func mergeDeclarations(_ blocks: inout [[Line]], _ placement: Placement) {
    var places: [String: [(block: Int, line: Int)]] = [:]
    for block in blocks.indices {
      for line in blocks[block].indices {
        for name in blocks[block][line].declares { places[name, default: []].append((block, line)) }
      }
    }
    for (name, places) in places.sorted(by: { $0.key < $1.key }) where places.count > 1 {
      let lines = places.map { blocks[$0.block][$0.line] }
      if lines.allSatisfy(\.isVariable) {
        for (index, place) in places.enumerated() {
          let text = blocks[place.block][place.line].text
          guard let keyword = Self.keyword(in: text) else { continue }
          blocks[place.block][place.line].text.replaceSubrange(keyword, with: index == 0 ? "var " : "")
        }
      } else if lines.allSatisfy({ $0.declares == [name] && !$0.isVariable }), let last = lines.last {
        for place in places { blocks[place.block][place.line].isDropped = true }
        let kept = placement == .ownPlace ? places[places.count - 1] : places[0]
        blocks[kept.block][kept.line].text = last.text
        blocks[kept.block][kept.line].isDropped = false
      }
    }
  }

  /// The `let ` or `var ` that a binding begins with, comments before it aside.
  private static func keyword(in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      let rest = text[start...]
      if rest.hasPrefix("let ") || rest.hasPrefix("var ") { return start..<text.index(start, offsetBy: 4) }
      guard let lineEnd = rest.firstIndex(where: \.isNewline) else { return nil }
      start = text.index(after: lineEnd)
    }
    return nil
  }
}
