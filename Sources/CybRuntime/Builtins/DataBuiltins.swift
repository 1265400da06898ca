import CybSyntax

/// Builtins that read and write tables and JSON.
enum DataBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "read_csv", .data,
      [
        .init("path", .text, "the file, seen from the script's folder"),
        .init("separator", .text, "what stands between two cells, one character", default: .text(",")),
      ], returns: "list of records",
      """
      The rows of a table of comma-separated values (RFC 4180), a record for each. The first row names the columns. Lines \
      that start with `#` and empty lines are skipped, an empty cell is nothing, and a column whose cells are all numbers, \
      dates or truths has these; `007` remains a text.
      """
    ) { arguments, machine in
      let path = try arguments.text(0)
      return try csv(try content(path, machine), named: path, arguments, machine)
    },
    Builtin(
      "parse_csv", .data,
      [
        .init("text", .text, "the table"),
        .init("separator", .text, "what stands between two cells, one character", default: .text(",")),
      ], returns: "list of records", "The rows of a table that is a text; see `read_csv`.",
      examples: [
        .init("parse_csv(\"name,age\\nAnn,40\\nBo,\")", "[{name: \"Ann\", age: 40}, {name: \"Bo\", age: nothing}]"),
        .init("parse_csv(\"day;n\\n2011-11-01;1\", separator: \";\")[0].day + 1 day", "2011-11-02"),
      ]
    ) { arguments, machine in
      try csv(Array(try arguments.text(0).utf8), named: "the text", arguments, machine)
    },
    Builtin(
      "read_json", .data, [.init("path", .text, "the file, seen from the script's folder")], returns: "any value",
      "What a JSON file holds: objects become maps, arrays lists, null nothing."
    ) { arguments, machine in
      let path = try arguments.text(0)
      return try json(try content(path, machine), named: path, machine)
    },
    Builtin(
      "parse_json", .data, [.init("text", .text, "the JSON")], returns: "any value",
      "What a JSON text holds: objects become maps, arrays lists, null nothing.",
      examples: [
        .init("parse_json(\"{{\\\"a\\\": [1, null, true]}}\")", "[\"a\": [1, nothing, yes]]"),
        .init("parse_json(\"2.5e3\") + 1", "2501"),
      ]
    ) { arguments, machine in try json(Array(try arguments.text(0).utf8), named: "the text", machine) },
    Builtin(
      "to_json", .data,
      [
        .init("x", .any, "the value"),
        .init("indent", .integer, "blanks for each level; 0 for one line", default: .number(0)),
      ], returns: "text",
      """
      The value as JSON: lists, sets and ranges become arrays, maps and records objects; dates, durations and entities \
      are written as the text that `print` shows, unknown as `"unknown"`.
      """,
      examples: [
        .init("to_json({a: [1, 30%, nothing], b: yes})", "{\"a\":[1,0.3,null],\"b\":true}"),
        .init("to_json([2011-11-01: \"x\"])", "{\"2011-11-01\":\"x\"}"),
      ]
    ) { arguments, machine in
      let indent = try arguments.count(1)
      guard indent <= 16 else {
        throw Failure("cyb-out-of-range", "`indent` of `to_json` must be at most 16, but is \(indent)", argument: 1)
      }
      var writer = JSONWriter(machine, indent: indent)
      writer.write(arguments[0])
      try machine.check(writer.bytes)
      return .text(String(decoding: writer.bytes, as: UTF8.self))
    },
    Builtin(
      "read_text", .data, [.init("path", .text, "the file, seen from the script's folder")], returns: "text",
      "The text of a file, which must be UTF-8."
    ) { arguments, machine in
      let path = try arguments.text(0)
      return .text(String(decoding: try content(path, machine), as: UTF8.self))
    },
  ]

  /// The bytes of a file, valid UTF-8.
  private static func content(_ path: String, _ machine: Machine) throws -> [UInt8] {
    let bytes = try machine.host.read(path: path, from: machine.currentScript)
    try machine.charge(bytes.count / 64)
    if let fault = SourceText.validate(bytes, limit: 1).faults.first {
      throw Failure(
        "cyb-invalid-utf8", "byte \(fault.offset) of `\(path)` is no UTF-8", help: "save the file as UTF-8", argument: 0
      )
    }
    return bytes
  }

  private static func csv(
    _ bytes: [UInt8], named name: String, _ arguments: borrowing Arguments, _ machine: Machine
  ) throws -> Value {
    let separator = Array(try arguments.text(1).utf8)
    guard separator.count == 1, separator[0] < 0x80, ![0x0A, 0x0D, UInt8(ascii: "\"")].contains(separator[0]) else {
      throw Failure(
        "cyb-out-of-range", "`separator` of `\(arguments.builtin.name)` must be one ASCII character", argument: 1)
    }
    var reader = CSVReader(bytes, separator: separator[0], name: name)
    return try reader.table { try machine.charge($0) }
  }

  private static func json(_ bytes: [UInt8], named name: String, _ machine: Machine) throws -> Value {
    var reader = JSONReader(bytes, name: name, machine)
    return try reader.read()
  }
}
