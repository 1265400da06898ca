import CybRuntime
import CybSyntax

/// Runs scripts inside a Swift program, which shares with them what it wants to and no more.
///
/// ```swift
/// let cyb = Interpreter()
/// try cyb.run(source: """
///   state Atlantia { appetite: [espionage: 80%] }
///   treaty London { quorum: 1, clause 1 { forbid any state to use anything for espionage against any party } }
///   """)
/// let names: [String] = try cyb.evaluate("who would sign London")
/// ```
///
/// What one call declares, the next knows: an interpreter is a world of its own. Several interpreters know nothing of
/// each other and may run at the same time; calls of the same one from several threads wait for each other. Scripts run
/// on a thread with a large stack of its own, so that deep recursion ends in an error and not in a crash.
public final class Interpreter: @unchecked Sendable {
  let guarded: GuardedHost
  private let capture: CapturingHost?
  private let lock = RunLock()
  /// Nothing where it could not be made; `startUp` then says why.
  private var session: Session?
  private let machine: Machine?
  private let startUp: CybError?

  /// An interpreter with the prelude loaded.
  ///
  /// - Parameters:
  ///   - permissions: which files scripts may read; none, unless you say so.
  ///   - limits: what one call may use up. Without any, a script may run for ever: see `Limits.strict` for strangers'.
  ///   - host: takes the output; unless given, each `Outcome` has what was printed.
  public init(
    permissions: Permissions = .none, limits: Limits = Limits(), host: any Host = CapturingHost()
  ) {
    let guarded = GuardedHost(host, permissions)
    self.guarded = guarded
    capture = host as? CapturingHost
    do {
      let made = try BigStack.run { try Session(limits: limits, host: guarded) }
      session = made
      machine = made.machine
      startUp = nil
    } catch {
      machine = nil
      let failure = error as? Failure ?? Failure("cyb-host", "\(error)")
      startUp = CybError([failure.diagnostic.withoutPlaces], sources: SourceMap())
    }
  }

  deinit {
    // Values may be nested deeper than the stack of the thread that lets go of them has room for.
    let last = session
    session = nil
    let box = Box(last)
    BigStack.run { box.value = nil }
  }

  /// What came of a run.
  public struct Outcome: Sendable {
    /// What the script printed, where the host is a `CapturingHost`.
    public let output: String
    /// Warnings.
    public let diagnostics: [Diagnostic]
    /// The value of the last statement, if that was an expression; nothing where it is nested too deep to be handed out.
    public let value: Value?
    /// Turns of loops, calls and units of work in builtins.
    public let steps: Int
  }

  /// Values nested deeper than this do not leave the interpreter.
  static let deepestValue = 500

  /// Runs a text as a file: its names are declared once, and known to later calls.
  ///
  /// - Parameter name: what messages call it.
  /// - Throws: `CybError`. Statements that ran before the failing one keep their effect; the failing one has none.
  @discardableResult
  public func run(source: String, name: String = "<script>") throws(CybError) -> Outcome {
    try run { session in session.run(Array(source.utf8), name: name) }
  }

  /// Runs a file. Relative paths in it start at its folder, as far as the permissions allow reading there.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - name: what messages call it; its path unless given.
  @discardableResult
  public func run(file path: String, name: String? = nil) throws(CybError) -> Outcome {
    try run { session in session.run(try content(of: path, name, session), name: name ?? path) }
  }

  /// Runs a text as at the prompt: names may be declared anew, and the last expression gives the outcome's value.
  @discardableResult
  public func enter(_ source: String, name: String = "<entry>") throws(CybError) -> Outcome {
    try run { session in session.enter(Array(source.utf8), name: name) }
  }

  /// The value of an expression or a question, in Swift's terms.
  ///
  /// ```swift
  /// let total: Double = try cyb.evaluate("sum(a.exposure for a in all(state))")
  /// let honours: Bool? = try cyb.evaluate("would Atlantia honour London")   // nil: unknown
  /// ```
  ///
  /// - Throws: `CybError`, also where the value has another type.
  public func evaluate<Result: CybDecodable>(
    _ source: String, as type: Result.Type = Result.self
  ) throws(CybError) -> Result {
    try perform { session in
      let result = session.enter(Array(source.utf8), name: "<expression>")
      let (value, output) = (result.value, self.capture?.take() ?? "")
      let diagnostics = result.diagnostics + self.guarded.takeWarnings()
      if result.failed { throw CybError(diagnostics, sources: session.sources, output: output) }
      guard let value else {
        throw ConversionError("an expression is wanted, which this is not")
      }
      return try self.convert(value, session)
    }
  }

  /// The problems of a text, found without running it. Several are reported at once.
  public func check(source: String, name: String = "<script>") throws(CybError) -> [Diagnostic] {
    try perform { session in session.check(Array(source.utf8), name: name).diagnostics }
  }

  /// The problems of a file, found without running it.
  public func check(file path: String, name: String? = nil) throws(CybError) -> [Diagnostic] {
    try perform { session in session.check(try content(of: path, name, session), name: name ?? path).diagnostics }
  }

  func content(of path: String, _ name: String?, _ session: Session) throws -> [UInt8] {
    if path != "-" { guarded.note(source: name ?? path, at: path) }
    return try FileContent.named(path, limit: session.machine.limits.sourceBytes)
  }

  /// Stops what is running, which then throws an error with the reason `interrupted`. From any thread, and from the
  /// handler of a signal.
  public func interrupt() { machine?.interrupt() }

  /// Diagnostics as text.
  public func render(_ diagnostics: [Diagnostic], as rendering: Rendering = .plain) -> String {
    (try? perform { session in rendering.render(diagnostics, in: session.sources) }) ?? ""
  }
}

// Values in and out.
extension Interpreter {
  /// Makes a value known to scripts by a name, which they can use but not change.
  public func define(name: String, value: some CybEncodable) throws(CybError) {
    try perform { session in try session.define(name, as: try value.encoded()) }
  }

  /// A value of the language in Swift's terms.
  public func decode<Result: CybDecodable>(_ value: Value, as type: Result.Type = Result.self) throws(CybError)
    -> Result
  {
    try perform { session in try self.convert(value, session) }
  }

  /// The entity that a script has declared by that name.
  public func entity(named name: String) throws(CybError) -> Value? {
    try perform { session in session.world.entity(named: name).map { .entity($0) } }
  }

  /// The value as `print` shows it.
  public func describe(_ value: Value) -> String {
    (try? perform { session in session.machine.describe(value) }) ?? ""
  }

  private func convert<Result: CybDecodable>(_ value: Value, _ session: Session) throws -> Result {
    guard value.isShallow else {
      throw ConversionError("the value is nested more than \(Self.deepestValue) levels deep")
    }
    return try Result.decoded(from: value, in: session.world)
  }
}

// How calls run.
extension Interpreter {
  private func run(_ work: (Session) throws -> Session.Result) throws(CybError) -> Outcome {
    try perform { session in
      let result = try work(session)
      let output = self.capture?.take() ?? ""
      let diagnostics = result.diagnostics + self.guarded.takeWarnings()
      if result.failed { throw CybError(diagnostics, sources: session.sources, output: output) }
      return Outcome(
        output: output, diagnostics: diagnostics, value: result.value.flatMap { $0.isShallow ? $0 : nil },
        steps: session.machine.steps)
    }
  }

  /// Does work with the session, alone and on a large stack. The other modules of this package reach the session here.
  package func perform<Result>(_ work: (Session) throws -> Result) throws(CybError) -> Result {
    do {
      return try BigStack.run {
        guard let session else { throw startUp ?? CybError([], sources: SourceMap()) }
        guard lock.lock() else {
          throw Failure(
            "cyb-host", "the interpreter is in use",
            help: "a host's function cannot call the interpreter that called it; give the script what it needs instead")
        }
        defer { lock.unlock() }
        do { return try work(session) } catch let failure as Failure {
          throw CybError([failure.diagnostic], sources: session.sources, output: capture?.take() ?? "")
        } catch let error as ConversionError {
          throw CybError([Diagnostic("cyb-conversion", error.description, at: nil)], sources: session.sources)
        }
      }
    } catch let error as CybError {
      throw error
    } catch {
      let failure = error as? Failure ?? Failure("cyb-host", "\(error)")
      throw CybError([failure.diagnostic.withoutPlaces], sources: SourceMap())
    }
  }
}

/// Carries something to the thread that lets go of it.
private final class Box<Value> {
  var value: Value?

  init(_ value: Value?) { self.value = value }
}

extension Value {
  /// Whether it can be freed on a thread with a small stack.
  fileprivate var isShallow: Bool {
    if case .object(let object) = self { return object.depth <= Interpreter.deepestValue }
    return true
  }
}

extension Diagnostic {
  /// Without places in sources that its reader will not have.
  fileprivate var withoutPlaces: Diagnostic {
    var copy = self
    copy.span = nil
    copy.labels = []
    copy.stack = []
    return copy
  }
}
