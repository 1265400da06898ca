import CybRuntime

// Functions of the host that scripts can call. They run on the interpreter's thread, one at a time; an error that one
// throws is an error of the script at the place of the call. They cannot call the same interpreter.
extension Interpreter {
  /// Makes a function without parameters known to scripts.
  public func define<Result: CybEncodable>(
    name: String, function: @escaping @Sendable () throws -> Result
  ) throws(CybError) {
    try define(name, []) { _ in try function().encoded() }
  }

  /// Makes a function known to scripts, which convert to and from Swift's types.
  ///
  /// ```swift
  /// try cyb.define(name: "population") { (state: String) in registry[state] ?? 0 }
  /// ```
  public func define<A: CybDecodable, Result: CybEncodable>(
    name: String, function: @escaping @Sendable (A) throws -> Result
  ) throws(CybError) {
    try define(name, ["a"]) { try function($0.get(0)).encoded() }
  }

  /// Makes a function of two parameters known to scripts.
  public func define<A: CybDecodable, B: CybDecodable, Result: CybEncodable>(
    name: String, function: @escaping @Sendable (A, B) throws -> Result
  ) throws(CybError) {
    try define(name, ["a", "b"]) { try function($0.get(0), $0.get(1)).encoded() }
  }

  /// Makes a function of three parameters known to scripts.
  public func define<A: CybDecodable, B: CybDecodable, C: CybDecodable, Result: CybEncodable>(
    name: String, function: @escaping @Sendable (A, B, C) throws -> Result
  ) throws(CybError) {
    try define(name, ["a", "b", "c"]) { try function($0.get(0), $0.get(1), $0.get(2)).encoded() }
  }

  /// Makes a function of four parameters known to scripts.
  public func define<A: CybDecodable, B: CybDecodable, C: CybDecodable, D: CybDecodable, Result: CybEncodable>(
    name: String, function: @escaping @Sendable (A, B, C, D) throws -> Result
  ) throws(CybError) {
    try define(name, ["a", "b", "c", "d"]) { try function($0.get(0), $0.get(1), $0.get(2), $0.get(3)).encoded() }
  }

  /// Makes a function of any number of arguments known to scripts.
  public func define(
    name: String, variadic function: @escaping @Sendable ([Value]) throws -> Value
  ) throws(CybError) {
    let rest = Builtin.Parameter("values", .any, "the arguments", isVariadic: true)
    try perform { session in
      try session.define(
        Builtin(name, .data, [rest], returns: "a value", "A function of the host.") { arguments, machine in
          try HostArguments.guarding(name) {
            guard case .object(let object) = arguments[0], let list = object as? ListObject else { return .nothing }
            return try function(list.elements)
          }
        })
    }
  }

  private func define(
    _ name: String, _ parameters: [String], _ function: @escaping @Sendable (HostArguments) throws -> Value
  ) throws(CybError) {
    let parameters = parameters.map { Builtin.Parameter($0, .any, "as the host's function takes it") }
    try perform { session in
      try session.define(
        Builtin(name, .data, parameters, returns: "a value", "A function of the host.") { arguments, machine in
          var values: [Value] = []
          for index in 0..<arguments.count { values.append(arguments[index]) }
          return try HostArguments.guarding(name) {
            try function(HostArguments(values: values, world: machine.world, function: name))
          }
        })
    }
  }
}

/// The arguments of one call of a host's function.
private struct HostArguments {
  let values: [Value]
  let world: World
  let function: String

  func get<A: CybDecodable>(_ index: Int) throws -> A {
    do { return try A.decoded(from: values[index], in: world) } catch let error as ConversionError {
      throw Failure(
        "cyb-conversion", "argument \(index + 1) of `\(function)`: \(error.description)", argument: index)
    }
  }

  /// Turns whatever a host's function throws into an error of the script.
  static func guarding(_ function: String, _ call: () throws -> Value) throws -> Value {
    do { return try call() } catch let failure as Failure {
      throw failure
    } catch let error as ConversionError {
      throw Failure("cyb-conversion", "the result of `\(function)`: \(error.description)")
    } catch {
      throw Failure("cyb-host", "`\(function)` failed: \(error)")
    }
  }
}
