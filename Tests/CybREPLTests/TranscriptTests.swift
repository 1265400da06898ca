import CybREPL
import Foundation
import Testing

/// Sessions typed once, in `Tests/Corpus/repl` and in the documentation: typed again they show the same.
@Suite(.serialized) struct TranscriptTests {
  private static let folder = Transcript.root.appendingPathComponent("Tests/Corpus/repl")

  static var names: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".transcript") }.sorted()
  }

  @Test(arguments: names) func corpus(_ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let transcript = Transcript(text: try String(contentsOf: file, encoding: .utf8))
    let played = transcript.played()
    if ProcessInfo.processInfo.environment["CYB_RECORD"] != nil, played != transcript.text {
      try played.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(played == transcript.text)
  }

  @Test func thereAreTranscripts() { #expect(Self.names.count >= 5) }

  /// Blocks marked `cyb-repl` in `docs/`; those of one page go on with one session.
  static var pages: [String] {
    let docs = Transcript.root.appendingPathComponent("docs")
    let all = (try? FileManager.default.contentsOfDirectory(atPath: docs.path)) ?? []
    return all.filter { $0.hasSuffix(".md") }.sorted().filter { page in
      let text = try? String(contentsOf: docs.appendingPathComponent(page), encoding: .utf8)
      return text?.contains("```cyb-repl") ?? false
    }
  }

  @Test(arguments: pages) func documentation(_ page: String) throws {
    let file = Transcript.root.appendingPathComponent("docs").appendingPathComponent(page)
    let text = try String(contentsOf: file, encoding: .utf8)
    let pieces = Self.pieces(of: text)
    let whole = Transcript(text: pieces.filter(\.isSession).map(\.text).joined())
    let played = whole.played()
    if ProcessInfo.processInfo.environment["CYB_RECORD"] != nil, played != whole.text {
      try Self.page(pieces, with: played).write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(played == whole.text)
  }

  @Test func theManualListsTheCommands() throws {
    let file = Transcript.root.appendingPathComponent("docs/repl.md")
    var text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- commands"))
    let open = try #require(text.range(of: "-->\n", range: start.upperBound..<text.endIndex)).upperBound
    let close = try #require(text.range(of: "<!-- end of commands -->")).lowerBound
    let rows = CommandTable.all.map { "| `\($0.signature)` | \($0.summary) |\n" }.joined()
    let table = "| command | does |\n|---|---|\n" + rows
    let isFresh = text[open..<close] == table
    if ProcessInfo.processInfo.environment["CYB_RECORD"] != nil, !isFresh {
      text.replaceSubrange(open..<close, with: table)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(isFresh)
  }

  /// A page in pieces: the sessions in it, without their fences, and what stands between them.
  private static func pieces(of page: String) -> [(isSession: Bool, text: String)] {
    var pieces: [(isSession: Bool, text: String)] = [(false, "")]
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      let isSession = pieces[pieces.count - 1].isSession
      if isSession, line == "```" { pieces.append((false, "")) }
      pieces[pieces.count - 1].text += line + "\n"
      if !isSession, line == "```cyb-repl" { pieces.append((true, "")) }
    }
    pieces[pieces.count - 1].text.removeLast()
    return pieces
  }

  /// The page with its sessions as they were played.
  private static func page(_ pieces: [(isSession: Bool, text: String)], with played: String) -> String {
    var lines = played.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var page = ""
    for (isSession, text) in pieces {
      guard isSession else {
        page += text
        continue
      }
      var left = Transcript(text: text).typed.count
      while let line = lines.first, !(line.isEmpty && lines.count == 1) {
        let isTyped = line.hasPrefix("cyb>") || line.hasPrefix("...>")
        if isTyped, left == 0 { break }
        if isTyped { left -= 1 }
        page += line + "\n"
        lines.removeFirst()
      }
    }
    return page
  }
}
