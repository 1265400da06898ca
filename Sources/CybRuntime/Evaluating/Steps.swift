import CybSyntax

/// What one entry of an interactive session changed, so that it can be taken back and done again.
///
/// A step is a savepoint that stays open: taking it back costs what the entry changed. Steps are taken back in the
/// reverse of their order, and done again in order.
package final class Step {
  /// The names of a session, which the journal does not hold.
  fileprivate struct Names {
    var main: ModuleScope
    var bindings: [String: Binding]
    var declarations: [String: Span]
    var modules: [String: Session.ImportedModule]
    var finished: Set<String>
    var answer: Value
  }

  fileprivate var point: Savepoint
  fileprivate let before: Names
  fileprivate var after: Names?
  fileprivate var undone: Undone?

  fileprivate init(_ point: Savepoint, _ before: Names) {
    self.point = point
    self.before = before
  }
}

extension Session {
  /// Does work as one step. The step is nothing where the work changed nothing.
  package func step<Result>(_ work: () throws -> Result) rethrows -> (result: Result, step: Step?) {
    let step = Step(machine.save(), names)
    do {
      let result = try work()
      step.after = names
      guard world.hasChanged(since: step.point) || hasNewNames(step) else {
        machine.commit(step.point)
        return (result, nil)
      }
      return (result, step)
    } catch {
      takeBack(step)
      throw error
    }
  }

  /// Does work in this world, and leaves the world as it was.
  package func trial<Result>(_ work: () throws -> Result) rethrows -> Result {
    let step = Step(machine.save(), names)
    defer { takeBack(step) }
    return try work()
  }

  /// Brings back the world and the names as they were before the last step.
  package func takeBack(_ step: Step) {
    machine.variableChanges &+= 1
    machine.memory.begin()
    defer { machine.memory.end() }
    step.undone = world.takeBack(step.point, globals: machine.globals)
    restore(step.before)
  }

  /// Brings back the world and the names as they were after a step that was taken back.
  package func doAgain(_ step: Step) {
    guard let undone = step.undone, let after = step.after else { return }
    step.point = world.doAgain(undone, globals: machine.globals)
    step.undone = nil
    restore(after)
  }

  /// Lets the earliest of all steps stand for good, and frees what was kept for taking it back.
  ///
  /// - Parameter later: the steps after it, all of them, in order.
  package func settle(_ earliest: Step, later: [Step]) {
    guard let next = later.first else { return }
    let dropped = world.forget(before: next.point)
    for step in later { step.point = step.point.moved(by: dropped) }
  }

  /// Gives `_` its value: the last answer.
  package func remember(_ answer: Value) throws(Failure) {
    if case .variable(let slot, _, _) = prelude.bindings[Self.answerName] {
      machine.globals[slot] = answer
    } else {
      try define(Self.answerName, as: answer)
    }
  }

  static var answerName: String { "_" }

  private var answer: Value {
    guard case .variable(let slot, _, _) = prelude.bindings[Self.answerName] else { return .nothing }
    return machine.globals[slot]
  }

  private var names: Step.Names {
    Step.Names(
      main: main, bindings: main.bindings, declarations: main.declarations, modules: modules,
      finished: Set(modules.filter(\.value.hasRun).keys), answer: answer)
  }

  private func hasNewNames(_ step: Step) -> Bool {
    main !== step.before.main || main.declarations != step.before.declarations
      || main.bindings.count != step.before.bindings.count || modules.count != step.before.modules.count
  }

  private func restore(_ names: Step.Names) {
    main = names.main
    main.bindings = names.bindings
    main.declarations = names.declarations
    modules = names.modules
    for (key, module) in modules { module.hasRun = names.finished.contains(key) }
    try? remember(names.answer)
  }
}
