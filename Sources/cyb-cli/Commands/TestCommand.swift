import ArgumentParser
import Cyb
import CybTools

extension TestFormat: ExpressibleByArgument {}

/// `cyb test PATH…`: runs the `test` blocks of scripts.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the tests of scripts.",
    discussion: """
      Each file runs in a world of its own, and each `test "name" { … }` in a copy of it. A folder stands for all scripts \
      in and below it. What a file prints is shown where something fails.
      """)

  @Argument(help: "Scripts, or folders of scripts.", completion: .file(extensions: ["cyb"]))
  var paths: [String]

  @Option(help: ArgumentHelp("Only run tests with this in their name.", valueName: "text"))
  var filter: String?

  @Option(
    help: ArgumentHelp("pretty, json (an object on a line for each test), junit (XML) or tap.", valueName: "format"))
  var format: TestFormat = .pretty

  @Flag(help: "Show which lines, and which clauses of treaties, were reached.")
  var coverage = false

  @Option(
    help: ArgumentHelp("Write the lines and clauses that were reached to a file, in lcov's format.", valueName: "file"),
    completion: .file())
  var coverageOutput: String?

  @OptionGroup var limits: LimitOptions
  @OptionGroup var color: ColorOption

  func run() throws {
    let usesColor = format == .pretty && color.color.usesColor(Console.outputIsTerminal)
    var runner = TestRunner(
      limits: limits.limits, filter: filter, rendering: usesColor ? .coloured : .plain,
      coverage: coverage || coverageOutput != nil ? Coverage() : nil)
    var report = format.report(usesColor: usesColor)
    var summary = TestSummary()
    var ending = Ending.fine
    let files = try scripts(below: paths)
    try Console.write(report.beginning())
    for path in files {
      let file = runner.run(path, reading: [ScriptFolder.of(path)] + limits.allowRead, began: Interruption.stops)
      if let reached = file.coverage { runner.coverage = reached }
      if file.reason == .interrupted { throw Ending.interrupted.code }
      if filter != nil, file.cases.isEmpty, file.problem == nil { continue }
      summary.add(file)
      if file.failed > 0 { ending = .failed }
      try Console.write(report.file(file))
    }
    try Console.write(report.ending(summary))
    if let reached = runner.coverage {
      if coverage { try Console.write((format == .pretty ? "\n" : "") + reached.table()) }
      if let coverageOutput {
        do { try FileReplacement.write(reached.lcov(), to: coverageOutput) } catch { throw WrongUse("\(error)") }
      }
    }
    if let filter, summary.passed + summary.failed == 0 {
      Console.complain("error: no test has `\(filter)` in its name\n")
      ending = .failed
    }
    if ending != .fine { throw ending.code }
  }
}

/// The scripts below paths; a path that cannot be used is wrong use.
func scripts(below paths: [String]) throws -> [String] {
  do { return try ScriptFiles.found(below: paths) } catch { throw WrongUse(error.description) }
}
