import CybSyntax

/// Turns a file's syntax tree into nodes that can run: every name becomes a slot, a constant or an error.
///
/// It works in two passes. The first (`Hoisting.swift`) declares all top-level names of the file, so that functions and
/// actors may refer to each other in any order: kinds, verbs, entities, functions, variables and imports get their
/// numbers. The second walks the statements. Within functions names are looked up from the innermost block outwards,
/// across enclosing functions (a capture), then among the file's names, the prelude's, and the builtins.
///
/// A variable that a closure captures must live in a cell. This is known only after its whole unit (a top-level
/// statement) has been seen; so a unit in which a new capture turned up is resolved again. Hence resolving a unit must
/// have no effect but its nodes, its diagnostics, and numbers that are remembered by place.
final class Resolver {
  let module: ModuleScope
  let machine: Machine
  let loader: any ModuleLoading
  var diagnostics: [Diagnostic] = []
  private var reported: [Span: [DiagnosticCode]] = [:]
  var scope = FunctionScope(parent: nil, isFunction: false)
  /// Declarations of variables that live in cells.
  var cells: Set<Span> = []
  /// Entities by the place of their name, so that a unit resolved twice numbers them once.
  var entitiesByPlace = PlaceTable()
  /// The treaty and norm whose words are being resolved.
  var treaty: TreatyContext?
  /// Names bound by `as` in the norm being resolved, with their place in its conditions' parameters.
  var norm: NormContext?
  /// Whether there is time left, and how many more expressions are resolved before that is asked.
  private let hasTime: @Sendable () -> Bool
  private var untilLook = 1024
  /// What `KnownFields` has for each kind that has come up.
  private var knownFields: [[String]?] = []
  /// Which top-level names may be declared anew.
  let redeclaring: Redeclaring

  enum Redeclaring {
    /// None but those of the prelude: a file declares a name once.
    case never
    /// Those known before: a file that is run where others have run.
    case earlier
    /// All, as at the prompt.
    case always
  }

  /// Whether what was declared there may be declared anew.
  func mayRedeclare(_ declaration: Span?) -> Bool {
    switch redeclaring {
    case .never: false
    case .earlier: declaration?.file != module.file.id
    case .always: true
    }
  }

  var world: World { machine.world }

  init(module: ModuleScope, machine: Machine, loader: any ModuleLoading, redeclaring: Redeclaring) {
    self.module = module
    self.machine = machine
    self.loader = loader
    self.redeclaring = redeclaring
    hasTime = machine.mayGoOn
  }

  struct TreatyContext {
    /// Nothing where the treaty's name is computed.
    var entity: EntityID?
    /// The slot that holds the treaty where its name is computed.
    var slot: Int?
  }

  struct NormContext {
    var names: [String] = []
  }

  /// The fields that the law or the models read of a kind.
  func knownFields(of kind: KindID) -> [String] {
    let index = Int(kind.index)
    while knownFields.count <= index { knownFields.append(nil) }
    if let known = knownFields[index] { return known }
    let names = KnownFields.names(for: kind, in: world)
    knownFields[index] = names
    return names
  }

  /// Keeps a diagnostic, unless one of the two passes has made the same before.
  func report(_ diagnostic: Diagnostic) {
    if let span = diagnostic.span {
      guard reported[span]?.contains(diagnostic.code) != true else { return }
      reported[span, default: []].append(diagnostic.code)
    }
    diagnostics.append(diagnostic)
  }

  /// Whether there is time to go on; asked of the clock now and then. Where there is none, nobody uses what comes out.
  func mayGoOn() -> Bool {
    untilLook -= 1
    if untilLook > 0 { return true }
    untilLook = hasTime() ? 1024 : 0
    return untilLook > 0
  }

  /// The code of a whole file.
  func resolve(_ tree: SyntaxTree) -> ResolvedFile {
    hoist(tree.statements)
    var nodes: [Node] = []
    for statement in tree.statements { nodes.append(resolveUnit(statement)) }
    return ResolvedFile(
      module: module, statements: nodes, declares: tree.statements.map(\.declares), frameSize: scope.frameSize,
      diagnostics: diagnostics.inOrderOfText)
  }

  /// Resolves a top-level statement, again if it turned out to share variables with closures.
  private func resolveUnit(_ statement: Statement) -> Node {
    let known = cells.count
    let reported = diagnostics.count
    let node = resolve(statement)
    guard cells.count > known else { return node }
    diagnostics.removeLast(diagnostics.count - reported)
    return resolve(statement)
  }
}

/// A file ready to run.
struct ResolvedFile {
  let module: ModuleScope
  /// One node for each top-level statement.
  let statements: [Node]
  /// Whether each statement belongs to what a file declares.
  let declares: [Bool]
  let frameSize: Int
  let diagnostics: [Diagnostic]
}

/// Finds, parses and declares the files that an `import` names.
protocol ModuleLoading: AnyObject {
  /// The names of an imported file, and the node that runs it; nothing where a diagnostic was reported.
  func load(_ statement: ImportStatement, from module: ModuleScope) throws(Failure) -> (module: ModuleScope, run: Node)
}
