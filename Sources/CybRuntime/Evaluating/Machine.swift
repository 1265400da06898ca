import CybSyntax
import Synchronization
import TreatyLaw

/// The evaluator: the stack, the globals, the world, and what has been used up.
///
/// One thread at a time runs a machine; `interrupt` may be called from any.
public final class Machine: @unchecked Sendable {
  public var limits: Limits
  public let host: any Host
  public let world: World
  /// The source texts, for messages.
  public let sources: SourceMap

  /// Top-level variables by slot. The memory is reserved once, so that nodes may reach in while it grows.
  let globals: UnsafeMutablePointer<Value>
  var globalStamps: [UInt32] = []
  /// Whether functions read it: only then can what the law says turn on it.
  private var isReadByFunctions: [Bool] = []
  static let globalCapacity = 1 << 18

  /// The stack of values: what lies below `top` is in use.
  let stack: UnsafeMutablePointer<Value>
  let stackEnd: UnsafeMutablePointer<Value>
  var top: UnsafeMutablePointer<Value>
  static let stackCapacity = 1 << 21

  /// Calls in progress.
  var depth = 0
  /// Grows with every change of a variable that conditions of norms may read.
  var variableChanges = 0
  /// The lowest address that the native stack may reach.
  var nativeLimit: UInt = 0
  /// Steps until the next look at limits and interruption.
  var fuel = 0
  /// Steps used before the current portion of fuel.
  private var spent = 0
  private var portion = 0
  private static let portionSize = 4096
  private let interruption: Interruption
  private var deadline: ContinuousClock.Instant?

  /// Why a walk through a value had to end early; see `Traversal`.
  var stopped: (any Error)?
  /// What ran on the thread before this machine.
  private var outerRunner: UnsafeMutableRawPointer?
  /// What the values of the machine and its forks take.
  var memory = MemoryGauge()
  /// What `Node.number` found to be no number.
  var aside = Value.undefined
  /// The value of a `return` on its way out of its function.
  var returned = Value.undefined
  /// Bytes printed so far.
  private var printed = 0
  private var output: [UInt8] = []
  /// Whether nothing is printed, as in a check.
  var isSilent = false
  /// Where a statement of a file is being run, for builtins that read relative to it.
  var currentScript = ""
  /// Answers of the law and of the model; see `Queries`.
  lazy var oracle = Oracle(machine: self)
  /// What `ask` hands its answers to; nothing prints them.
  public var answerSink: ((Answer) throws -> Void)?
  /// Watches what scripts do that are resolved from now on; see `RunRecorder`.
  public var recorder: RunRecorder?
  /// What `test` blocks report to; nothing skips them.
  public var testSink: ((TestResult) -> Void)?
  /// Which tests run, by name.
  public var testFilter: (String) -> Bool = { _ in true }
  /// The value of the last expression that ran as a statement.
  public internal(set) var lastValue = Value.nothing
  /// The same, or what an `ask` behind it answered.
  var lastAnswer = Value.undefined
  /// Whether `lastValue` answers a question.
  var lastIsQuestion = false
  /// Where that asked `who`: for whom the answer is unknown.
  var lastUndecided: [EntityID] = []
  /// `since` and `as of` behind a call in progress.
  var ambientSince: Moment?
  var ambientAsOf: Moment?
  /// Where draws come from; nothing outside a simulation.
  var stream: RandomStream?
  /// Pictures that have been plotted without a name.
  private var pictures = 0
  /// The terminal that answers and tables are fitted into; nothing shows them whole.
  package var page: Page?
  /// All of what was cut to fit it.
  private var uncut = ""
  /// Whether this is a copy that runs beside others; see `Forking`.
  let isFork: Bool

  public init(limits: Limits, host: any Host, world: World, sources: SourceMap) {
    self.limits = limits
    self.host = host
    self.world = world
    self.sources = sources
    interruption = Interruption()
    isFork = false
    globals = .allocate(capacity: Self.globalCapacity)
    stack = .allocate(capacity: Self.stackCapacity)
    stackEnd = stack + Self.stackCapacity - 256
    top = stack
  }

  /// A copy that goes its own way: with an own world and own variables, and what is left of the parent's limits. It
  /// ends when the parent is interrupted.
  ///
  /// - Parameter value: is copied with the variables that it shares.
  init(forking parent: Machine, host: any Host, carrying value: inout Value) {
    var copier = ValueCopier()
    self.host = host
    limits = parent.limits
    if let steps = limits.steps { limits.steps = max(0, steps - parent.steps) }
    if let bytes = limits.outputBytes { limits.outputBytes = max(0, bytes - parent.printed) }
    world = World(copying: parent.world, with: &copier)
    sources = parent.sources
    interruption = parent.interruption
    deadline = parent.deadline
    memory = parent.memory
    currentScript = parent.currentScript
    ambientSince = parent.ambientSince
    ambientAsOf = parent.ambientAsOf
    isFork = true
    globals = .allocate(capacity: Self.globalCapacity)
    for slot in parent.globalStamps.indices {
      (globals + slot).initialize(to: copier.copy(parent.globals[slot]))
    }
    value = copier.copy(value)
    copier.finish()
    globalStamps = [UInt32](repeating: 0, count: parent.globalStamps.count)
    isReadByFunctions = parent.isReadByFunctions
    stack = .allocate(capacity: Self.stackCapacity)
    stackEnd = stack + Self.stackCapacity - 256
    top = stack
  }

  deinit {
    globals.deinitialize(count: globalStamps.count)
    globals.deallocate()
    stack.deallocate()
  }

  /// Makes room for a top-level variable and returns its slot.
  func addGlobal(_ value: Value = .undefined) -> Int? {
    guard globalStamps.count < Self.globalCapacity else { return nil }
    (globals + globalStamps.count).initialize(to: value)
    globalStamps.append(0)
    isReadByFunctions.append(false)
    return globalStamps.count - 1
  }
}

/// Whether a machine and its forks are to stop.
final class Interruption: Sendable {
  let wasAsked = Atomic<Bool>(false)
}

// Steps, time and interruption.
extension Machine {
  /// Starts the clock, before a text is read and run.
  func startClock() {
    interruption.wasAsked.store(false, ordering: .relaxed)
    deadline = limits.seconds.map { ContinuousClock.now.advanced(by: .seconds($0)) }
  }

  /// Whether there is time left, and nobody has asked to stop; for what reads a text.
  var mayGoOn: @Sendable () -> Bool {
    { [interruption, deadline] in
      !interruption.wasAsked.load(ordering: .relaxed) && deadline.map { ContinuousClock.now <= $0 } != false
    }
  }

  /// Fails where the time is over or the run was interrupted.
  func checkClock(at span: Span? = nil) throws(Failure) {
    if interruption.wasAsked.load(ordering: .relaxed) {
      throw Failure(Diagnostic("cyb-interrupted", "interrupted", at: span))
    }
    if let deadline, ContinuousClock.now > deadline {
      throw Failure(
        Diagnostic("cyb-limit-time", "the time limit of \(limits.seconds ?? 0) seconds is over", at: span)
          .help("give it more with \(limits.option(.time))"))
    }
  }

  /// Starts the count of steps for one run.
  public func beginRun() {
    spent = 0
    portion = 0
    fuel = 0
    stopped = nil
    enter()
  }

  /// Ends what `beginRun` began.
  func endRun() { leave() }

  /// Lets the thread that calls run this machine.
  func enter() {
    nativeLimit = BigStack.limit
    memory.begin()
    outerRunner = takeThread()
  }

  /// Ends what `enter` began.
  func leave() {
    memory.end()
    giveThread(backTo: outerRunner)
    outerRunner = nil
  }

  /// Asks the run to stop as soon as it can; from any thread or a signal handler.
  public func interrupt() { interruption.wasAsked.store(true, ordering: .relaxed) }

  /// Steps used by this run.
  public var steps: Int { spent + portion - max(fuel, 0) }

  /// One turn of a loop or one call.
  @inline(__always)
  func tick(at span: Span) throws {
    fuel -= 1
    if fuel < 0 { try refuel(at: span) }
  }

  /// Charges units of work; fails when the steps are used up, the time is over or the run was interrupted.
  public func charge(_ steps: Int) throws {
    fuel -= steps
    if fuel < 0 { try refuel(at: nil) }
  }

  @inline(never)
  func refuel(at span: Span?) throws {
    try checkStopped()
    spent += portion - fuel - 1
    if fuel < -1 { spent += 1 }
    portion = 0
    fuel = 0
    try checkClock(at: span)
    if limits.memory != nil { try checkMemory(at: span) }
    var next = Self.portionSize
    if let limit = limits.steps {
      guard spent < limit else {
        throw Failure(
          Diagnostic("cyb-limit-steps", "the limit of \(limit) steps is reached", at: span)
            .help("look for a loop that does not end, or allow more with \(limits.option(.steps))"))
      }
      next = min(next, limit - spent)
    }
    portion = next
    fuel = next - 1
  }

  /// Fails where a value is nested deeper than the limit; else returns it.
  @inline(__always)
  func checked(_ object: Object, at span: Span?) throws -> Value {
    if object.depth > limits.valueDepth { try checkDepth(object, at: span) }
    return .object(object)
  }

  @inline(__always)
  func checked(_ value: Value, at span: Span?) throws -> Value {
    if case .object(let object) = value, object.depth > limits.valueDepth { try checkDepth(object, at: span) }
    return value
  }

  @inline(never)
  func checkDepth(_ object: Object, at span: Span?) throws {
    guard object.depth > limits.valueDepth else { return }
    throw Failure(
      Diagnostic(
        "cyb-limit-value-depth", "the value is nested more than \(limits.valueDepth) levels deep", at: span))
  }
}

// Savepoints.
extension Machine {
  func save() -> Savepoint { world.save() }
  func commit(_ point: Savepoint) { world.commit(point) }
  func rollBack(_ point: Savepoint) {
    if world.journal.entries[point.entries...].contains(where: changesWhatFunctionsRead) { variableChanges &+= 1 }
    world.rollBack(point, globals: globals)
  }

  private func changesWhatFunctionsRead(_ entry: Journal.Entry) -> Bool {
    switch entry {
    case .global(let slot, _): isReadByFunctions[slot]
    case .cell, .function: true
    case .entity, .event, .kind, .verb, .declared: false
    }
  }

  /// A function reads the variable in a slot.
  func noteRead(byFunction slot: Int) {
    guard !isReadByFunctions[slot] else { return }
    isReadByFunctions[slot] = true
    variableChanges &+= 1
  }

  @inline(__always)
  func willChangeGlobal(_ slot: Int) {
    if isReadByFunctions[slot] { variableChanges &+= 1 }
    if globalStamps[slot] != world.journal.stamp { saveGlobal(slot) }
  }

  @inline(never)
  private func saveGlobal(_ slot: Int) {
    world.journal.entries.append(.global(slot: slot, globals[slot]))
    globalStamps[slot] = world.journal.stamp
  }

  func willChange(_ cell: Cell) {
    variableChanges &+= 1
    guard cell.stamp != world.journal.stamp else { return }
    world.journal.entries.append(.cell(cell, cell.value))
    cell.stamp = world.journal.stamp
  }
}

// Output.
extension Machine {
  /// Prints bytes; they reach the host when the buffer is full or flushed.
  public func write(_ bytes: some Collection<UInt8>) throws {
    try checkStopped()
    guard !isSilent else { return }
    printed += bytes.count
    if let limit = limits.outputBytes, printed > limit {
      throw Failure(
        "cyb-limit-output", "the limit of \(limit) bytes of output is reached",
        help: "allow more with \(limits.option(.output))")
    }
    output.append(contentsOf: bytes)
    if output.count >= 1 << 16 { try flush() }
  }

  /// Prints what was cut to fit the terminal, and keeps the whole for whoever asks for it.
  package func write(_ text: String, cutting whole: String) throws {
    try write(text.utf8)
    uncut += whole
  }

  /// All of what was cut since the last time; nothing where nothing was.
  package func takeUncut() -> String? {
    defer { uncut = "" }
    return uncut.isEmpty ? nil : uncut
  }

  public func flush() throws {
    guard !output.isEmpty else { return }
    let bytes = output
    output.removeAll(keepingCapacity: true)
    try host.write(bytes)
  }

  /// Hands a picture to the host, by its name or as the next of those without. A fork's are numbered when all runs are
  /// done, so that their order is that of the runs.
  func keep(picture: [UInt8], name: String?) throws {
    if isFork || name != nil { return try host.save(picture: picture, name: name ?? "") }
    pictures += 1
    try host.save(picture: picture, name: "plot-\(pictures).svg")
  }
}
