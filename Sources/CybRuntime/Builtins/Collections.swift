import TreatyLaw

/// Builtins that read collections: their size, their parts, what is where.
///
/// Wherever a collection is wanted, a map counts as its keys and a text as its characters, unless said otherwise.
enum Collections {
  static let all: [Builtin] = [
    Builtin(
      "count", .collections,
      [
        .init("xs", .either([.collection, .record]), "the collection"),
        .init("x", .any, "the value to count; left out: all", default: .undefined),
      ], returns: "number", "How many elements there are, or how many equal `x`.",
      examples: [.init("count([1, 2, 1])", "3"), .init("count([1, 2, 1], 1)", "2"), .init("count(\"né\")", "2")],
      function: count),
    Builtin(
      "is_empty", .collections, [.init("xs", .either([.collection, .record]), "the collection")], returns: "truth",
      "Whether there are no elements.", examples: [.init("is_empty([])", "yes")]
    ) { arguments, machine in
      .truth(try size(arguments, machine) == 0)
    },
    Builtin(
      "contains", .collections,
      [.init("xs", .either([.collection, .record]), "the collection"), .init("x", .any, "what is looked for")],
      returns: "truth", "Whether it is among them: the same as `x in xs`.",
      examples: [.init("contains([1, 2], 2)", "yes"), .init("contains(\"London\", \"don\")", "yes")]
    ) { arguments, machine in
      try machine.charge(try size(arguments, machine) / 8)
      return .truth(try Value.isMember(arguments[1], of: arguments[0]))
    },
    Builtin(
      "index_of", .collections,
      [.init("xs", .either([.list, .range, .text]), "the list or text"), .init("x", .any, "what is looked for")],
      returns: "number or nothing", "Where it first stands, from 0; nothing where it does not.",
      examples: [
        .init("index_of([\"a\", \"b\"], \"b\")", "1"), .init("index_of(\"London\", \"don\")", "3"),
        .init("index_of([1], 2)", "nothing"),
      ], function: indexOf),
    end("first", "The first element.", [.init("first([1, 2, 3])", "1"), .init("first([], 0)", "0")]) { $0.first },
    end("last", "The last element.", [.init("last([1, 2, 3])", "3")]) { $0.last },
    slice("take", "The first `n`, or all where there are fewer.", [.init("take([1, 2, 3], 2)", "[1, 2]")]) {
      $0.prefix($1)
    },
    slice("drop", "All but the first `n`.", [.init("drop([1, 2, 3], 2)", "[3]")]) { $0.dropFirst($1) },
    slice("take_last", "The last `n`, or all where there are fewer.", [.init("take_last([1, 2, 3], 2)", "[2, 3]")]) {
      $0.suffix($1)
    },
    slice("drop_last", "All but the last `n`.", [.init("drop_last([1, 2, 3], 2)", "[1]")]) { $0.dropLast($1) },
    Builtin(
      "reverse", .collections, [.init("xs", .collection, "the collection")], returns: "list or text",
      "The elements from last to first.",
      examples: [.init("reverse(1..3)", "[3, 2, 1]"), .init("reverse(\"abc\")", "cba")]
    ) { arguments, machine in
      let elements = try arguments.elements(0, machine)
      return arguments[0].textObject.map { .text(String($0.text.reversed())) } ?? .list(elements.reversed())
    },
    Builtin(
      "range", .collections,
      [
        .init("a", .number, "the end; or, with a second number, the start"),
        .init("b", .number, "the end, which is not part of it", default: .undefined),
        .init("step", .number, "from one to the next, positive", default: .number(1)),
      ], returns: "range", "The numbers from 0 or `a` to below the end: `range(3)` is `0..<3`.",
      examples: [.init("to_list(range(3))", "[0, 1, 2]"), .init("to_list(range(1, 10, 4))", "[1, 5, 9]")],
      function: range),
    Builtin(
      "fill", .collections,
      [.init("n", .integer, "how many, from 0"), .init("x", .any, "the value")], returns: "list",
      "A list of `n` times the value.", examples: [.init("fill(3, 0)", "[0, 0, 0]")]
    ) { arguments, machine in
      let count = try arguments.count(0)
      try machine.reserve(count)
      return .list(Array(repeating: arguments[1], count: count))
    },
    Builtin(
      "to_list", .collections, [.init("xs", .collection, "the collection")], returns: "list",
      "The elements as a list.", examples: [.init("to_list({2, 1})", "[2, 1]")]
    ) { arguments, machine in
      if arguments[0].type == .list { return arguments[0] }
      return .list(try arguments.elements(0, machine))
    },
    Builtin(
      "to_set", .collections, [.init("xs", .collection, "the collection")], returns: "set",
      "The elements as a set, each once.", examples: [.init("to_set([2, 1, 2])", "{2, 1}")]
    ) { arguments, machine in
      if arguments[0].type == .set { return arguments[0] }
      return .object(SetObject(try machine.set(of: arguments.elements(0, machine))))
    },
    Builtin(
      "set", .collections, [.init("xs", .collection, "the collection", default: .list([]))], returns: "set",
      "The empty set, or the elements of a collection as a set; `{}` alone is a record without fields.",
      examples: [.init("set()", "set()"), .init("set([1, 1])", "{1}")]
    ) { arguments, machine in .object(SetObject(try machine.set(of: arguments.elements(0, machine)))) },
    relation("is_subset", "Whether all of `a` are in `b`.", "is_subset({1}, {1, 2})", "yes") {
      Value.isContained($0, in: $1)
    },
    relation("is_disjoint", "Whether `a` and `b` have nothing in common.", "is_disjoint({1}, {2})", "yes") { a, b in
      a.reduce(Truth.yes) { $0 && !Value.isContained([$1], in: b) }
    },
    Builtin(
      "type_of", .collections, [.init("x", .any, "any value")], returns: "text",
      "The name of its type: `number`, `text`, `list` and so on.", examples: [.init("type_of(90 days)", "duration")]
    ) { arguments, _ in .text(arguments[0].type.rawValue) },
  ]

  private static func end(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable ([Value]) -> Value?
  ) -> Builtin {
    Builtin(
      name, .collections,
      [
        .init("xs", .collection, "the collection"),
        .init("default", .any, "what to return where it is empty; without it that is an error", default: .undefined),
      ], returns: "value", documentation, examples: examples
    ) { arguments, machine in
      if case .object(let object) = arguments[0], object.tag == .list,
        let element = function(unsafeDowncast(object, to: ListObject.self).elements)
      {
        return element
      }
      if let element = function(try arguments.elements(0, machine)) { return element }
      if arguments.isGiven(1) { return arguments[1] }
      throw arguments.empty(0, help: "give a default, as in `\(name)(xs, nothing)`")
    }
  }

  private static func slice(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable ([Value], Int) -> ArraySlice<Value>
  ) -> Builtin {
    Builtin(
      name, .collections, [.init("xs", .collection, "the collection"), .init("n", .integer, "how many, from 0")],
      returns: "list or text", documentation + " Of a text, a text.", examples: examples
    ) { arguments, machine in
      let count = try arguments.count(1)
      let part = function(try arguments.elements(0, machine), count)
      guard arguments[0].textObject != nil else { return .list(Array(part)) }
      return .text(part.reduce(into: "") { text, character in text += character.textObject?.text ?? "" })
    }
  }

  private static func relation(
    _ name: String, _ documentation: String, _ example: String, _ result: String,
    _ function: @escaping @Sendable (ValueSet, ValueSet) -> Truth
  ) -> Builtin {
    Builtin(
      name, .collections, [.init("a", .set, "a set"), .init("b", .set, "a set")], returns: "truth", documentation,
      examples: [.init(example, result)]
    ) { arguments, machine in
      let (a, b) = (try arguments.set(0), try arguments.set(1))
      try machine.charge(a.count + b.count)
      return .truth(function(a, b))
    }
  }

  /// How many elements a collection has.
  static func size(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Int {
    switch arguments[0].type {
    case .list: return try arguments.list(0).count
    case .set: return try arguments.set(0).count
    case .map: return try arguments.map(0).count
    case .record: return try arguments.record(0).fields.count
    case .text:
      let text = try arguments.text(0)
      try machine.charge(text.utf8.count / 16)
      return text.count
    case .range: return try arguments.object(0, RangeObject.self, "a range").count
    default: throw arguments.mismatch(0, "a collection")
    }
  }

  private static func count(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    guard arguments.isGiven(1) else { return .number(Double(try size(arguments, machine))) }
    if let text = arguments[0].textObject {
      guard let part = arguments[1].textObject, !part.text.isEmpty else {
        throw arguments.mismatch(1, "a text that is not empty")
      }
      return .number(Double(Texts.pieces(of: text.text, part.text).count - 1))
    }
    var count = 0
    for element in try arguments.elements(0, machine) where element == arguments[1] { count += 1 }
    return .number(Double(count))
  }

  private static func indexOf(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    if let text = arguments[0].textObject?.text {
      let part = try arguments.text(1)
      try machine.charge(text.utf8.count / 16)
      guard let place = text.utf8.firstRange(of: part.utf8) else { return .nothing }
      return .number(Double(text[..<place.lowerBound].count))
    }
    if case .object(let object) = arguments[0], let range = object as? RangeObject {
      guard case .number(let number) = arguments[1], range.contains(number) else { return .nothing }
      return .number(((number - range.lower) / range.step).rounded())
    }
    let list = try arguments.list(0)
    try machine.charge(list.count / 8)
    return list.firstIndex(of: arguments[1]).map { .number(Double($0)) } ?? .nothing
  }

  private static func range(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let step = try arguments.number(2)
    guard step > 0 else {
      throw Failure(
        "cyb-out-of-range", "`step` of `range` must be positive, but is \(NumberText.of(step))",
        help: "to count down write `reverse(1..10)`", argument: 2)
    }
    let first = try arguments.number(0)
    let isFromZero = !arguments.isGiven(1)
    return .object(
      RangeObject(
        lower: isFromZero ? 0 : first, upper: isFromZero ? first : try arguments.number(1), excludesUpper: true,
        step: step))
  }
}
