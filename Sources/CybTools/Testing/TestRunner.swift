import Cyb
import CybRuntime
import CybSyntax

/// Runs the `test` blocks of scripts, each file in a world of its own and each test in a copy of it.
public struct TestRunner {
  /// How one test went.
  public struct Case: Sendable {
    public var name: String
    public var line: Int
    public var seconds: Double
    /// Nothing where it passed.
    public var failure: Failure?

    public struct Failure: Sendable {
      public var code: String
      public var message: String
      /// The diagnostic with its source lines.
      public var rendering: String
    }
  }

  /// How the tests of one file went.
  public struct File: Sendable {
    public var path: String
    public var cases: [Case] = []
    /// Why the file itself failed, outside of its tests.
    public var problem: Case.Failure?
    /// What it printed.
    public var output = ""
    /// Warnings, with their source lines.
    public var warnings = ""
    public var reason: CybError.Reason?
    /// The lines that were reached, if asked for.
    public var coverage: Coverage?
    public var seconds = 0.0

    public var passed: Int { cases.count { $0.failure == nil } }
    public var failed: Int { cases.count - passed + (problem == nil ? 0 : 1) }
  }

  public var limits: Limits
  /// Only tests with this text in their name are run.
  public var filter: String?
  public var rendering: Rendering
  /// Whether to note the lines that are reached.
  public var coverage: Coverage?

  public init(
    limits: Limits = Limits(), filter: String? = nil, rendering: Rendering = .plain, coverage: Coverage? = nil
  ) {
    self.coverage = coverage
    self.limits = limits
    self.filter = filter
    self.rendering = rendering
  }

  /// Runs one file.
  ///
  /// - Parameters:
  ///   - folders: what it may read, its own folder first.
  ///   - began: gets the interpreter before it runs, so that it can be interrupted.
  public func run(
    _ path: String, reading folders: [String], source: String? = nil, began: (Interpreter) -> Void = { _ in }
  ) -> File {
    let host = CapturingHost()
    let interpreter = Interpreter(permissions: .read(below: folders), limits: limits, host: host)
    began(interpreter)
    var file = File(path: path)
    let clock = ContinuousClock.now
    let recorder = coverage == nil ? nil : RunRecorder(isTiming: false)
    do {
      let results = Results()
      defer {
        file.seconds = Self.seconds(ContinuousClock.now - clock)
        file.cases = results.all.map { result(of: $0, interpreter) }
        if let recorder, var coverage {
          interpreter.add(recorder, to: &coverage)
          file.coverage = coverage
        }
      }
      try interpreter.perform { session in
        session.machine.testSink = { results.all.append($0) }
        session.machine.recorder = recorder
        if let filter { session.machine.testFilter = { $0.contains(filter) } }
      }
      let outcome =
        if let source { try interpreter.run(source: source, name: path) } else { try interpreter.run(file: path) }
      file.output = outcome.output
      file.warnings = interpreter.render(outcome.diagnostics, as: rendering)
    } catch {
      file.output = error.output
      file.reason = error.reason
      file.problem = Case.Failure(
        code: error.first?.code.name ?? "", message: error.first?.message ?? "",
        rendering: interpreter.render(error.diagnostics, as: rendering))
    }
    return file
  }

  private final class Results {
    var all: [TestResult] = []
  }

  private func result(of result: TestResult, _ interpreter: Interpreter) -> Case {
    let line = try? interpreter.perform { session in
      session.sources[result.span.file].position(of: result.span.start).line
    }
    let failure = result.failure.map { diagnostic in
      Case.Failure(
        code: diagnostic.code.name, message: diagnostic.message,
        rendering: interpreter.render([diagnostic], as: rendering))
    }
    return Case(name: result.name, line: line ?? 0, seconds: Self.seconds(result.duration), failure: failure)
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
