/// The part of a table that fits a terminal, and how much of it is left.
package struct TablePage {
  package let text: String
  package let rowsLeft: Int
  /// Names of the columns that do not fit.
  package let columnsLeft: [String]

  /// The first page of a list of records that have no lists or records within; nothing for any other value.
  ///
  /// - Parameters:
  ///   - width: in columns of the terminal.
  ///   - lines: rows at most, the heading included.
  package init?(_ value: Value, world: World, width: Int, lines: Int) {
    guard case .object(let object) = value, let list = object as? ListObject, list.elements.count > 1 else {
      return nil
    }
    let shown = max(1, min(list.elements.count, lines - 2))
    let rows = Array(list.elements.prefix(shown))
    guard rows.allSatisfy(Self.isRow), var table = try? DataTable(.list(rows), world: world) else { return nil }
    let widths = table.columns.indices.map { column in
      let cut = DataTable(columns: [table.columns[column]], rows: table[column].map { [$0] })
      let lines = TableFormat.text.write(cut, decimals: nil, world: world).split(separator: "\n")
      return lines.map { TextWidth.of($0) }.max() ?? 0
    }
    var (kept, used) = (0, -2)
    while kept < widths.count, used + widths[kept] + 2 <= width {
      used += widths[kept] + 2
      kept += 1
    }
    // With not even one column to show, it is better shown as records.
    guard kept > 0 else { return nil }
    columnsLeft = Array(table.columns[kept...])
    table = DataTable(columns: Array(table.columns[..<kept]), rows: table.rows.map { Array($0[..<kept]) })
    rowsLeft = list.elements.count - shown
    text = TableFormat.text.write(table, decimals: nil, world: world)
  }

  /// All of it.
  package static func whole(_ value: Value, world: World) -> String? {
    guard let table = try? DataTable(value, world: world) else { return nil }
    return TableFormat.text.write(table, decimals: nil, world: world)
  }

  private static func isRow(_ value: Value) -> Bool {
    guard case .object(let object) = value, let record = object as? RecordObject, record.role == .plain else {
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
