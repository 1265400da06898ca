/// The builtin `plot`.
enum PlotBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "plot", .output,
      [
        .init("rows", .any, "a list of records, a map from labels to numbers, or a collection of numbers"),
        .init("x", .text, "the column to run over; the first, unless given", default: .undefined),
        .init(
          "y", .either([.text, .list]), "the column to show, or a list of several; the second, unless given",
          default: .undefined),
        .init("kind", .text, "`line`, `bars` or `histogram`; what suits the data, unless given", default: .undefined),
        .init("bins", .integer, "how many classes a histogram has", default: .undefined),
        .init("name", .text, "of the picture's file, where pictures are kept", default: .undefined),
      ], returns: "nothing",
      """
      Draws a line, bars or a histogram, as wide as the terminal: lines where x is a number, bars where it is a name, \
      and a histogram of a column alone. Where the user has named a folder for pictures (`--output`), it is also kept \
      there as SVG, as `plot-1.svg` and so on or by its name.
      """, function: plot)
  ]

  private enum Kind: String, CaseIterable {
    case line, bars, histogram
  }

  private static func plot(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    try DataTable.reserve(arguments[0], machine)
    let table = try DataTable(arguments[0], world: machine.world)
    guard !table.rows.isEmpty else { throw Failure("cyb-empty-collection", "there is nothing to plot", argument: 0) }
    try machine.charge(table.rows.count)
    let chart = try chart(table, arguments, machine)
    let name = try pictureName(arguments)
    try machine.write(TerminalChart.draw(chart, columns: machine.page?.columns ?? machine.host.columns).utf8)
    try machine.flush()
    try machine.keep(picture: Array(SVGChart.draw(chart).utf8), name: name)
    return .nothing
  }

  private static func chart(
    _ table: DataTable, _ arguments: borrowing Arguments, _ machine: Machine
  ) throws -> Chart {
    let x = arguments.isGiven(1) ? try TableBuiltins.column(arguments[1], table, 1) : 0
    var ys: [Int] = []
    if arguments.isGiven(2) {
      if case .object(let object) = arguments[2], let list = object as? ListObject {
        ys = try list.elements.map { try TableBuiltins.column($0, table, 2) }
      } else {
        ys = [try TableBuiltins.column(arguments[2], table, 2)]
      }
    } else if table.columns.count > 1, !arguments.isGiven(1) || table.columns.count == 2 {
      ys = [x == 0 ? 1 : 0]
    }
    let areNumbers = table[x].allSatisfy { if case .number = $0 { true } else { false } }
    var kind: Kind = ys.isEmpty ? (areNumbers ? .histogram : .bars) : (areNumbers ? .line : .bars)
    if arguments.isGiven(3) { kind = try wantedKind(arguments) }
    let names = (table.columns[x], ys.map { table.columns[$0] }.joined(separator: ", "))
    switch kind {
    case .histogram:
      var classes: Int?
      if arguments.isGiven(4) {
        let count = try arguments.integer(4)
        guard (1...200).contains(count) else { throw arguments.outOfRange(4, "from 1 to 200") }
        classes = count
      }
      let bars = Chart.histogram(try numbers(table, x), classes: classes)
      return Chart(content: .bars(bars), xName: names.0, yName: "count")
    case .line:
      guard !ys.isEmpty else { throw noY(table) }
      let xs = try numbers(table, x)
      let series = try ys.map { y in
        let points = zip(xs, try numbers(table, y)).map { (x: $0, y: $1) }
        return Chart.Series(name: table.columns[y], points: points.sorted { $0.x < $1.x })
      }
      return Chart(content: .lines(series), xName: names.0, yName: names.1)
    case .bars:
      let labels = table[x].map { value in value.type == .nothing ? "–" : machine.describe(value) }
      if ys.isEmpty {
        var counts = ValueMap()
        for label in labels { counts.count(.text(label)) }
        let bars = try counts.map { (label: machine.describe($0.key), value: try Self.number($0.value, names.0)) }
        return Chart(content: .bars(bars), xName: names.0, yName: "count")
      }
      guard ys.count == 1 else {
        throw Failure("cyb-wrong-type", "bars show one column, not \(ys.count)", argument: 2)
      }
      let bars = zip(labels, try numbers(table, ys[0])).map { (label: $0, value: $1) }
      return Chart(content: .bars(bars), xName: names.0, yName: names.1)
    }
  }

  private static func wantedKind(_ arguments: borrowing Arguments) throws -> Kind {
    let name = try arguments.text(3)
    if let kind = Kind(rawValue: name) { return kind }
    let kinds = Kind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    throw Failure(
      "cyb-unknown-method", "there is no kind of plot `\(name)`", help: "the kinds are \(kinds)", argument: 3)
  }

  private static func noY(_ table: DataTable) -> Failure {
    Failure(
      "cyb-unknown-column", "a line needs a column for `y`",
      help: "the table has " + table.columns.prefix(12).map { "`\($0)`" }.joined(separator: ", "), argument: 2)
  }

  private static func numbers(_ table: DataTable, _ column: Int) throws -> [Double] {
    try table[column].map { try number($0, table.columns[column]) }
  }

  private static func number(_ value: Value, _ column: String) throws -> Double {
    switch value {
    case .number(let number): return number
    case .truth(.yes): return 1
    case .truth(.no): return 0
    default:
      throw Failure(
        "cyb-wrong-type", "the column `\(column)` must hold numbers only, but holds \(value.typePhrase)", argument: 0)
    }
  }

  /// The name that a script gives a picture: a plain file name, never a path.
  private static func pictureName(_ arguments: borrowing Arguments) throws -> String? {
    guard arguments.isGiven(5) else { return nil }
    let name = try arguments.text(5)
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue || $0 == "-" || $0 == "_" || $0 == " " }
    guard isPlain, !name.isEmpty, name.utf8.count <= 100 else {
      throw Failure(
        "cyb-picture-name", "`\(name)` cannot name a picture",
        help: "use letters, digits, `-` and `_`; which folder it goes to is for `--output` to say", argument: 5)
    }
    return name + ".svg"
  }
}
