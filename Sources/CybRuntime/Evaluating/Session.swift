import CybSyntax

/// Runs files and pieces of text in one world: parses, resolves and executes them, statement by statement.
public final class Session {
  public let machine: Machine
  let prelude: ModuleScope
  /// Imported files by the name the host gave them.
  var modules: [String: ImportedModule] = [:]
  /// The files being imported, outermost first, to find rings.
  private var importing: [String] = []
  /// Whether only what declares something runs, as in a check.
  var isChecking = false
  /// What was checked last: freeing it takes as long as parsing it, which a process that only checks need not wait for.
  private var checked: (tree: SyntaxTree, file: ResolvedFile)?
  /// The names of what is entered piece by piece.
  var main: ModuleScope

  final class ImportedModule {
    let scope: ModuleScope
    var file: ResolvedFile?
    var hasRun = false

    init(scope: ModuleScope) { self.scope = scope }
  }

  public var world: World { machine.world }
  public var sources: SourceMap { machine.sources }

  /// A session with the prelude loaded.
  public init(limits: Limits, host: any Host) throws {
    let sources = SourceMap()
    machine = Machine(limits: limits, host: host, world: World(), sources: sources)
    let file = sources.add(name: "<prelude>", bytes: Array(Prelude.source.utf8))
    prelude = ModuleScope(file: file, parent: nil)
    main = prelude
    let tree = Parser.parse(file: file)
    let resolved = resolve(tree, in: prelude, redeclaring: .never)
    if let error = (tree.diagnostics + resolved.diagnostics).first(where: { $0.severity == .error }) {
      throw Failure(error)
    }
    machine.startClock()
    machine.beginRun()
    try execute(resolved)
    machine.endRun()
    main = ModuleScope(file: file, parent: prelude)
  }

  /// What came of running a text.
  public struct Result: Sendable {
    /// Warnings and errors, in the order in which they were found.
    public var diagnostics: [Diagnostic] = []
    /// The value of its last statement, if that was an expression.
    public var value: Value?
    public var isIncomplete = false
    /// The same, or what the last statement asked.
    public var answer: Value?
    /// Whether the value answers a question.
    public var isQuestion = false
    /// Where that asked `who`: for whom the answer is unknown.
    public var undecided: [EntityID] = []

    public var failed: Bool { diagnostics.contains { $0.severity == .error } }
  }

  /// Parses and resolves a file without running it, and looks at what its treaties say.
  public func check(_ bytes: [UInt8], name: String) -> Result {
    var result = Result()
    machine.startClock()
    let file = add(bytes, name, &result)
    guard !result.failed else { return result }
    let tree = Parser.parse(file: file, options: options(isREPL: false))
    result.diagnostics += tree.diagnostics
    let scope = ModuleScope(file: file, parent: prelude)
    let resolved = resolve(tree, in: scope, redeclaring: .never)
    checked = (tree, resolved)
    result.diagnostics += resolved.diagnostics
    do { try machine.checkClock() } catch {
      result.diagnostics = [error.diagnostic]
      return result
    }
    if !result.failed { result.diagnostics += wordingWarnings(on: tree, resolved) }
    return result
  }

  /// Runs a file in a scope of its own, with the names of the prelude and of what ran before behind it; keeps its names
  /// for later entries. A name that was known before is declared anew.
  public func run(_ bytes: [UInt8], name: String) -> Result {
    var result = Result()
    machine.startClock()
    let file = add(bytes, name, &result)
    guard !result.failed else { return result }
    let tree = Parser.parse(file: file, options: options(isREPL: false))
    result.diagnostics += tree.diagnostics
    let scope = ModuleScope(file: file, parent: prelude)
    for (name, binding) in main.bindings { scope.bindings[name] = binding }
    main = scope
    return run(tree, in: scope, redeclaring: .earlier, result)
  }

  /// Runs an entry at the REPL or a piece of text given by a host: names may be declared anew, and an expression is a
  /// statement.
  public func enter(_ bytes: [UInt8], name: String) -> Result {
    var result = Result()
    machine.startClock()
    let file = add(bytes, name, &result)
    guard !result.failed else { return result }
    let tree = Parser.parse(file: file, options: options(isREPL: true))
    result.diagnostics += tree.diagnostics
    result.isIncomplete = tree.isIncomplete
    return run(tree, in: main, redeclaring: .always, result)
  }

  private func run(_ tree: SyntaxTree, in scope: ModuleScope, redeclaring: Resolver.Redeclaring, _ partial: Result)
    -> Result
  {
    var result = partial
    let point = machine.save()
    let names = (scope.bindings, scope.declarations)
    let resolved = resolve(tree, in: scope, redeclaring: redeclaring)
    result.diagnostics += resolved.diagnostics
    // What was not read to its end is not worth reporting.
    do { try machine.checkClock() } catch { result.diagnostics = [error.diagnostic] }
    guard !result.failed else {
      machine.rollBack(point)
      (scope.bindings, scope.declarations) = names
      return result
    }
    machine.commit(point)
    machine.beginRun()
    defer { machine.endRun() }
    machine.lastValue = .undefined
    machine.lastAnswer = .undefined
    machine.lastIsQuestion = false
    machine.lastUndecided = []
    do {
      try execute(resolved)
      if case .undefined = machine.lastValue {} else { result.value = machine.lastValue }
      if case .undefined = machine.lastAnswer {} else { result.answer = machine.lastAnswer }
      result.isQuestion = machine.lastIsQuestion
      result.undecided = machine.lastUndecided
    } catch let failure as Failure {
      result.diagnostics.append(failure.diagnostic)
    } catch {
      result.diagnostics.append(Diagnostic("cyb-host", "\(error)", at: nil))
    }
    if !result.failed { result.diagnostics += machine.oracle.voidActWarnings() }
    do { try machine.flush() } catch let failure as Failure {
      result.diagnostics.append(failure.diagnostic)
    } catch {
      result.diagnostics.append(Diagnostic("cyb-output", "the output could not be written: \(error)", at: nil))
    }
    return result
  }

  private func options(isREPL: Bool) -> ParseOptions {
    var options = ParseOptions(isREPL: isREPL, nestingLimit: machine.limits.sourceNesting)
    options.mayGoOn = machine.mayGoOn
    return options
  }

  private func add(_ bytes: [UInt8], _ name: String, _ result: inout Result) -> SourceFile {
    if bytes.count > machine.limits.sourceBytes {
      result.diagnostics.append(
        Diagnostic(
          "cyb-limit-source", "the source has \(bytes.count) bytes; the limit is \(machine.limits.sourceBytes)", at: nil
        ))
      return sources.add(name: name, bytes: [])
    }
    do { try machine.willRead(bytes) } catch {
      result.diagnostics.append(error.diagnostic)
      return sources.add(name: name, bytes: [])
    }
    let (file, diagnostics) = SourceText.add(bytes, name: name, to: sources)
    result.diagnostics += diagnostics
    return file
  }

  private func resolve(_ tree: SyntaxTree, in scope: ModuleScope, redeclaring: Resolver.Redeclaring) -> ResolvedFile {
    Resolver(module: scope, machine: machine, loader: self, redeclaring: redeclaring).resolve(tree)
  }

  /// Runs the statements of a file, each atomically: one that fails leaves the world as it was before it.
  private func execute(_ file: ResolvedFile) throws {
    try withFrame(of: file) { frame in
      for (place, statement) in file.statements.enumerated() where !isChecking || file.declares[place] {
        let point = machine.save()
        do {
          if try statement.execute(frame) == .returning { _ = machine.takeReturned() }
          try machine.checkStopped()
          machine.commit(point)
        } catch {
          machine.rollBack(point)
          // What a walk that ended early led to is no failure of the script.
          try machine.checkStopped()
          throw error
        }
      }
    }
    if !(file.statements.last is ExpressionStatementNode) { machine.lastValue = .undefined }
  }

  /// Makes room for the variables of a file while its statements run.
  func withFrame(of file: ResolvedFile, _ body: (Frame) throws -> Void) throws {
    let base = machine.top
    for slot in 0..<file.frameSize { (base + slot).initialize(to: .undefined) }
    machine.top = base + file.frameSize
    defer {
      base.deinitialize(count: file.frameSize)
      machine.top = base
    }
    let script = machine.currentScript
    machine.currentScript = file.module.file.name
    defer { machine.currentScript = script }
    try body(Frame(slots: base, machine: machine))
  }
}

extension Session: ModuleLoading {
  func load(
    _ statement: ImportStatement, from module: ModuleScope
  ) throws(Failure) -> (module: ModuleScope, run: Node) {
    let key = Session.path(statement.path, from: module.file.name)
    if let known = modules[key] {
      if let position = importing.firstIndex(of: key) {
        let ring = (importing[position...] + [key]).joined(separator: " → ")
        throw Failure(
          Diagnostic("cyb-import-ring", "the file imports itself: \(ring)", at: statement.pathSpan)
            .help("put what both need into a file of its own"))
      }
      return (known.scope, RunModuleNode(known, self, statement.pathSpan))
    }
    let bytes: [UInt8]
    do { bytes = try machine.host.read(path: statement.path, from: module.file.name) } catch {
      let failure = error as? Failure ?? Failure("cyb-file", "`\(statement.path)` could not be read: \(error)")
      throw failure.located(at: statement.pathSpan)
    }
    var result = Result()
    let file = add(bytes, key, &result)
    let imported = ImportedModule(scope: ModuleScope(file: file, parent: prelude))
    modules[key] = imported
    importing.append(key)
    defer { importing.removeLast() }
    let tree = Parser.parse(file: file, options: options(isREPL: false))
    let resolved = resolve(tree, in: imported.scope, redeclaring: .never)
    do { try machine.checkClock() } catch {
      modules[key] = nil
      throw error
    }
    imported.file = resolved
    let diagnostics = result.diagnostics + tree.diagnostics + resolved.diagnostics
    if let error = diagnostics.first(where: { $0.severity == .error }) {
      modules[key] = nil
      throw Failure(error.label(statement.pathSpan, "imported here"))
    }
    return (imported.scope, RunModuleNode(imported, self, statement.pathSpan))
  }

  /// A path as an import names it, seen from the importing file.
  public static func path(_ path: String, from script: String) -> String {
    guard !path.hasPrefix("/"), let slash = script.lastIndex(of: "/") else { return path }
    var parts = script[..<slash].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case ".." where !parts.isEmpty && parts.last != ".." && parts.last != "": parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  func runModule(_ imported: ImportedModule) throws {
    guard !imported.hasRun, let file = imported.file else { return }
    imported.hasRun = true
    try execute(file)
  }
}

/// `import`: runs the imported file, the first time.
final class RunModuleNode: Node {
  let module: Session.ImportedModule
  unowned let session: Session

  init(_ module: Session.ImportedModule, _ session: Session, _ span: Span) {
    self.module = module
    self.session = session
    super.init(span)
  }

  override func execute(_ frame: Frame) throws -> Completion {
    try session.runModule(module)
    return .normal
  }
}
