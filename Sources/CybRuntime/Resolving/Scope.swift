import CybSyntax

/// What a name means.
enum Binding {
  case variable(slot: Int, isVariable: Bool, declaration: Span)
  case function(slot: Int, code: FunctionCode)
  case entity(EntityID)
  case kind(KindID)
  /// `import … as p`.
  case namespace(ModuleScope)
}

/// The top-level names of a file.
final class ModuleScope {
  let file: SourceFile
  /// Names declared here or imported into here.
  var bindings: [String: Binding] = [:]
  /// Where each name of this file is declared.
  var declarations: [String: Span] = [:]
  /// Names of files behind this one: the prelude.
  let parent: ModuleScope?

  init(file: SourceFile, parent: ModuleScope?) {
    self.file = file
    self.parent = parent
  }

  func binding(_ name: String) -> Binding? { bindings[name] ?? parent?.binding(name) }

  var allNames: [String] { bindings.keys.sorted() + (parent?.allNames ?? []) }
}

/// A parameter, local or captured variable of a function.
final class Local {
  let name: String
  let slot: Int
  let isVariable: Bool
  let declaration: Span
  /// Whether its slot holds a cell that closures share.
  let isCell: Bool
  /// How many blocks were open where it was declared.
  let blockDepth: Int
  var isUsed = false

  init(name: String, slot: Int, isVariable: Bool, declaration: Span, isCell: Bool, blockDepth: Int) {
    self.name = name
    self.slot = slot
    self.isVariable = isVariable
    self.declaration = declaration
    self.isCell = isCell
    self.blockDepth = blockDepth
  }
}

/// The names of one function while it is being resolved.
///
/// Every local has a slot of its own. A name of an enclosing function is captured: its value is copied into a slot of
/// this frame when the function value is made. A variable that is captured lives in a cell, which both frames share;
/// that it is one is found out only where it is captured, so the resolver goes over such a unit a second time.
final class FunctionScope {
  let parent: FunctionScope?
  private(set) var blocks: [[String: Local]] = [[:]]
  private(set) var frameSize = 0
  private(set) var captures: [(outer: Int, inner: Int)] = []
  /// Blocks of `suppose` and the like that are open: their depth, and the slots of outer locals assigned within.
  var suppositions: [(depth: Int, slots: [Int])] = []
  /// Loops open within this function.
  var loopDepth = 0
  let isFunction: Bool

  init(parent: FunctionScope?, isFunction: Bool) {
    self.parent = parent
    self.isFunction = isFunction
  }

  var blockDepth: Int { blocks.count }

  func openBlock() { blocks.append([:]) }
  func closeBlock() { blocks.removeLast() }

  func newSlot() -> Int {
    frameSize += 1
    return frameSize - 1
  }

  func declare(_ name: Name, isVariable: Bool, isCell: Bool) -> Local {
    let local = Local(
      name: name.text, slot: newSlot(), isVariable: isVariable, declaration: name.span, isCell: isCell,
      blockDepth: blocks.count)
    blocks[blocks.count - 1][name.text] = local
    return local
  }

  func declaredInInnermostBlock(_ name: String) -> Local? { blocks.last?[name] }

  /// The local of that name, captured from an enclosing function where need be.
  func local(_ name: String, noteCapture: (Local) -> Void) -> Local? {
    for block in blocks.reversed() {
      if let local = block[name] { return local }
    }
    guard let outer = parent?.local(name, noteCapture: noteCapture) else { return nil }
    noteCapture(outer)
    let inner = newSlot()
    captures.append((outer.slot, inner))
    let local = Local(
      name: name, slot: inner, isVariable: outer.isVariable, declaration: outer.declaration, isCell: outer.isCell,
      blockDepth: 0)
    blocks[0][name] = local
    return local
  }

  /// Notes that a local is assigned, for the suppositions that must give it its value back.
  func noteAssignment(_ local: Local) {
    guard !local.isCell else { return }
    for index in suppositions.indices where local.blockDepth <= suppositions[index].depth {
      if !suppositions[index].slots.contains(local.slot) { suppositions[index].slots.append(local.slot) }
    }
  }

  var visibleNames: [String] {
    blocks.reversed().flatMap { $0.keys.sorted() } + (parent?.visibleNames ?? [])
  }
}
