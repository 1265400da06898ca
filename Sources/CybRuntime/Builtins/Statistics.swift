/// Builtins on collections of numbers.
enum Statistics {
  static let all: [Builtin] = [
    Builtin(
      "sum", .numbers, [xs("numbers or durations")], returns: "number or duration",
      "The sum, 0 of none. Numbers are added with compensation, so that errors of rounding do not pile up.",
      examples: [.init("sum([1, 2, 3])", "6"), .init("sum(x ^ 2 for x in 1..3)", "14")], function: sum),
    Builtin(
      "product", .numbers, [xs()], returns: "number", "The product, 1 of none.",
      examples: [.init("product([2, 3, 4])", "24")]
    ) { arguments, machine in try Value.finite(arguments.numbers(0, machine).reduce(1, *)) },
    Builtin(
      "min", .numbers, [xs("a collection, or two and more values", variadic: true)], returns: "value",
      "The least of the values: numbers, texts, dates, durations or lists.",
      examples: [.init("min(3, 1, 2)", "1"), .init("min([2011-11-01, 2004-07-01])", "2004-07-01")]
    ) { arguments, machine in try extreme(arguments, machine, .ascending) },
    Builtin(
      "max", .numbers, [xs("a collection, or two and more values", variadic: true)], returns: "value",
      "The greatest of the values: numbers, texts, dates, durations or lists.",
      examples: [.init("max(3, 1, 2)", "3"), .init("max([\"a\", \"b\"])", "b")]
    ) { arguments, machine in try extreme(arguments, machine, .descending) },
    Builtin(
      "mean", .numbers,
      [
        xs(),
        .init(
          "weights", .either([.list, .nothing]), "a weight for each, not negative; nothing: all alike",
          default: .nothing),
      ], returns: "number", "The arithmetic mean, weighted where weights are given.",
      examples: [.init("mean([1, 2, 6])", "3"), .init("mean([1, 2], weights: [3, 1])", "1.25")], function: mean),
    Builtin(
      "median", .numbers, [xs()], returns: "number", "The middle one; of an even count, the mean of the middle two.",
      examples: [.init("median([5, 1, 3])", "3"), .init("median([1, 2, 3, 4])", "2.5")]
    ) { arguments, machine in .number(quantile(of: try sorted(arguments, machine), 0.5)) },
    Builtin(
      "quantile", .numbers, [xs(), .init("share", .number, "from 0 to 1")], returns: "number",
      "The value below which that share of the numbers lies, with linear interpolation (Hyndman and Fan 1996, type 7).",
      examples: [.init("quantile([1, 2, 3, 4, 5], 25%)", "2")]
    ) { arguments, machine in
      let share = try arguments.number(1)
      guard share >= 0, share <= 1 else { throw arguments.outOfRange(1, "from 0 to 1") }
      return .number(quantile(of: try sorted(arguments, machine), share))
    },
    Builtin(
      "mode", .numbers, [.init("xs", .collection, "a collection of any values")], returns: "value",
      "The most frequent value; of several, the first.", examples: [.init("mode([1, 2, 2])", "2")], function: mode),
    Builtin(
      "variance", .numbers, [xs(), population], returns: "number",
      "The mean squared distance from the mean; of a sample (by n - 1) unless `population`.",
      examples: [.init("variance([1, 2, 3])", "1")]
    ) { arguments, machine in .number(try variance(arguments, machine)) },
    Builtin(
      "sd", .numbers, [xs(), population], returns: "number",
      "The standard deviation; of a sample (by n - 1) unless `population`.",
      examples: [.init("sd([2, 4, 4, 4, 5, 5, 7, 9], population: yes)", "2")]
    ) { arguments, machine in .number(try variance(arguments, machine).squareRoot()) },
    Builtin(
      "correlation", .numbers, [xs(), .init("ys", .collection, "as many numbers")], returns: "number",
      "Pearson's coefficient, from -1 to 1.", examples: [.init("correlation([1, 2, 3], [2, 4, 6])", "1")],
      function: correlation),
    Builtin(
      "cumsum", .numbers, [xs()], returns: "list of numbers", "The running sums.",
      examples: [.init("cumsum([1, 2, 3])", "[1, 3, 6]")]
    ) { arguments, machine in
      var total = 0.0
      return .list(
        try arguments.numbers(0, machine).map {
          total += $0
          return try Value.finite(total)
        })
    },
  ]

  private static let population = Builtin.Parameter(
    "population", .truth, "whether these are all there are, so that the divisor is n", default: .no)

  private static func xs(_ documentation: String = "a collection of numbers", variadic: Bool = false)
    -> Builtin.Parameter
  {
    Builtin.Parameter("xs", variadic ? .any : .collection, documentation, isVariadic: variadic)
  }

  private static func sum(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    if case .object(let object) = arguments[0], object.tag == .list || object.tag == .set {
      let elements = try arguments.elements(0, machine)
      if case .duration? = elements.first {
        return try elements.dropFirst().reduce(elements[0]) { try Value.add($0, $1) }
      }
    }
    return try Value.finite(compensatedSum(arguments.numbers(0, machine)))
  }

  /// Kahan's summation as improved by Neumaier (1974).
  static func compensatedSum(_ numbers: some Sequence<Double>) -> Double {
    var total = 0.0
    var lost = 0.0
    for number in numbers {
      let next = total + number
      lost += total.magnitude >= number.magnitude ? (total - next) + number : (number - next) + total
      total = next
    }
    return lost.isFinite ? total + lost : total
  }

  private static func extreme(
    _ arguments: borrowing Arguments, _ machine: Machine, _ wanted: Ordering
  ) throws -> Value {
    let given = try arguments.list(0)
    var values = given
    if given.count == 1, case .object(let object) = given[0] {
      values = try elements(of: object, machine)
    }
    guard var best = values.first else {
      throw arguments.empty(0, help: "say what counts when there is none: `try \(arguments.builtin.name)(xs) else 0`")
    }
    if values.count == 1 { return best }
    for value in values.dropFirst() {
      switch try Value.order(value, best) {
      case wanted: best = value
      case .unknown: return .unknown
      default: break
      }
    }
    return best
  }

  /// The elements of the one collection that was given.
  private static func elements(of object: Object, _ machine: Machine) throws -> [Value] {
    switch object {
    case let list as ListObject:
      try machine.charge(list.elements.count)
      return list.elements
    case let set as SetObject:
      try machine.charge(set.elements.count)
      return Array(set.elements)
    case let range as RangeObject:
      return range.count == 0
        ? [] : [.number(range.element(at: 0)), .number(range.element(at: range.count - 1))]
    default: return [.object(object)]
    }
  }

  private static func mean(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let numbers = try arguments.numbers(0, machine)
    guard !numbers.isEmpty else {
      throw arguments.empty(0, help: "say what counts when there is none: `try \(arguments.builtin.name)(xs) else 0`")
    }
    if arguments.isNothing(1) { return try Value.finite(compensatedSum(numbers) / Double(numbers.count)) }
    let weights = try arguments.numbers(1, machine)
    guard weights.count == numbers.count else {
      throw Failure(
        "cyb-unequal-lengths", "there are \(weights.count) weights for \(numbers.count) numbers", argument: 1)
    }
    let total = compensatedSum(weights)
    guard total > 0, weights.allSatisfy({ $0 >= 0 }) else {
      throw Failure("cyb-out-of-range", "weights must not be negative, nor all of them zero", argument: 1)
    }
    return try Value.finite(compensatedSum(zip(numbers, weights).map { $0 * $1 }) / total)
  }

  private static func sorted(_ arguments: borrowing Arguments, _ machine: Machine) throws -> [Double] {
    let numbers = try arguments.numbers(0, machine)
    guard !numbers.isEmpty else {
      throw arguments.empty(0, help: "say what counts when there is none: `try \(arguments.builtin.name)(xs) else 0`")
    }
    return try numbers.sorted { left, right in try machine.working { left < right } }
  }

  static func quantile(of sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let fraction = place - Double(below)
    guard fraction > 0 else { return sorted[below] }
    return sorted[below] * (1 - fraction) + sorted[below + 1] * fraction
  }

  private static func mode(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    var counts = ValueMap()
    for element in try arguments.elements(0, machine) { try machine.working { counts.count(element) } }
    guard var best = counts.first else {
      throw arguments.empty(0, help: "say what counts when there is none: `try \(arguments.builtin.name)(xs) else 0`")
    }
    for entry in counts {
      if case (.number(let count), .number(let most)) = (entry.value, best.value), count > most { best = entry }
    }
    return best.key
  }

  private static func variance(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Double {
    let numbers = try arguments.numbers(0, machine)
    let divisor = Double(numbers.count) - (try arguments.flag(1) ? 0 : 1)
    guard divisor > 0 else {
      throw numbers.isEmpty
        ? arguments.empty(0)
        : Failure(
          "cyb-empty-collection", "one number is no sample that could vary",
          help: "write `population: yes` where it is all there is", argument: 0)
    }
    let mean = compensatedSum(numbers) / Double(numbers.count)
    guard mean.isFinite else { throw Value.overflow }
    try machine.charge(numbers.count)
    let variance = compensatedSum(numbers.lazy.map { ($0 - mean) * ($0 - mean) }) / divisor
    guard variance.isFinite else { throw Value.overflow }
    return variance
  }

  private static func correlation(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (xs, ys) = (try arguments.numbers(0, machine), try arguments.numbers(1, machine))
    guard xs.count == ys.count else {
      throw Failure(
        "cyb-unequal-lengths", "`xs` has \(xs.count) numbers and `ys` has \(ys.count)", argument: 1)
    }
    guard !xs.isEmpty else {
      throw arguments.empty(0, help: "say what counts when there is none: `try \(arguments.builtin.name)(xs) else 0`")
    }
    let (meanX, meanY) = (compensatedSum(xs) / Double(xs.count), compensatedSum(ys) / Double(ys.count))
    // Charged for each of the passes.
    try machine.charge(xs.count)
    let covariance = compensatedSum(zip(xs, ys).lazy.map { ($0 - meanX) * ($1 - meanY) })
    try machine.charge(xs.count)
    let spreadX = compensatedSum(xs.lazy.map { ($0 - meanX) * ($0 - meanX) })
    try machine.charge(ys.count)
    let spreadY = compensatedSum(ys.lazy.map { ($0 - meanY) * ($0 - meanY) })
    guard spreadX > 0, spreadY > 0 else {
      throw Value.notANumber("numbers that are all the same have no correlation")
    }
    // One root of the product is exact where the product is a square; two roots are for products out of range.
    let product = spreadX * spreadY
    let scale = product.isNormal ? product.squareRoot() : spreadX.squareRoot() * spreadY.squareRoot()
    let result = try Value.finite(covariance / scale)
    guard case .number(let coefficient) = result else { return result }
    return .number(min(1, max(-1, coefficient)))
  }
}

extension ValueMap {
  /// Counts one more of a value.
  mutating func count(_ value: Value) {
    if let position = index(forKey: value), case .number(let count) = self[at: position] {
      self[at: position] = .number(count + 1)
    } else {
      self[value] = .number(1)
    }
  }
}
