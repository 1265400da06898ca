import CybSyntax
import Testing

@testable import CybRuntime

/// A host that keeps what is printed and serves files from memory.
final class MemoryHost: Host, @unchecked Sendable {
  var output: [UInt8] = []
  var files: [String: String] = [:]

  func write(_ bytes: [UInt8]) throws { output.append(contentsOf: bytes) }

  func read(path: String, from script: String) throws -> [UInt8] {
    guard let text = files[path] else { throw Failure("cyb-file", "there is no `\(path)`") }
    return Array(text.utf8)
  }
}

/// Runs a piece of Cyb and returns its value as a script would write it, or the code of its error.
func evaluate(_ source: String, limits: Limits = Limits(), files: [String: String] = [:]) throws -> String {
  let host = MemoryHost()
  host.files = files
  let session = try Session(limits: limits, host: host)
  let result = session.enter(Array(source.utf8), name: "<test>")
  if let error = result.diagnostics.first(where: { $0.severity == .error }) { return "\(error.code): \(error.message)" }
  guard let value = result.value else { return String(decoding: host.output, as: UTF8.self) }
  return session.machine.literal(value)
}

/// What a piece of Cyb prints.
func output(_ source: String) throws -> String {
  let host = MemoryHost()
  let session = try Session(limits: Limits(), host: host)
  let result = session.enter(Array(source.utf8), name: "<test>")
  for diagnostic in result.diagnostics { Issue.record("\(diagnostic.code): \(diagnostic.message)") }
  return String(decoding: host.output, as: UTF8.self)
}

struct BuiltinExampleTests {
  static let cases = BuiltinTable.all.flatMap { builtin in builtin.examples.map { (builtin.name, $0.source, $0.result) }
  }

  @Test(arguments: cases)
  func exampleGivesWhatItSays(name: String, source: String, result: String) throws {
    #expect(try output("print(\(source))") == result + "\n", "\(name): \(source)")
  }

  @Test func everyBuiltinIsDocumented() {
    for builtin in BuiltinTable.all {
      #expect(!builtin.documentation.isEmpty && builtin.documentation.hasSuffix("."), "\(builtin.name)")
      for parameter in builtin.parameters { #expect(!parameter.documentation.isEmpty, "\(builtin.name)") }
      let isPure = ![.output, .data, .world, .law, .prediction].contains(builtin.category)
      if isPure { #expect(!builtin.examples.isEmpty, "\(builtin.name) has no example") }
    }
  }

  @Test func namesAreUnique() {
    var names = Set<String>()
    for builtin in BuiltinTable.all { #expect(names.insert(builtin.name).inserted, "\(builtin.name) twice") }
  }
}
