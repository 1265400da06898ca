/// How a table is written.
enum TableFormat: String, CaseIterable {
  case text, markdown, csv

  func write(_ table: DataTable, decimals: Int?, world: World) -> String {
    switch self {
    case .text: Self.text(table, decimals, world)
    case .markdown: Self.markdown(table, decimals, world)
    case .csv: Self.csv(table, decimals, world)
    }
  }

  private static func text(_ table: DataTable, _ decimals: Int?, _ world: World) -> String {
    let cells = shown(table, decimals, world)
    let widths = columnWidths(table, cells)
    let isRight = table.columns.indices.map { isNumeric(table[$0]) }
    func line(_ row: [String]) -> String {
      let padded = row.indices.map { TextWidth.padded(row[$0], to: widths[$0], fromLeft: isRight[$0]) }
      return trimmed(padded.joined(separator: "  ")) + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    return line(table.columns) + rule + cells.map(line).joined()
  }

  /// With a cell's `|` escaped (GitHub Flavored Markdown 4.10).
  private static func markdown(_ table: DataTable, _ decimals: Int?, _ world: World) -> String {
    func escaped(_ text: String) -> String {
      text.replacing("|", with: "\\|").replacing("\n", with: "<br>")
    }
    let names = table.columns.map(escaped)
    let cells = shown(table, decimals, world).map { $0.map(escaped) }
    let widths = names.indices.map { column in
      max(3, TextWidth.of(names[column]), cells.map { TextWidth.of($0[column]) }.max() ?? 0)
    }
    let isRight = table.columns.indices.map { isNumeric(table[$0]) }
    func line(_ row: [String]) -> String {
      let padded = row.indices.map { TextWidth.padded(row[$0], to: widths[$0], fromLeft: isRight[$0]) }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rule = widths.indices.map { String(repeating: "-", count: widths[$0] - 1) + (isRight[$0] ? ":" : "-") }
    return line(names) + "| " + rule.joined(separator: " | ") + " |\n" + cells.map(line).joined()
  }

  /// As RFC 4180 has it, but with `\n` alone; nothing is an empty cell.
  private static func csv(_ table: DataTable, _ decimals: Int?, _ world: World) -> String {
    func quoted(_ text: String) -> String {
      guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
      return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
    func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\n" }
    let decimals = columnDecimals(table, decimals)
    let rows = table.rows.map { row in
      guard Traversal.visit(DataTable.partsPerRow * row.count) else { return row.map { _ in "" } }
      return row.indices.map { column -> String in
        switch row[column] {
        case .undefined, .nothing: ""
        case .number(let number):
          decimals[column].map { NumberText.fixed(number, decimals: $0) } ?? NumberText.of(number)
        default: described(row[column], world)
        }
      }
    }
    return line(table.columns) + rows.map(line).joined()
  }

  // MARK: cells

  private static func shown(_ table: DataTable, _ decimals: Int?, _ world: World) -> [[String]] {
    let decimals = columnDecimals(table, decimals)
    return table.rows.map { row in
      guard Traversal.visit(DataTable.partsPerRow * row.count) else { return row.map { _ in "" } }
      return row.indices.map { column in
        switch row[column] {
        case .undefined: ""
        case .nothing: "–"
        case .number(let number): NumberText.forReader(number, decimals: decimals[column])
        default: described(row[column], world)
        }
      }
    }
  }

  /// Columns of whole numbers are written without decimals, whatever is wanted.
  private static func columnDecimals(_ table: DataTable, _ wanted: Int?) -> [Int?] {
    table.columns.indices.map { column in
      let isWhole = table[column].allSatisfy { value in
        if case .number(let number) = value { return number == number.rounded() }
        return true
      }
      return isWhole ? nil : wanted
    }
  }

  private static func described(_ value: Value, _ world: World) -> String {
    var bytes: [UInt8] = []
    if case .object(let object) = value, let set = object as? SetObject, !set.elements.isEmpty {
      for (index, element) in set.elements.enumerated() {
        if index > 0 { bytes += Array(", ".utf8) }
        element.describe(in: world, into: &bytes)
      }
    } else {
      value.describe(in: world, into: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isNumeric(_ column: [Value]) -> Bool {
    column.allSatisfy { value in
      switch value {
      case .number, .nothing, .undefined: true
      default: false
      }
    }
  }

  private static func columnWidths(_ table: DataTable, _ cells: [[String]]) -> [Int] {
    table.columns.indices.map { column in
      max(TextWidth.of(table.columns[column]), cells.map { TextWidth.of($0[column]) }.max() ?? 0)
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension NumberText {
  /// With so many decimals, or to six significant digits.
  static func forReader(_ number: Double, decimals: Int?) -> String {
    if let decimals { return fixed(number, decimals: decimals) }
    let size = abs(number)
    guard size < 1e15, size == 0 || size >= 1e-9, number != number.rounded() else { return of(number) }
    var (digits, bound) = (5, 10.0)
    while size >= bound, digits > 0 { (digits, bound) = (digits - 1, bound * 10) }
    bound = 1
    while size < bound, digits < 14 { (digits, bound) = (digits + 1, bound / 10) }
    return trimmed(fixed(number, decimals: digits))
  }

  /// Without zeros at the end of the decimals.
  static func trimmed(_ digits: String) -> String {
    guard digits.contains(".") else { return digits }
    var text = digits
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
