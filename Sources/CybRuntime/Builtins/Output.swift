/// Builtins that write.
enum Output {
  static let all: [Builtin] = [
    Builtin(
      "print", .output,
      [
        .init("values", .any, "what to print", isVariadic: true),
        .init("separator", .text, "what to put between them", default: .text(" ")),
        .init("end", .text, "what to put behind them", default: .text("\n")),
      ], returns: "nothing", "Writes the values, separated by blanks, and ends the line."
    ) { arguments, machine in
      var bytes: [UInt8] = []
      for (index, value) in try arguments.list(0).enumerated() {
        if index > 0 { bytes.append(contentsOf: try arguments.text(1).utf8) }
        value.describe(in: machine.world, into: &bytes)
      }
      bytes.append(contentsOf: try arguments.text(2).utf8)
      try machine.check(bytes)
      try machine.write(bytes)
      return .nothing
    }
  ]
}
