import Cyb
import CybRuntime
import CybSyntax
import CybTools
import Foundation
import TestSupport
import Testing

/// The code blocks of README and docs run, and come to what the page says.
struct DocumentTests {
  struct Block: CustomTestStringConvertible {
    var page: String
    var line: Int
    /// What stands behind the fence: `cyb`, `cyb continued` ….
    var kind: String
    var text: String
    /// The blocks before it in whose world it runs.
    var before: [String] = []
    /// What it must print, where the page says so.
    var output: String?

    var testDescription: String { "\(page):\(line)" }
  }

  static let blocks: [Block] = {
    let pages = ["README.md", "CONTRIBUTING.md"] + Repository.files(below: "docs", ending: ".md").map { "docs/" + $0 }
    // The examples of the catalog and of the builtins have tests of their own.
    let generated = GeneratedFiles.all.map(\.path)
    return pages.filter { !generated.contains($0) }.flatMap { page in
      blocks(in: Repository.text(page) ?? "", page)
    }
  }()

  /// The fenced blocks of a page that are Cyb.
  static func blocks(in text: String, _ page: String) -> [Block] {
    var found: [Block] = []
    var open: Block?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if var block = open {
        guard line == "```" else {
          open?.text += line + "\n"
          continue
        }
        open = nil
        if block.kind == "output", !found.isEmpty {
          found[found.count - 1].output = block.text
        } else if block.kind == "cyb continued", let last = found.last {
          block.before = last.before + [last.text]
          found.append(block)
        } else if block.kind == "cyb" {
          found.append(block)
        }
      } else if line.hasPrefix("```") {
        open = Block(page: page, line: index + 1, kind: String(line.dropFirst(3)), text: "")
      }
    }
    return found
  }

  @Test(arguments: blocks)
  func blockRuns(block: Block) throws {
    let examples = Repository.root.appendingPathComponent("examples").path
    let host = CapturingHost()
    let interpreter = Interpreter(permissions: .read(below: examples), host: host)
    for text in block.before { _ = try? interpreter.run(source: text, name: examples + "/block.cyb") }
    _ = host.take()
    let answers = Answers()
    var failures: [Diagnostic] = []
    try interpreter.perform { session in
      session.machine.testSink = { if let failure = $0.failure { failures.append(failure) } }
      if block.output == nil { session.machine.answerSink = { answers.all.append($0) } }
    }
    var diagnostics: [Diagnostic] = []
    var output = ""
    do {
      let outcome = try interpreter.run(source: block.text, name: examples + "/block.cyb")
      output = outcome.output
      diagnostics = outcome.diagnostics
    } catch {
      output = error.output
      diagnostics = error.diagnostics
    }
    diagnostics += failures
    if let expected = block.output { #expect(output == expected) }
    let lines = block.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for diagnostic in diagnostics {
      let line = try interpreter.perform { session in
        diagnostic.span.map { session.sources[$0.file].position(of: $0.start).line }
      }
      let mark = "// \(diagnostic.severity.rawValue): \(diagnostic.code)"
      let isMarked = line.map { $0 <= lines.count && lines[$0 - 1].hasSuffix(mark) } ?? false
      #expect(isMarked, "\(interpreter.render([diagnostic]))")
    }
    for line in lines {
      guard let mark = line.firstMatch(of: /\/\/ (error|warning): (cyb-[a-z-]+)$/) else { continue }
      #expect(diagnostics.contains { $0.code.name == mark.2 }, "\(line) is marked, but has no such diagnostic")
    }
    for answer in answers.all {
      let line = try interpreter.perform { session in
        session.sources[answer.span.file].position(of: answer.span.start).line
      }
      guard let comment = lines[line - 1].split(separator: "// ", maxSplits: 1).dropFirst().first else { continue }
      // Of an explanation the answer is what stands before the colon.
      let first = answer.text.split(separator: "\n").first?.prefix { $0 != ":" } ?? ""
      #expect(comment.hasPrefix(first), "\(answer.question): \(answer.text)")
    }
  }

  private final class Answers {
    var all: [Answer] = []
  }

  /// Links between the pages, and from them into the repository, lead somewhere.
  @Test func linksLeadSomewhere() throws {
    var count = 0
    for page in ["README.md", "CONTRIBUTING.md"] + Repository.files(below: "docs", ending: ".md").map({ "docs/" + $0 })
    {
      let folder = Repository.root.appendingPathComponent(page).deletingLastPathComponent()
      for match in (Repository.text(page) ?? "").matches(of: /\]\(([^)#:\s]+)(#[^)]*)?\)/) {
        count += 1
        let target = folder.appendingPathComponent(String(match.1)).standardizedFileURL
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page) links to \(match.1)")
      }
    }
    #expect(count > 5)
  }

  /// A test that finds nothing would pass.
  @Test func blocksAreFound() {
    #expect(Self.blocks.contains { $0.page == "README.md" })
    let found = Self.blocks(
      in: "a\n```cyb\nlet x = 1\n```\n```cyb continued\nprint(x)\n```\n```output\n1\n```\n```sh\nls\n```\n", "p")
    #expect(found.count == 2 && found[1].before == ["let x = 1\n"] && found[1].output == "1\n" && found[1].line == 5)
  }
}
