/// The builtin `table`.
enum TableBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "table", .output,
      [
        .init("rows", .any, "a list of records, a map, or another collection"),
        .init("format", .text, "`text`, `markdown` or `csv`", default: .text("text")),
        .init(
          "decimals", .integer, "how many decimals numbers have, from 0 to 20; nothing: six digits, in CSV all",
          default: .nothing),
        .init("columns", .list, "the names of the columns to show, in order; empty: all", default: .list([])),
      ], returns: "nothing",
      "Prints a table: a row for each record, a column for each field.", function: table)
  ]

  private static func table(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let name = try arguments.text(1)
    guard let format = TableFormat(rawValue: name) else {
      let formats = TableFormat.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw Failure(
        "cyb-unknown-method", "there is no format `\(name)`", help: "the formats are \(formats)", argument: 1)
    }
    var decimals: Int?
    if !arguments.isNothing(2) {
      let count = try arguments.count(2)
      guard count <= 20 else { throw arguments.outOfRange(2, "from 0 to 20") }
      decimals = count
    }
    try DataTable.reserve(arguments[0], machine)
    var data = try DataTable(arguments[0], world: machine.world)
    let wanted = try arguments.list(3)
    if !wanted.isEmpty { data = try data.selecting(wanted.map { try TableBuiltins.column($0, data, 3) }) }
    try machine.charge(data.rows.count * max(1, data.columns.count))
    guard !data.columns.isEmpty else { return .nothing }
    let whole = format.write(data, decimals: decimals, world: machine.world)
    if case .text = format, let page = machine.page {
      let page = TablePage(data, decimals: decimals, world: machine.world, page: page)
      if let note = page.note {
        try machine.write(page.text + note + "\n", cutting: whole)
        return .nothing
      }
    }
    try machine.write(whole.utf8)
    return .nothing
  }

  /// The place of a column by its name, or a failure that says which there are.
  static func column(_ name: Value, _ table: DataTable, _ argument: Int) throws -> Int {
    guard let text = name.textObject?.text else {
      throw Failure(
        "cyb-wrong-type", "a column is named by a text, not \(name.typePhrase)", argument: argument)
    }
    if let column = table.columns.firstIndex(of: text) { return column }
    let names = table.columns.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    throw Failure(
      "cyb-unknown-column", "the table has no column `\(text)`",
      help: names.isEmpty ? "it is empty" : "it has \(names)",
      argument: argument)
  }
}

extension DataTable {
  fileprivate func selecting(_ wanted: [Int]) throws -> DataTable {
    var result = self
    result.columns = wanted.map { columns[$0] }
    result.rows = rows.map { row in wanted.map { row[$0] } }
    return result
  }
}
