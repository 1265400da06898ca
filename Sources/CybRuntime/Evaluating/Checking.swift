import CybSyntax
import TreatyLaw

// What `cyb check` finds in what a file declares: its declarations run, and nothing else of it.
extension Session {
  /// More steps than this are not spent on a file's declarations.
  private static let steps = 2_000_000

  /// What is amiss in the words of the treaties that a file declares, and in the functions that they name. Empty where
  /// the declarations cannot be run by themselves.
  func wordingWarnings(on tree: SyntaxTree, _ file: ResolvedFile) -> [Diagnostic] {
    guard tree.statements.contains(where: { $0.mayDeclare }) else { return [] }
    let outer = (machine.limits.steps, machine.isSilent, isChecking)
    let point = machine.save()
    machine.limits.steps = min(outer.0 ?? .max, Self.steps)
    (machine.isSilent, isChecking) = (true, true)
    machine.beginRun()
    defer {
      machine.endRun()
      machine.rollBack(point)
      (machine.limits.steps, machine.isSilent, isChecking) = outer
      for module in modules.values { module.hasRun = false }
    }
    var found: [Diagnostic] = []
    do {
      try withFrame(of: file) { frame in
        for (place, statement) in tree.statements.enumerated() where statement.declares {
          do { _ = try file.statements[place].execute(frame) } catch let failure as Failure {
            // What happened before may have made it right.
            let isAlone = tree.statements[..<place].allSatisfy { $0.declares || !$0.changes }
            if case .declaration = statement.kind, isAlone, !failure.diagnostic.code.name.hasPrefix("cyb-limit-") {
              found.append(failure.diagnostic)
            }
            throw failure
          }
        }
        found = try treatyWarnings(in: file.module.file.id)
      }
    } catch {
      machine.oracle.law.forget()
    }
    return found
  }

  private func treatyWarnings(in file: FileID) throws -> [Diagnostic] {
    var found: [Diagnostic] = []
    let treaties = world.declared.filter { world.isEntity($0, of: .treaty) && world[$0].declaration.file == file }
    let latest = machine.oracle.latest
    for treaty in treaties {
      do {
        found += try machine.oracle.illFormed(treaty, at: latest)
        found += try machine.oracle.findings(on: treaty).map(\.warning)
      } catch let failure as Failure {
        if !failure.diagnostic.code.name.hasPrefix("cyb-limit-"), !found.contains(failure.diagnostic) {
          found.append(failure.diagnostic)
        }
        break
      }
    }
    return found
  }
}

extension Statement {
  /// Whether it belongs to what a file declares: names, and what makes them.
  var declares: Bool {
    switch kind {
    case .binding, .assignment, .function, .importFile, .verb, .declaration, .conditional, .forLoop: true
    default: false
    }
  }

  /// Whether it may declare a treaty.
  fileprivate var mayDeclare: Bool {
    switch kind {
    case .declaration, .importFile, .conditional, .forLoop: true
    default: false
    }
  }

  /// Whether it may change what declarations after it read.
  fileprivate var changes: Bool {
    switch kind {
    case .ask, .expect, .expectError, .test, .suppose: false
    default: true
    }
  }
}
