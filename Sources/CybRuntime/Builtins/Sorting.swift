import TreatyLaw

/// Builtins that order collections or look for what is most, least or repeated.
enum Sorting {
  static let all: [Builtin] = [
    Builtin(
      "sort", .collections, [xs, descending], returns: "list",
      "The elements in order: numbers, texts, dates, durations or lists, all of one type. Equal ones keep their order.",
      examples: [.init("sort([3, 1, 2])", "[1, 2, 3]"), .init("sort([3, 1, 2], descending: yes)", "[3, 2, 1]")]
    ) { arguments, machine in
      .list(try sorted(try arguments.elements(0, machine), descending: try arguments.flag(1), machine))
    },
    Builtin(
      "sort_by", .collections, [xs, key, descending], returns: "list",
      "The elements in the order of what the function makes of them. Equal ones keep their order.",
      examples: [.init("sort_by([\"abc\", \"d\", \"ef\"], count)", "[\"d\", \"ef\", \"abc\"]")], function: sortBy),
    extreme(
      "min_by", "The element for which the function gives the least; of several, the first.",
      "min_by([\"abc\", \"d\"], count)", "d", .ascending),
    extreme(
      "max_by", "The element for which the function gives the most; of several, the first.",
      "max_by([\"abc\", \"d\"], count)", "abc", .descending),
    Builtin(
      "unique", .collections,
      [xs, .init("f", .function, "what counts as the same; left out: the element itself", default: .undefined)],
      returns: "list", "Each element once, in the order of their first appearance.",
      examples: [.init("unique([2, 1, 2])", "[2, 1]"), .init("unique([1, -1, 2], abs)", "[1, 2]")]
    ) { arguments, machine in
      var seen = ValueSet()
      return .list(
        try arguments.elements(0, machine).filter {
          try machine.charge(1)
          return seen.append(arguments.isGiven(1) ? try machine.call(arguments[1], $0) : $0).inserted
        })
    },
    Builtin(
      "tally", .collections, [xs], returns: "map from values to numbers", "How often each element occurs.",
      examples: [.init("tally([\"a\", \"b\", \"a\"])", "[\"a\": 2, \"b\": 1]")]
    ) { arguments, machine in
      var counts = ValueMap()
      for element in try arguments.elements(0, machine) { try machine.working { counts.count(element) } }
      return .object(MapObject(counts))
    },
  ]

  private static let xs = Builtin.Parameter("xs", .collection, "the collection")
  private static let key = Builtin.Parameter("f", .function, "gives what to order an element by")
  private static let descending = Builtin.Parameter(
    "descending", .truth, "whether the greatest comes first", default: .no)

  static func sorted(_ values: [Value], descending: Bool, _ machine: Machine) throws -> [Value] {
    let order = try order(of: values, descending: descending, machine)
    return order.map { values[$0] }
  }

  private static func sortBy(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let elements = try arguments.elements(0, machine)
    let keys = try elements.map { try machine.call(arguments[1], $0) }
    let order = try order(of: keys, descending: try arguments.flag(2), machine)
    return .list(order.map { elements[$0] })
  }

  /// The positions of values in their order. Positions break ties, so that equal values keep theirs.
  private static func order(of values: [Value], descending: Bool, _ machine: Machine) throws -> [Int] {
    try machine.charge(values.count)
    let positions = Array(values.indices)
    var numbers: [Double] = []
    numbers.reserveCapacity(values.count)
    for case .number(let number) in values { numbers.append(number) }
    if numbers.count == values.count {
      return try positions.sorted { left, right in
        try machine.charge(1)
        let (first, second) = descending ? (numbers[right], numbers[left]) : (numbers[left], numbers[right])
        return first == second ? left < right : first < second
      }
    }
    let before: Ordering = descending ? .descending : .ascending
    return try positions.sorted { left, right in
      try machine.charge(1)
      switch try Value.order(values[left], values[right]) {
      case .same: return left < right
      case .unknown:
        throw Failure("cyb-no-order", "unknown values have no order", help: "leave them out, or put `?? 0` for them")
      case let order: return order == before
      }
    }
  }

  private static func extreme(
    _ name: String, _ documentation: String, _ example: String, _ result: String, _ wanted: Ordering
  ) -> Builtin {
    Builtin(
      name, .collections,
      [
        xs, key,
        .init("default", .any, "what to return where it is empty; without it that is an error", default: .undefined),
      ],
      returns: "value", documentation, examples: [.init(example, result)]
    ) { arguments, machine in
      let elements = try arguments.elements(0, machine)
      guard var best = elements.first else {
        if arguments.isGiven(2) { return arguments[2] }
        throw arguments.empty(0, help: "give a default, as in `\(name)(xs, f, nothing)`")
      }
      var bestKey = try machine.call(arguments[1], best)
      for element in elements.dropFirst() {
        let key = try machine.call(arguments[1], element)
        let order = try Value.order(key, bestKey)
        guard order != .unknown else { throw Failure("cyb-no-order", "unknown values have no order") }
        if order == wanted { (best, bestKey) = (element, key) }
      }
      return best
    }
  }
}
