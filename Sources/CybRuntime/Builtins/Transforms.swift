import TreatyLaw

/// Builtins that make new collections from old ones by a function.
///
/// The function gets each element; of a map or record, if it takes two parameters, key and value.
enum Transforms {
  static let all: [Builtin] = [
    Builtin(
      "map", .collections, [xs, function("for each element")], returns: "list",
      "What the function makes of each element.",
      examples: [.init("map([1, 2], x -> x * 10)", "[10, 20]"), .init("map([\"a\": 1], (k, v) -> v)", "[1]")]
    ) { arguments, machine in
      .list(try each(arguments, machine).map { try machine.apply(arguments[1], $0) })
    },
    Builtin(
      "filter", .collections, [xs, predicate], returns: "list, set or map",
      "The elements for which the function answers yes; of a set a set, of a map a map.",
      examples: [
        .init("filter([1, 2, 3], x -> x > 1)", "[2, 3]"),
        .init("filter([\"a\": 1, \"b\": 2], (k, v) -> v > 1)", "[\"b\": 2]"),
      ],
      function: filter),
    Builtin(
      "reduce", .collections,
      [
        xs, .init("f", .function, "gets the result so far and the next element"),
        .init("initial", .any, "the result for none; left out: the first element", default: .undefined),
      ],
      returns: "value", "All elements folded into one value.",
      examples: [.init("reduce([1, 2, 3], (a, b) -> a * b, 1)", "6")], function: reduce),
    Builtin(
      "accumulate", .collections,
      [xs, .init("f", .function, "gets the result so far and the next element"), .init("initial", .any, "the start")],
      returns: "list", "Every step on the way of `reduce`, the start not included.",
      examples: [.init("accumulate([1, 2, 3], (a, b) -> a + b, 0)", "[1, 3, 6]")]
    ) { arguments, machine in
      var result = arguments[2]
      return .list(
        try arguments.elements(0, machine).map {
          result = try machine.call(arguments[1], result, $0)
          return result
        })
    },
    Builtin(
      "flat_map", .collections, [xs, function("a list or other collection for each element")], returns: "list",
      "What the function makes of each element, in one list.",
      examples: [.init("flat_map([1, 2], x -> [x, x])", "[1, 1, 2, 2]")]
    ) { arguments, machine in
      var result: [Value] = []
      for element in try each(arguments, machine) {
        try flatten(try machine.apply(arguments[1], element), levels: 1, into: &result, machine)
      }
      return .list(result)
    },
    Builtin(
      "flatten", .collections, [xs, .init("levels", .integer, "how deep", default: .number(1))], returns: "list",
      "The elements of the elements; what is no list, set or range stays.",
      examples: [.init("flatten([[1], [2, [3]], 4])", "[1, 2, [3], 4]")]
    ) { arguments, machine in
      var result: [Value] = []
      let levels = try arguments.count(1)
      for element in try arguments.elements(0, machine) { try flatten(element, levels: levels, into: &result, machine) }
      return .list(result)
    },
    quantifier(
      "any_of", "Whether the function answers yes for some element; without it, whether some element is yes.",
      "any_of([1, 2], x -> x > 1)", "yes", start: .no
    ) { $0 || $1 },
    quantifier(
      "all_of", "Whether the function answers yes for every element; without it, whether every element is yes.",
      "all_of([1, 2], x -> x > 1)", "no", start: .yes
    ) { $0 && $1 },
    quantifier(
      "none_of", "Whether the function answers yes for no element; without it, whether no element is yes.",
      "none_of([1, 2], x -> x > 2)", "yes", start: .yes
    ) { $0 && !$1 },
    Builtin(
      "count_if", .collections, [xs, predicate], returns: "number", "For how many elements the function answers yes.",
      examples: [.init("count_if([1, 2, 3], x -> x > 1)", "2")]
    ) { arguments, machine in
      var count = 0
      for element in try each(arguments, machine)
      where try machine.decision(machine.apply(arguments[1], element)) {
        count += 1
      }
      return .number(Double(count))
    },
    Builtin(
      "find", .collections,
      [xs, predicate, .init("default", .any, "what to return where there is none", default: .nothing)],
      returns: "value", "The first element for which the function answers yes.",
      examples: [.init("find([1, 2, 3], x -> x > 1)", "2")]
    ) { arguments, machine in
      for element in try arguments.elements(0, machine)
      where try machine.decision(machine.call(arguments[1], element)) {
        return element
      }
      return arguments[2]
    },
    Builtin(
      "find_index", .collections, [xs, predicate], returns: "number or nothing",
      "Where the first element stands for which the function answers yes.",
      examples: [.init("find_index([1, 2, 3], x -> x > 1)", "1")]
    ) { arguments, machine in
      for (index, element) in try arguments.elements(0, machine).enumerated()
      where try machine.decision(machine.call(arguments[1], element)) {
        return .number(Double(index))
      }
      return .nothing
    },
    run(
      "take_while", "The elements before the first for which the function answers no.",
      "take_while([1, 2, 1], x -> x < 2)", "[1]"
    ) { $0[..<$1] },
    run(
      "drop_while", "The elements from the first on for which the function answers no.",
      "drop_while([1, 2, 1], x -> x < 2)", "[2, 1]"
    ) { $0[$1...] },
    Builtin(
      "partition", .collections, [xs, predicate], returns: "record of two lists",
      "The elements for which the function answers yes, and the others, as `.yes` and `.no`.",
      examples: [.init("partition([1, 2, 3], x -> x > 1)", "{yes: [2, 3], no: [1]}")]
    ) { arguments, machine in
      var parts: ([Value], [Value]) = ([], [])
      for element in try arguments.elements(0, machine) {
        if try machine.decision(machine.call(arguments[1], element)) {
          parts.0.append(element)
        } else {
          parts.1.append(element)
        }
      }
      return .record([("yes", .list(parts.0)), ("no", .list(parts.1))])
    },
    Builtin(
      "group_by", .collections, [xs, function("the group of each element")], returns: "map from groups to lists",
      "The elements by what the function makes of them, groups in the order of their first element.",
      examples: [.init("group_by([1, 2, 3], x -> x mod 2)", "[1: [1, 3], 0: [2]]")], function: groupBy),
    Builtin(
      "sum_by", .collections, [xs, function("a number for each element")], returns: "number",
      "The sum of what the function makes of the elements.", examples: [.init("sum_by([1, 2], x -> x * 10)", "30")]
    ) { arguments, machine in
      let numbers = try each(arguments, machine).map { element in
        guard case .number(let number) = try machine.apply(arguments[1], element) else {
          throw Failure("cyb-wrong-type", "the function of `sum_by` must return a number", argument: 1)
        }
        return number
      }
      return try Value.finite(Statistics.compensatedSum(numbers))
    },
  ]

  private static let xs = Builtin.Parameter("xs", .either([.collection, .record]), "the collection")

  private static let predicate = Builtin.Parameter("f", .function, "answers yes or no for each element")

  private static func function(_ documentation: String) -> Builtin.Parameter {
    Builtin.Parameter("f", .function, "gives \(documentation)")
  }

  private static func quantifier(
    _ name: String, _ documentation: String, _ example: String, _ result: String, start: Truth,
    _ combine: @escaping @Sendable (Truth, Truth) -> Truth
  ) -> Builtin {
    Builtin(
      name, .collections,
      [xs, .init("f", .function, "answers for each element", default: .undefined)], returns: "truth",
      documentation + " Unknown where it turns on an unknown answer.", examples: [.init(example, result)]
    ) { arguments, machine in
      var truth = start
      for element in try each(arguments, machine) {
        let answer = arguments.isGiven(1) ? try machine.apply(arguments[1], element) : element.0
        truth = combine(truth, try machine.truth(answer))
        if truth == !start { break }
      }
      return .truth(truth)
    }
  }

  private static func run(
    _ name: String, _ documentation: String, _ example: String, _ result: String,
    _ function: @escaping @Sendable ([Value], Int) -> ArraySlice<Value>
  ) -> Builtin {
    Builtin(
      name, .collections, [xs, predicate], returns: "list", documentation, examples: [.init(example, result)]
    ) { arguments, machine in
      let elements = try arguments.elements(0, machine)
      let end = try elements.firstIndex { !(try machine.decision(machine.call(arguments[1], $0))) }
      return .list(Array(function(elements, end ?? elements.count)))
    }
  }

  /// The elements, with the value of each key where the function takes two parameters.
  private static func each(_ arguments: borrowing Arguments, _ machine: Machine) throws -> [(Value, Value?)] {
    if takesTwo(arguments[1]) {
      switch arguments[0].type {
      case .map:
        let map = try arguments.map(0)
        try machine.charge(map.count)
        return map.map { ($0.key, $0.value) }
      case .record:
        let record = try arguments.record(0)
        return zip(record.shape.names, record.fields).map { (.text($0), $1) }
      default: break
      }
    }
    if arguments[0].type == .record { return try arguments.record(0).shape.names.map { (.text($0), nil) } }
    return try arguments.elements(0, machine).map { ($0, nil) }
  }

  private static func takesTwo(_ function: Value) -> Bool {
    guard case .object(let object) = function, let callee = object as? FunctionObject else { return false }
    switch callee.body {
    case .script(let code): return code.parameters.count >= 2
    case .builtin(let builtin): return builtin.parameters.count >= 2 && builtin.parameters[1].defaultValue == nil
    }
  }

  private static func filter(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let kept = try each(arguments, machine).filter { try machine.decision(machine.apply(arguments[1], $0)) }
    switch arguments[0].type {
    case .set: return .set(kept.map(\.0))
    case .map:
      let map = try arguments.map(0)
      return .object(MapObject(ValueMap(kept.map { ($0.0, $0.1 ?? map[$0.0] ?? .nothing) })))
    default: return .list(kept.map(\.0))
    }
  }

  private static func reduce(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    var elements = try arguments.elements(0, machine)[...]
    var result = arguments[2]
    if !arguments.isGiven(2) {
      guard let first = elements.popFirst() else {
        throw arguments.empty(0, help: "give an initial value, as in `reduce(xs, f, 0)`")
      }
      result = first
    }
    for element in elements { result = try machine.call(arguments[1], result, element) }
    return result
  }

  static func flatten(_ value: Value, levels: Int, into result: inout [Value], _ machine: Machine) throws {
    if levels > 0, case .object(let object) = value {
      let parts: [Value]? =
        switch object {
        case let list as ListObject: list.elements
        case let set as SetObject: Array(set.elements)
        default: nil
        }
      if let parts {
        for part in parts { try flatten(part, levels: levels - 1, into: &result, machine) }
        return
      }
      if let range = object as? RangeObject {
        try machine.reserve(range.count)
        result.append(contentsOf: (0..<range.count).lazy.map { .number(range.element(at: $0)) })
        return
      }
    }
    try machine.charge(1)
    guard result.count < Machine.largestResult else { throw Machine.tooLarge(Double(result.count)) }
    result.append(value)
  }

  private static func groupBy(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    var positions = ValueSet()
    var groups: [[Value]] = []
    for element in try arguments.elements(0, machine) {
      let (isNew, index) = positions.append(try machine.call(arguments[1], element))
      if isNew { groups.append([element]) } else { groups[index].append(element) }
    }
    return .object(MapObject(ValueMap(zip(positions, groups.map { .list($0) }))))
  }
}

extension Machine {
  /// Calls a function with an element, or with a key and its value.
  fileprivate func apply(_ function: Value, _ element: (Value, Value?)) throws -> Value {
    if let value = element.1 { return try call(function, element.0, value) }
    return try call(function, element.0)
  }
}
