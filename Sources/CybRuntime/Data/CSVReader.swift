import CybSyntax

/// Reads tables of comma-separated values (RFC 4180), as `read_csv` promises: lines that start with `#` and empty lines
/// are skipped, the first row has the columns' names, and a cell may stand in quotes and then hold anything.
///
/// It is our own because the libraries for it bring all of Foundation along, which costs every script's start three
/// times what the whole language does, and because none says where in the file a row is wrong.
struct CSVReader {
  /// One cell; quotes taken off.
  typealias Cell = String

  struct Row {
    /// The line of the file on which it starts, from 1.
    var line: Int
    var cells: [Cell]
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private let name: String
  private var index = 0
  private var line = 1

  /// - Parameters:
  ///   - separator: between two cells, an ASCII character.
  ///   - name: what messages call the file.
  init(_ bytes: [UInt8], separator: UInt8, name: String) {
    self.bytes = bytes
    self.separator = separator
    self.name = name
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// The next row; nothing at the end of the file.
  mutating func next() throws -> Row? {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "#") {
        while index < bytes.count, !isLineEnd { index += 1 }
        endLine()
      } else if isLineEnd {
        endLine()
      } else {
        return try row()
      }
    }
    return nil
  }

  private var isLineEnd: Bool { bytes[index] == 0x0A || bytes[index] == 0x0D }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    line += 1
  }

  private mutating func row() throws -> Row {
    var row = Row(line: line, cells: [])
    while true {
      row.cells.append(try cell())
      if index < bytes.count, bytes[index] == separator {
        index += 1
        continue
      }
      endLine()
      return row
    }
  }

  private mutating func cell() throws -> Cell {
    skipBlanks()
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return try quotedCell() }
    let start = index
    while index < bytes.count, bytes[index] != separator, !isLineEnd { index += 1 }
    var end = index
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func quotedCell() throws -> Cell {
    let start = line
    var content: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        index += 1
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
          skipBlanks()
          guard index == bytes.count || bytes[index] == separator || isLineEnd else {
            throw problem(line, "something stands behind the closing `\"` of a cell")
          }
          return String(decoding: content, as: UTF8.self)
        }
      } else if bytes[index] == 0x0A {
        line += 1
      }
      content.append(bytes[index])
      index += 1
    }
    throw problem(start, "a cell in quotes is not closed")
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte == 0x09 && separator != 0x09) }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) { index += 1 }
  }

  func problem(_ line: Int, _ message: String, help: String? = nil) -> Failure {
    Failure("cyb-bad-csv", "line \(line) of `\(name)`: \(message)", help: help)
  }
}

extension CSVReader {
  /// The table as a list of records, each column typed by all of its cells.
  mutating func table(charging charge: (Int) throws -> Void) throws -> Value {
    guard let header = try next() else { return .list([]) }
    var seen: Set<String> = []
    for (index, name) in header.cells.enumerated() {
      if name.isEmpty { throw problem(header.line, "column \(index + 1) has no name") }
      if !seen.insert(name).inserted { throw problem(header.line, "two columns are named `\(name)`") }
    }
    var columns = [[Cell]](repeating: [], count: header.cells.count)
    while let row = try next() {
      try charge(1 + row.cells.count)
      guard row.cells.count == columns.count else {
        throw problem(
          row.line, "the row has \(row.cells.count) cells, but the table has \(columns.count) columns",
          help: "a cell with the separator in it stands in quotes, \"…\"; an empty cell is left empty")
      }
      for (index, cell) in row.cells.enumerated() { columns[index].append(cell) }
    }
    let values = try columns.map { try CellType.of($0, charging: charge).values($0, charging: charge) }
    let shape = Shape.of(header.cells)
    return .list(
      try (0..<(values.first?.count ?? 0)).map { row in
        try charge(1)
        return .object(RecordObject(shape: shape, fields: values.map { $0[row] }))
      })
  }
}

/// What all cells of a column can be read as, the empty ones aside.
private enum CellType: CaseIterable {
  case number, date, truth, text

  static func of(_ cells: [String], charging charge: (Int) throws -> Void) throws -> CellType {
    let filled = cells.filter { !$0.isEmpty }
    guard !filled.isEmpty else { return .text }
    return try allCases.first { type in
      try filled.allSatisfy { cell in
        try charge(1)
        return type.read(cell) != nil
      }
    } ?? .text
  }

  /// The values of a column: an empty cell is nothing.
  func values(_ cells: [String], charging charge: (Int) throws -> Void) throws -> [Value] {
    try cells.map { cell in
      try charge(1)
      return cell.isEmpty ? .nothing : read(cell) ?? .text(cell)
    }
  }

  private func read(_ cell: String) -> Value? {
    switch self {
    case .number:
      // `007` is a code and no number.
      let digits = cell.utf8.drop { $0 == UInt8(ascii: "-") }
      if digits.count > 1, digits.first == UInt8(ascii: "0"),
        let second = digits.dropFirst().first, (0x30...0x39).contains(second)
      {
        return nil
      }
      return NumberText.parse(cell).flatMap { $0.isFinite ? .number($0) : nil }
    case .date: return Moment.parse(cell).map { .date($0) }
    case .truth:
      switch cell {
      case "yes", "true", "TRUE", "True": return .yes
      case "no", "false", "FALSE", "False": return .no
      case "unknown": return .unknown
      default: return nil
      }
    case .text: return .text(cell)
    }
  }
}
