/// Builtins that put collections together or list what can be made of them.
enum Combinations {
  static let all: [Builtin] = [
    Builtin(
      "zip", .collections,
      [.init("xs", .collection, "a collection"), .init("others", .collection, "more of them", isVariadic: true)],
      returns: "list of lists", "The first elements together, the second ones, and so on, as far as the shortest goes.",
      examples: [.init("zip([1, 2], [\"a\", \"b\"])", "[[1, \"a\"], [2, \"b\"]]")], function: zip),
    Builtin(
      "enumerate", .collections, [xs, .init("from", .number, "the number of the first", default: .number(0))],
      returns: "list of lists", "Each element with its number; `for i, x in xs` gives the same, from 0.",
      examples: [.init("enumerate([\"a\", \"b\"], 1)", "[[1, \"a\"], [2, \"b\"]]")]
    ) { arguments, machine in
      let first = try arguments.number(1)
      return .list(
        try arguments.elements(0, machine).enumerated().map { index, element in
          try machine.working { .list([.number(first + Double(index)), element]) }
        })
    },
    Builtin(
      "chunk", .collections, [xs, .init("size", .integer, "how many in each, at least 1")], returns: "list of lists",
      "Pieces of that size; the last may be shorter.", examples: [.init("chunk(1..5, 2)", "[[1, 2], [3, 4], [5]]")]
    ) { arguments, machine in
      let size = try size(arguments, 1)
      let elements = try arguments.elements(0, machine)
      return .list(
        try stride(from: 0, to: elements.count, by: size).map { start in
          let end = min(start + min(size, elements.count), elements.count)
          return try machine.working { .list(Array(elements[start..<end])) }
        })
    },
    Builtin(
      "windows", .collections, [xs, .init("size", .integer, "how many in each, at least 1")],
      returns: "list of lists", "Every run of that many neighbours.",
      examples: [.init("windows([1, 2, 3], 2)", "[[1, 2], [2, 3]]")]
    ) { arguments, machine in
      let size = try size(arguments, 1)
      let elements = try arguments.elements(0, machine)
      guard elements.count >= size else { return .list([]) }
      try reserve(Double(elements.count - size + 1) * Double(size), machine)
      return .list(
        try (0...(elements.count - size)).map { start in
          try machine.working { .list(Array(elements[start..<(start + size)])) }
        })
    },
    Builtin(
      "transpose", .collections, [.init("rows", .list, "lists of the same length")], returns: "list of lists",
      "Rows made columns.", examples: [.init("transpose([[1, 2], [3, 4]])", "[[1, 3], [2, 4]]")], function: transpose),
    Builtin(
      "cross", .collections, [.init("xs", .collection, "collections", isVariadic: true)], returns: "list of lists",
      "Every way to take one from each; the last changes fastest.",
      examples: [.init("cross([1, 2], [\"a\", \"b\"])", "[[1, \"a\"], [1, \"b\"], [2, \"a\"], [2, \"b\"]]")],
      function: cross),
    Builtin(
      "subsets", .collections, [xs], returns: "list of sets",
      "All subsets, in the order of counting in binary: the empty one first, all elements last.",
      examples: [.init("subsets([1, 2])", "[set(), {1}, {2}, {1, 2}]")], function: subsets),
    Builtin(
      "choose", .collections, [xs, .init("k", .integer, "how many, from 0")], returns: "list of lists",
      "Every way to choose `k` of the elements, each in their order. `binomial` counts them.",
      examples: [.init("choose([1, 2, 3], 2)", "[[1, 2], [1, 3], [2, 3]]")], function: choose),
    Builtin(
      "permutations", .collections, [xs], returns: "list of lists",
      "Every order of the elements, in lexicographic order of their places.",
      examples: [
        .init("permutations([1, 2, 3])", "[[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]")
      ],
      function: permutations),
  ]

  private static let xs = Builtin.Parameter("xs", .collection, "the collection")

  private static func size(_ arguments: borrowing Arguments, _ index: Int) throws -> Int {
    let size = try arguments.integer(index)
    guard size >= 1 else { throw arguments.outOfRange(index, "at least 1") }
    return size
  }

  /// Refuses what would have too many elements in all.
  private static func reserve(_ elements: Double, _ machine: Machine) throws {
    guard elements <= Double(Machine.largestResult) else { throw Machine.tooLarge(elements) }
    try machine.reserve(Int(elements))
  }

  /// The elements of each collection of a variadic parameter.
  private static func collections(_ arguments: borrowing Arguments, _ index: Int, _ machine: Machine) throws
    -> [[Value]]
  {
    try arguments.list(index).map { collection in
      var elements: [Value] = []
      switch collection {
      case .object(let text as TextObject):
        try machine.reserve(text.text.utf8.count)
        elements = try text.text.map { character in try machine.working { .text(String(character)) } }
      case .object(let map as MapObject): elements = Array(map.entries.keys)
      default: try Transforms.flatten(collection, levels: 1, into: &elements, machine)
      }
      return elements
    }
  }

  private static func zip(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let columns = [try arguments.elements(0, machine)] + (try collections(arguments, 1, machine))
    let count = columns.map(\.count).min() ?? 0
    try reserve(Double(count) * Double(columns.count), machine)
    return .list(try (0..<count).map { row in try machine.working { .list(columns.map { column in column[row] }) } })
  }

  private static func transpose(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let rows = try arguments.list(0).map { row in
      guard case .object(let list as ListObject) = row else {
        throw arguments.mismatch(0, "a list of lists")
      }
      return list.elements
    }
    guard let width = rows.first?.count else { return .list([]) }
    if let odd = rows.firstIndex(where: { $0.count != width }) {
      throw Failure(
        "cyb-unequal-lengths", "row \(odd) has \(rows[odd].count) elements, but row 0 has \(width)", argument: 0)
    }
    try reserve(Double(rows.count) * Double(width), machine)
    return .list(
      try (0..<width).map { column in try machine.working { .list(rows.map { row in row[column] }) } })
  }

  private static func cross(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let columns = try collections(arguments, 0, machine)
    let total = columns.reduce(1.0) { $0 * Double($1.count) }
    try reserve(total * Double(max(1, columns.count)), machine)
    var rows: [[Value]] = [[]]
    for column in columns {
      rows = try rows.flatMap { row in try column.map { element in try machine.working { row + [element] } } }
    }
    return .list(try rows.map { row in try machine.working { .list(row) } })
  }

  private static func subsets(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let elements = Array(try machine.set(of: arguments.elements(0, machine)))
    guard elements.count < 40 else { throw tooMany(1_099_511_627_776) }
    try reserve(Double(UInt64(1) << UInt64(elements.count)) * Double(max(1, elements.count / 2)), machine)
    return .list(
      try (0..<(1 << elements.count)).map { bits in
        try machine.working { .set(elements.indices.lazy.filter { bits >> $0 & 1 != 0 }.map { elements[$0] }) }
      })
  }

  private static func choose(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let elements = try arguments.elements(0, machine)
    let count = try arguments.count(1)
    guard count <= elements.count else { return .list([]) }
    let total = Numbers.binomial(elements.count, count)
    guard total.isFinite else { throw tooMany(total) }
    try reserve(total * Double(max(1, count)), machine)
    var result: [Value] = []
    var places = Array(0..<count)
    while true {
      try machine.charge(1)
      result.append(.list(places.map { elements[$0] }))
      guard let moved = places.indices.last(where: { places[$0] < elements.count - count + $0 }) else { break }
      places[moved] += 1
      for next in (moved + 1)..<max(count, moved + 1) { places[next] = places[next - 1] + 1 }
    }
    return .list(result)
  }

  private static func permutations(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let elements = try arguments.elements(0, machine)
    guard elements.count <= 12 else { throw tooMany((1...min(elements.count, 170)).reduce(1.0) { $0 * Double($1) }) }
    let total = (0..<elements.count).reduce(1.0) { $0 * Double($1 + 1) }
    try reserve(total * Double(max(1, elements.count)), machine)
    var result: [Value] = []
    var places = Array(elements.indices)
    while true {
      try machine.charge(1)
      result.append(.list(places.map { elements[$0] }))
      // The next in lexicographic order (Knuth 2011, 7.2.1.2, algorithm L).
      guard let pivot = places.indices.dropLast().last(where: { places[$0] < places[$0 + 1] }),
        let other = places.indices.last(where: { places[$0] > places[pivot] })
      else { break }
      places.swapAt(pivot, other)
      places[(pivot + 1)...].reverse()
    }
    return .list(result)
  }

  private static func tooMany(_ count: Double) -> Failure {
    count.isFinite
      ? Machine.tooLarge(count)
      : Failure("cyb-too-large", "the result would have more than \(Machine.largestResult) elements")
  }
}
