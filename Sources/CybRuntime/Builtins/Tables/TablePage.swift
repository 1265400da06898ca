/// The terminal that an interactive session prints to.
package struct Page: Sendable {
  package var columns: Int
  /// Nothing for no limit.
  package var lines: Int?

  package init(columns: Int, lines: Int?) {
    self.columns = columns
    self.lines = lines
  }
}

/// The part of a table that fits a terminal, and how much of it is left.
package struct TablePage {
  package let text: String
  private var rowsLeft = 0
  /// Names of the columns that do not fit.
  private var columnsLeft: [String] = []
  /// The first column, where not even that fits.
  private var shortened: String?

  /// Says how much is left; nothing where all is shown.
  package var note: String? {
    var left: [String] = []
    if rowsLeft > 0 { left.append("\(rowsLeft) more \(rowsLeft == 1 ? "row" : "rows")") }
    if let shortened { left.append("the rest of `\(shortened)`") }
    if !columnsLeft.isEmpty {
      let names = columnsLeft.map { "`\($0)`" }.joined(separator: ", ")
      left.append("the \(columnsLeft.count == 1 ? "column" : "columns") \(names)")
    }
    return left.isEmpty ? nil : "… \(left.joined(separator: ", and ")); `:more` shows all"
  }

  /// The first page of a list of records that have no lists or records within; nothing for any other value.
  package init?(_ value: Value, world: World, page: Page) {
    guard case .object(let object) = value, let list = object as? ListObject, list.elements.count > 1 else {
      return nil
    }
    let rows = Array(list.elements.prefix(Self.rowsShown(of: list.elements.count, page)))
    guard rows.allSatisfy(Self.isRow), let table = try? DataTable(.list(rows), world: world) else { return nil }
    let fitted = TablePage(table, of: list.elements.count, decimals: nil, world: world, page: page)
    // With not even one column to show, it is better shown as records.
    guard fitted.shortened == nil else { return nil }
    self = fitted
  }

  /// The first page of a table.
  ///
  /// - Parameter total: how many rows there are, where the table holds the first ones only.
  init(_ table: DataTable, of total: Int? = nil, decimals: Int?, world: World, page: Page) {
    let total = total ?? table.rows.count
    let shown = Self.rowsShown(of: total, page)
    var table = DataTable(columns: table.columns, rows: Array(table.rows.prefix(shown)))
    rowsLeft = total - shown
    let widths = table.columns.indices.map { column in
      let cut = DataTable(columns: [table.columns[column]], rows: table[column].map { [$0] })
      let lines = TableFormat.text.write(cut, decimals: decimals, world: world).split(separator: "\n")
      return lines.map { TextWidth.of($0) }.max() ?? 0
    }
    var (kept, used) = (0, -2)
    while kept < widths.count, used + widths[kept] + 2 <= page.columns {
      used += widths[kept] + 2
      kept += 1
    }
    let isShortened = kept == 0 && !widths.isEmpty
    if isShortened {
      shortened = table.columns[0]
      kept = 1
    }
    columnsLeft = Array(table.columns[kept...])
    table = DataTable(columns: Array(table.columns[..<kept]), rows: table.rows.map { Array($0[..<kept]) })
    let whole = TableFormat.text.write(table, decimals: decimals, world: world)
    guard isShortened else {
      text = whole
      return
    }
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    text = lines.map { TextWidth.shortened(String($0), to: page.columns) }.joined(separator: "\n")
  }

  /// As many rows as a page has room for, below the heading and above the note.
  private static func rowsShown(of total: Int, _ page: Page) -> Int {
    max(1, min(total, (page.lines ?? .max) - 2))
  }

  /// All of it.
  package static func whole(_ value: Value, world: World) -> String? {
    guard let table = try? DataTable(value, world: world) else { return nil }
    return TableFormat.text.write(table, decimals: nil, world: world)
  }

  private static func isRow(_ value: Value) -> Bool {
    guard case .object(let object) = value, let record = object as? RecordObject,
      record.role == .plain || record.role == .table
    else {
      return false
    }
    return !record.fields.isEmpty
      && record.fields.allSatisfy { field in
        switch field.type {
        case .list, .map, .record, .function: false
        default: true
        }
      }
  }
}
