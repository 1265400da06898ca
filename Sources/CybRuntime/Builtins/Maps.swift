/// Builtins on maps and records, and on single places of lists.
enum Maps {
  static let all: [Builtin] = [
    Builtin(
      "keys", .collections, [mapOrRecord], returns: "list", "The keys, or names of fields, in their order.",
      examples: [.init("keys([\"a\": 1])", "[\"a\"]"), .init("keys({a: 1})", "[\"a\"]")]
    ) { arguments, machine in .list(try entries(arguments, machine).map(\.0)) },
    Builtin(
      "values", .collections, [mapOrRecord], returns: "list", "The values, in the order of their keys.",
      examples: [.init("values([\"a\": 1])", "[1]")]
    ) { arguments, machine in .list(try entries(arguments, machine).map(\.1)) },
    Builtin(
      "items", .collections, [mapOrRecord], returns: "list of lists", "Each key with its value.",
      examples: [.init("items([\"a\": 1])", "[[\"a\", 1]]")]
    ) { arguments, machine in
      .list(try entries(arguments, machine).map { key, value in try machine.working { .list([key, value]) } })
    },
    Builtin(
      "get", .collections,
      [
        .init("xs", .either([.map, .record, .list]), "the map, record or list"),
        .init("key", .any, "the key, name of a field, or position"),
        .init("default", .any, "what to return where there is no such entry", default: .nothing),
      ], returns: "value", "The value of a key, or the default.",
      examples: [.init("get([\"a\": 1], \"b\", 0)", "0"), .init("get([5, 6], 1)", "6")], function: get),
    Builtin(
      "to_map", .collections,
      [.init("xs", .either([.list, .set, .map, .record]), "a record, or pairs `[key, value]`")], returns: "map",
      "A map from pairs, of which later ones prevail, or from a record's fields.",
      examples: [
        .init("to_map([[1, \"a\"], [2, \"b\"]])", "[1: \"a\", 2: \"b\"]"), .init("to_map({a: 1})", "[\"a\": 1]"),
      ],
      function: toMap),
    Builtin(
      "to_record", .collections, [.init("map", .map, "a map whose keys are names")], returns: "record",
      "A record with the map's entries as fields.", examples: [.init("to_record([\"a\": 1]).a", "1")],
      function: toRecord),
    Builtin(
      "map_values", .collections, [.init("map", .map, "the map"), .init("f", .function, "gets each value")],
      returns: "map", "The same keys with what the function makes of their values.",
      examples: [.init("map_values([\"a\": 1], x -> x + 1)", "[\"a\": 2]")]
    ) { arguments, machine in
      let map = try arguments.map(0)
      return .object(MapObject(ValueMap(try map.map { ($0.key, try machine.call(arguments[1], $0.value)) })))
    },
    Builtin(
      "invert", .collections, [.init("map", .map, "the map")], returns: "map",
      "Values made keys; of several keys with one value the last prevails.",
      examples: [.init("invert([\"a\": 1])", "[1: \"a\"]")]
    ) { arguments, machine in
      let map = try arguments.map(0)
      try machine.charge(map.count)
      return .object(MapObject(try machine.map(of: map.lazy.map { ($0.value, $0.key) })))
    },
    Builtin(
      "merge", .collections,
      [
        .init("xs", .either([.map, .record]), "a map or record"),
        .init("others", .either([.map, .record]), "more of the same type", isVariadic: true),
      ], returns: "map or record", "All entries in one; later ones prevail. Of two: `a | b`.",
      examples: [.init("merge([\"a\": 1], [\"a\": 2, \"b\": 3])", "[\"a\": 2, \"b\": 3]")]
    ) { arguments, machine in
      try arguments.list(1).reduce(arguments[0]) { merged, next in
        try machine.charge(try Maps.count(next))
        return try Value.union(merged, next)
      }
    },
    Builtin(
      "with", .collections,
      [mapOrRecord, .init("key", .any, "the key or name"), .init("value", .any, "the value")],
      returns: "map or record", "The map or record with that entry set.",
      examples: [.init("with({a: 1}, \"a\", 2)", "{a: 2}")], function: with),
    Builtin(
      "without", .collections,
      [
        .init("xs", .either([.list, .set, .map, .record]), "the collection"),
        .init("x", .any, "what to leave out: elements, keys, or names of fields", isVariadic: true),
      ], returns: "the same type", "The collection without these.",
      examples: [.init("without([1, 2, 1], 1)", "[2]"), .init("without([\"a\": 1, \"b\": 2], \"a\")", "[\"b\": 2]")],
      function: without),
    Builtin(
      "insert", .collections,
      [
        .init("xs", .list, "the list"), .init("index", .integer, "where, from 0 to the count"),
        .init("x", .any, "the value"),
      ], returns: "list", "The list with the value put in at that position.",
      examples: [.init("insert([1, 3], 1, 2)", "[1, 2, 3]")]
    ) { arguments, machine in
      var list = try arguments.list(0)
      let index = try position(arguments, list.count)
      try machine.charge(list.count)
      list.insert(arguments[2], at: index)
      return .list(list)
    },
    Builtin(
      "remove_at", .collections, [.init("xs", .list, "the list"), .init("index", .integer, "from 0")],
      returns: "list", "The list without the element at that position.",
      examples: [.init("remove_at([1, 2, 3], 1)", "[1, 3]")]
    ) { arguments, machine in
      var list = try arguments.list(0)
      let index = try position(arguments, list.count - 1)
      try machine.charge(list.count)
      list.remove(at: index)
      return .list(list)
    },
  ]

  private static let mapOrRecord = Builtin.Parameter("map", .either([.map, .record]), "a map or record")

  private static func position(_ arguments: borrowing Arguments, _ last: Int) throws -> Int {
    let index = try arguments.integer(1)
    guard index >= 0, index <= last else {
      throw Failure(
        "cyb-index-out-of-range", "index \(index) lies outside the list",
        help: last < 0 ? "the list is empty" : "it must be from 0 to \(last)", argument: 1)
    }
    return index
  }

  private static func count(_ value: Value) throws -> Int {
    switch value {
    case .object(let map as MapObject): map.entries.count
    case .object(let record as RecordObject): record.fields.count
    default: 0
    }
  }

  private static func entries(_ arguments: borrowing Arguments, _ machine: Machine) throws -> [(Value, Value)] {
    if arguments[0].type == .record {
      let record = try arguments.record(0)
      return zip(record.shape.names, record.fields).map { (.text($0), $1) }
    }
    let map = try arguments.map(0)
    try machine.charge(map.count)
    return map.map { ($0.key, $0.value) }
  }

  private static func get(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    switch arguments[0].type {
    case .map: return try arguments.map(0)[arguments[1]] ?? arguments[2]
    case .record: return try arguments.record(0)[try arguments.text(1)] ?? arguments[2]
    default:
      let list = try arguments.list(0)
      let index = try arguments.integer(1)
      return list.indices.contains(index) ? list[index] : arguments[2]
    }
  }

  private static func toMap(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    switch arguments[0].type {
    case .map: return arguments[0]
    case .record: return .object(MapObject(try machine.map(of: entries(arguments, machine))))
    default: break
    }
    var map = ValueMap()
    for (index, pair) in try arguments.elements(0, machine).enumerated() {
      guard case .object(let list as ListObject) = pair, list.elements.count == 2 else {
        throw Failure(
          "cyb-wrong-type", "element \(index) is no pair `[key, value]`, but \(pair.typePhrase)", argument: 0)
      }
      try machine.charge(1)
      map[list.elements[0]] = list.elements[1]
    }
    return .object(MapObject(map))
  }

  private static func toRecord(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let map = try arguments.map(0)
    let fields = try map.map { entry in
      try machine.charge(1)
      guard let name = entry.key.textObject else {
        throw Failure("cyb-wrong-type", "the name of a field must be a text, not \(entry.key.typePhrase)", argument: 0)
      }
      return (name.text, entry.value)
    }
    return .record(fields)
  }

  private static func with(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    if arguments[0].type == .map {
      var map = try arguments.map(0)
      try machine.charge(map.count)
      map[arguments[1]] = arguments[2]
      return .object(MapObject(map))
    }
    let record = try arguments.record(0)
    let name = try arguments.text(1)
    try machine.charge(record.fields.count)
    return .record(Array(zip(record.shape.names, record.fields)) + [(name, arguments[2])])
  }

  private static func without(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let unwanted = ValueSet(try arguments.list(1))
    switch arguments[0].type {
    case .set: return .object(SetObject(try arguments.set(0).subtracting(unwanted)))
    case .map:
      let map = try arguments.map(0)
      try machine.charge(map.count)
      return .object(
        MapObject(ValueMap(map.lazy.filter { !unwanted.contains($0.key) }.map { ($0.key, $0.value) })))
    case .record:
      let record = try arguments.record(0)
      return .record(
        Array(Swift.zip(record.shape.names, record.fields)).filter { !unwanted.contains(.text($0.0)) })
    default: return .list(try arguments.elements(0, machine).filter { !unwanted.contains($0) })
    }
  }
}
