import CybREPL
import Foundation
import Testing

/// Sessions typed once, in `Tests/Corpus/repl` and in the documentation: typed again they show the same.
@Suite struct TranscriptTests {
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
    var blocks: [String] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInside, line == "```" {
        isInside = false
      } else if isInside {
        blocks[blocks.count - 1] += line + "\n"
      } else if line.hasPrefix("```cyb-repl") {
        isInside = true
        blocks.append("")
      }
    }
    let whole = Transcript(text: blocks.joined())
    #expect(whole.played() == whole.text)
  }
}
