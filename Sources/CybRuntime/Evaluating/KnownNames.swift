import CybSyntax

/// What a name means at the prompt, for tools that show or complete it.
package enum Meaning {
  case variable(Value, isVariable: Bool)
  case function(FunctionCode)
  case entity(EntityID)
  case kind(KindID)
  /// An imported file, with its names.
  case namespace([String])
  case builtin(Builtin)
}

extension Session {
  /// The names that a next entry could use, the builtins' left out: its own, then those of the prelude, each in
  /// alphabetical order.
  package var knownNames: [String] {
    var seen = Set<String>()
    return main.allNames.filter { seen.insert($0).inserted }
  }

  /// Whether a script or an entry declared the name, and not the prelude.
  package func isOwn(_ name: String) -> Bool { main.bindings[name] != nil }

  /// What a name means; nothing where it is not known.
  package func meaning(of name: String) -> Meaning? {
    switch main.binding(name) {
    case .variable(let slot, let isVariable, _)?:
      .variable(machine.globals[slot], isVariable: isVariable)
    case .function(_, let code)?: .function(code)
    case .entity(let entity)?: .entity(entity)
    case .kind(let kind)?: .kind(kind)
    case .namespace(let module)?: .namespace(module.bindings.keys.sorted())
    case nil:
      if let kind = BuiltinKind.named(name) {
        .kind(kind.id)
      } else {
        BuiltinTable.named(name).map { .builtin($0) }
      }
    }
  }

  /// The place of a top-level declaration's name.
  package func place(of name: String) -> Span? { main.declarations[name] ?? prelude.declarations[name] }
}

extension Machine {
  /// The value as `ask` shows it: of a `who` also those for whom the answer is unknown.
  package func shown(_ value: Value, undecided: [EntityID]) -> String {
    Rendering.answer(value, undecided: undecided, self)
  }
}
