/// The builtins `simulate` and `sweep`: the same question many times over.
enum SimulationBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "simulate", .prediction,
      [
        .init("runs", .integer, "how many runs, from 1 on"),
        .init("seed", .integer, "any whole number; the same seed gives the same draws"),
        .init("run", .function, "a function without arguments that draws, and answers with a value"),
      ], returns: "record",
      """
      Runs the function many times, each time in its own copy of the world, with random draws of its own, and sums up \
      the answers: `runs`, `mean`, `sd`, `quantiles` (by share), `interval` (of 95 %, for the mean), `frequencies` (how \
      often each answer came, for up to 100 different ones) and `values` (in order). Of yes and no, the mean is the \
      share of yes. Where runs answer with records, each field is summed up by itself. The runs are spread over the \
      cores; the result does not depend on their number.
      """, examples: [.init("simulate(100, 7, () -> chance(100%)).mean", "1")], function: simulate),
    Builtin(
      "sweep", .prediction,
      [
        .init("f", .function, "a function of one argument: a number, or a record for several columns"),
        .init("over", .collection, "the arguments, such as `0..1 by 0.1`"),
      ], returns: "list of records",
      """
      What a function answers for each argument, each time in its own copy of the world: a list of records with the \
      argument, named as the function's parameter, and the `value`, or the fields of the record that it answers with. \
      The runs are spread over the cores.
      """,
      examples: [
        .init("sweep(x -> x ^ 2, over: 1..3)", "[{x: 1, value: 1}, {x: 2, value: 4}, {x: 3, value: 9}]"),
        .init("sweep(x -> {half: x / 2}, over: [2])", "[{x: 2, half: 1}]"),
      ], function: sweep),
  ]

  private static func simulate(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (count, seed) = (try arguments.integer(0), try arguments.integer(1))
    guard count >= 1 else { throw arguments.outOfRange(0, "1 or more") }
    try machine.reserve(count)
    let runs = Runs(machine: machine, title: "simulate", count: count)
    let values = try runs.values(arguments[2]) { fork, function, run in
      let outer = fork.stream
      fork.stream = RandomStream(seed: UInt64(bitPattern: Int64(seed)), run: UInt64(run))
      defer { fork.stream = outer }
      return try fork.call(function)
    }
    return SimulationSummary.of(values)
  }

  private static func sweep(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let points = try arguments.elements(1, machine)
    let name = try argumentName(arguments.object(0, FunctionObject.self, "a function"))
    let runs = Runs(machine: machine, title: "sweep", count: points.count)
    let values = try runs.values(arguments[0]) { fork, function, run in try fork.call(function, points[run]) }
    return .list(zip(points, values).map { row(name, $0, $1) })
  }

  private static func row(_ name: String, _ point: Value, _ value: Value) -> Value {
    guard case .object(let object) = value, let record = object as? RecordObject, record.role == .plain else {
      return .record([(name, point), (name == "value" ? "result" : "value", value)])
    }
    return .record([(name, point)] + zip(record.shape.names, record.fields))
  }

  private static func argumentName(_ function: FunctionObject) throws -> String {
    let names: [String] =
      switch function.body {
      case .script(let code): code.parameters.map(\.name)
      case .builtin(let builtin): builtin.parameters.map(\.name)
      }
    guard let first = names.first else {
      throw Failure(
        "cyb-wrong-type", "the function of `sweep` must take an argument", help: "write `sweep(x -> …, over: …)`",
        argument: 0)
    }
    return first
  }
}
