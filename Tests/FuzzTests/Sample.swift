import Cyb
import CybSyntax
import FuzzProperties

@testable import CybRuntime

/// What tests see of a program and its world.
enum Sample {
  /// How a program ends: with what `parse` or `check` finds, an `error` or a limit while it runs, or at its `end`.
  static func ending(of source: String) -> String {
    let tree = Parser.parse(file: SourceMap().add(name: "program", bytes: Array(source.utf8)))
    if tree.diagnostics.contains(where: { $0.severity == .error }) { return "parse" }
    let cyb = Interpreter(limits: .strict)
    let found = try? cyb.check(source: source)
    if found?.contains(where: { $0.severity == .error }) != false { return "check" }
    do throws(CybError) {
      try cyb.run(source: source)
      return "end"
    } catch { return "error" }
  }

  /// All that a script could ever see of a world, as text: variables, kinds, entities with their fields, events, and what
  /// the law and the model have to say of it.
  static func portrait(of cyb: Interpreter) throws -> String {
    try cyb.perform { session in
      let machine = session.machine
      let steps = machine.limits.steps
      machine.limits.steps = nil
      defer { machine.limits.steps = steps }
      var lines: [String] = []
      for (name, binding) in session.main.bindings.sorted(by: { $0.key < $1.key }) {
        if case .variable(let slot, _, _) = binding {
          lines.append("\(name) = \(machine.describe(machine.globals[slot]))")
        }
      }
      for kind in session.world.kinds { lines.append("kind \(kind.name)") }
      for entity in session.world.declared.map({ session.world[$0] }) {
        lines.append("\(entity.name): \(entity.fields.map { machine.describe(.object($0)) } ?? "")")
      }
      for event in session.world.events { lines.append("\(event.date): \(event.act)") }
      let question =
        "[parties(T), breaches(T), duties(A), {a for a in all(state) if may a use kit for crime against B}]"
      let answer = session.trial { session.enter(Array(question.utf8), name: "portrait") }
      lines.append(answer.value.map(machine.describe) ?? answer.diagnostics.map(\.message).joined())
      return lines.joined(separator: "\n")
    }
  }
}
