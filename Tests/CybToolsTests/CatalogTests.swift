import Cyb
import CybRuntime
import CybSyntax
import CybTools
import Foundation
import TestSupport
import Testing

/// The catalog of diagnostic codes holds against the sources, and its examples do what it says.
struct CatalogTests {
  /// Every code that a text literal in the sources names.
  static func codesInSources() throws -> [String: String] {
    var found: [String: String] = [:]
    let sources = Repository.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift", !file.path.contains("/Diagnostics/Catalog/"),
        // The line editor's own functions have names of the same form.
        file.lastPathComponent != "Bindings.swift"
      else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(cyb-[a-z0-9]+(?:-[a-z0-9]+)*)"/) {
        found[String(match.1)] = file.lastPathComponent
      }
    }
    // The targets and packages, which are no codes.
    for name in ["cyb-cli", "cyb-generate"] { found[name] = nil }
    return found
  }

  @Test func everyCodeHasOneEntry() throws {
    let used = try Self.codesInSources()
    #expect(used.count > 100)
    let entries = DiagnosticCatalog.all.map(\.code.name)
    #expect(Set(entries).count == entries.count, "a code has two entries")
    for code in used.keys.sorted() where !entries.contains(code) {
      Issue.record("\(code) (\(used[code] ?? "")) has no entry in the catalog")
    }
    for code in entries where used[code] == nil { Issue.record("\(code) is used nowhere") }
  }

  @Test(arguments: DiagnosticCatalog.all.filter { $0.elsewhere == nil })
  func examplesDoWhatTheySay(entry: CatalogEntry) throws {
    let bad = try Self.diagnostics(of: entry.bad, entry)
    #expect(
      bad.contains { $0.code == entry.code },
      "the bad example of \(entry.code) yields \(bad.map { "\($0.code): \($0.message)" })")
    let good = try Self.diagnostics(of: entry.good, entry)
    #expect(good.isEmpty, "the good example of \(entry.code) yields \(good.map { "\($0.code): \($0.message)" })")
  }

  @Test func explanationsShowBothExamples() throws {
    let text = try #require(Explanations.text(of: "unknown-name"))
    #expect(text.hasPrefix("cyb-unknown-name: a name that does not exist\n"))
    #expect(text.contains("  print(pwoer)\n") && text.contains("  print(power)\n"))
    #expect(Explanations.text(of: "cyb-unheard-of") == nil)
    #expect(Explanations.closest(to: "cyb-unknown-nam") == "cyb-unknown-name")
    #expect(Explanations.closest(to: "unknown-nam") == "cyb-unknown-name")
  }

  private static func diagnostics(of source: String, _ entry: CatalogEntry) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cyb-catalog-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in entry.files.merging(["example.cyb": source], uniquingKeysWith: { $1 }) {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
    let interpreter = Interpreter(
      permissions: .read(below: folder.path), limits: limits(entry.options), host: CapturingHost())
    do {
      if entry.isCheck { return try interpreter.check(file: folder.appendingPathComponent("example.cyb").path) }
      return try interpreter.run(file: folder.appendingPathComponent("example.cyb").path).diagnostics
    } catch { return error.diagnostics }
  }

  /// The limits that options of the command line ask for.
  private static func limits(_ options: [String]) -> Limits {
    var limits = Limits()
    for index in stride(from: 0, to: options.count, by: 2) {
      let value = options[index + 1]
      switch options[index] {
      case "--max-steps": limits.steps = Int(value)
      case "--max-time": limits.seconds = Double(value)
      case "--max-memory": limits.memory = (Int(value.dropLast()) ?? 0) << 20
      case "--max-events": limits.events = Int(value)
      case "--max-output": limits.outputBytes = Int(value)
      default: Issue.record("the test does not know `\(options[index])`")
      }
    }
    return limits
  }
}

extension CatalogEntry: CustomTestStringConvertible {
  public var testDescription: String { code.name }
}

/// Generated files are what `make generate` would write.
struct GeneratedFilesTests {
  @Test(arguments: GeneratedFiles.all.map(\.path))
  func isFresh(path: String) throws {
    let file = try #require(GeneratedFiles.all.first { $0.path == path })
    let written = try String(contentsOf: Repository.root.appendingPathComponent(path), encoding: .utf8)
    #expect(written == file.content(), "\(path) is stale: run `make generate`")
  }

  @Test func thePreludeIsFresh() throws {
    let written = try #require(Repository.text("Sources/CybRuntime/Prelude/prelude.cyb"))
    #expect(Prelude.source == written, "Prelude.swift is stale: run `make generate`")
  }
}
