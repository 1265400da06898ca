/// Builtins that draw at random, within a simulation.
enum Draws {
  static let all: [Builtin] = [
    Builtin(
      "uniform", .prediction,
      [
        .init("least", .number, "the least number", default: .number(0)),
        .init("greatest", .number, "the number that all are below", default: .number(1)),
      ], returns: "number", "A number between the two, all alike; only in a run of `simulate`."
    ) { arguments, machine in
      let (least, greatest) = (try arguments.number(0), try arguments.number(1))
      guard least <= greatest else { throw arguments.outOfRange(1, "no less than the first number") }
      return try draw(arguments, machine) { try Value.finite(least + (greatest - least) * $0.unit()) }
    },
    Builtin(
      "normal", .prediction,
      [
        .init("mean", .number, "the mean", default: .number(0)),
        .init("sd", .number, "the standard deviation, not negative", default: .number(1)),
      ], returns: "number", "A number of the normal distribution; only in a run of `simulate`."
    ) { arguments, machine in
      let (mean, sd) = (try arguments.number(0), try arguments.number(1))
      guard sd >= 0 else { throw arguments.outOfRange(1, "not negative") }
      return try draw(arguments, machine) { try Value.finite(mean + sd * $0.normal()) }
    },
    Builtin(
      "triangular", .prediction,
      [
        .init("least", .number, "the least number"), .init("mode", .number, "the likeliest number"),
        .init("greatest", .number, "the greatest number"),
      ], returns: "number", "A number of the triangular distribution; only in a run of `simulate`."
    ) { arguments, machine in
      let (least, mode, greatest) = (try arguments.number(0), try arguments.number(1), try arguments.number(2))
      guard least <= mode else { throw arguments.outOfRange(1, "no less than `least`") }
      guard mode <= greatest else { throw arguments.outOfRange(2, "no less than `mode`") }
      guard (greatest - least).isFinite else { throw Value.overflow }
      return try draw(arguments, machine) { try Value.finite($0.triangular(least, mode, greatest)) }
    },
    Builtin(
      "chance", .prediction, [.init("probability", .number, "from 0 to 1, such as 30%")], returns: "truth",
      "Yes with that probability; only in a run of `simulate`."
    ) { arguments, machine in
      let probability = try arguments.number(0)
      guard probability >= 0, probability <= 1 else { throw arguments.outOfRange(0, "from 0 to 1") }
      return try draw(arguments, machine) { .truth($0.unit() < probability) }
    },
    Builtin(
      "pick", .prediction, [.init("xs", .collection, "a collection that is not empty")], returns: "value",
      "One of the elements, all alike; only in a run of `simulate`."
    ) { arguments, machine in
      let elements = try arguments.elements(0, machine)
      guard !elements.isEmpty else { throw arguments.empty(0) }
      return try draw(arguments, machine) { elements[$0.index(below: elements.count)] }
    },
  ]

  private static func draw(
    _ arguments: borrowing Arguments, _ machine: Machine, _ body: (inout RandomStream) throws -> Value
  ) throws -> Value {
    guard var stream = machine.stream else {
      throw Failure(
        "cyb-draw-outside", "`\(arguments.builtin.name)` draws at random, which only a run of `simulate` can",
        help: "write `simulate(1000, 1, () -> …)`, whose seed makes the draws the same every time")
    }
    defer { machine.stream = stream }
    return try body(&stream)
  }
}
