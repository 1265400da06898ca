/// Rows and columns, from the values that a script has them in.
struct DataTable {
  /// Names of the columns, in the order of their first appearance.
  var columns: [String] = []
  /// One value for each column; undefined where a row has none.
  var rows: [[Value]] = []

  init(columns: [String], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }

  /// From a list of records or of maps, a map (keys and values), a record (its fields), or a collection of plain values.
  init(_ value: Value, world: World) throws {
    guard case .object(let object) = value else { throw Self.noTable(value) }
    switch object {
    case let map as MapObject:
      columns = ["key", "value"]
      for (key, value) in map.entries where Traversal.visit(Self.partsPerRow) { rows.append([key, value]) }
    case let record as RecordObject:
      columns = ["field", "value"]
      for (name, value) in zip(record.shape.names, record.fields) { rows.append([.text(name), value]) }
    case let list as ListObject:
      for element in list.elements where Traversal.visit(Self.partsPerRow) { append(element, world) }
    case let set as SetObject:
      for element in set.elements where Traversal.visit(Self.partsPerRow) { append(element, world) }
    case let range as RangeObject:
      columns = ["value"]
      guard range.count <= Machine.largestResult else { throw Machine.tooLarge(Double(range.count)) }
      for index in 0..<range.count where Traversal.visit(Self.partsPerRow) {
        rows.append([.number(range.element(at: index))])
      }
    default: throw Self.noTable(value)
    }
    for index in rows.indices where rows[index].count < columns.count {
      rows[index] += Array(repeating: .undefined, count: columns.count - rows[index].count)
    }
  }

  /// A row is about as much work as comparing so many values.
  static let partsPerRow = 16

  /// Fails where a table of the rows of a value would pass the limit of memory.
  static func reserve(_ value: Value, _ machine: Machine) throws {
    guard case .object(let object) = value else { return }
    let count =
      switch object {
      case let list as ListObject: list.elements.count
      case let set as SetObject: set.elements.count
      case let map as MapObject: map.entries.count
      case let range as RangeObject: range.count
      default: 0
      }
    guard count <= Machine.largestResult else { throw Machine.tooLarge(Double(count)) }
    // Each row is a list with its values, and becomes a list of texts.
    try machine.checkMemory(adding: count * 128)
  }

  /// The values of a column.
  subscript(column: Int) -> [Value] { rows.map { $0[column] } }

  private mutating func append(_ element: Value, _ world: World) {
    var row = [Value](repeating: .undefined, count: columns.count)
    switch element {
    case .object(let record as RecordObject):
      for (name, value) in zip(record.shape.names, record.fields) { set(name, value, in: &row) }
    case .object(let map as MapObject):
      for (key, value) in map.entries {
        var name: [UInt8] = []
        key.describe(in: world, into: &name)
        set(String(decoding: name, as: UTF8.self), value, in: &row)
      }
    default: set("value", element, in: &row)
    }
    rows.append(row)
  }

  private mutating func set(_ name: String, _ value: Value, in row: inout [Value]) {
    if let column = columns.firstIndex(of: name) {
      row[column] = value
    } else {
      columns.append(name)
      row.append(value)
    }
  }

  private static func noTable(_ value: Value) -> Failure {
    Failure(
      "cyb-wrong-type", "`rows` must be a list of records, a map, or another collection, not \(value.typePhrase)",
      argument: 0)
  }
}
