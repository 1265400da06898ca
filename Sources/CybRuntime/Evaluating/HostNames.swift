import CybSyntax

// What a host adds to the names of every script.
extension Session {
  /// Makes a value known by a name, in every file and entry from now on. A script may declare the name anew.
  public func define(_ name: String, as value: Value) throws(Failure) {
    guard let slot = machine.addGlobal(value) else {
      throw Failure("cyb-limit-names", "too many top-level names")
    }
    let place = Span(file: prelude.file.id, start: 0, end: 0)
    prelude.bindings[name] = .variable(slot: slot, isVariable: false, declaration: place)
  }

  /// Makes a host's function known by its name.
  public func define(_ function: Builtin) throws(Failure) {
    try define(function.name, as: .object(FunctionObject(body: .builtin(function))))
  }
}
