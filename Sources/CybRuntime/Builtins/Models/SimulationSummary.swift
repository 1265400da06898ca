import TreatyLaw

/// What the runs of a simulation come to.
enum SimulationSummary {
  /// Different answers beyond this are not counted one by one.
  private static let mostFrequencies = 100
  private static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The record that `simulate` answers with, for one run or more.
  static func of(_ values: [Value]) -> Value {
    if let fields = perField(values) { return fields }
    var fields: [(String, Value)] = [("runs", .number(Double(values.count)))]
    fields += statistics(values)
    fields.append(("frequencies", frequencies(values)))
    fields.append(("values", .list(values)))
    return .object(RecordObject(fields, role: .simulation))
  }

  /// A summary of each field, where all answers are records of the same make.
  private static func perField(_ values: [Value]) -> Value? {
    guard case .object(let first as RecordObject)? = values.first, !first.fields.isEmpty else { return nil }
    var records: [RecordObject] = []
    for value in values {
      guard case .object(let record as RecordObject) = value, record.shape === first.shape else { return nil }
      records.append(record)
    }
    return .record(
      first.shape.names.enumerated().map { index, name in (name, of(records.map { $0.fields[index] })) })
  }

  private static func statistics(_ values: [Value]) -> [(String, Value)] {
    let truths = values.compactMap { if case .truth(let truth) = $0 { truth } else { nil } }
    if truths.count == values.count { return statistics(truths) }
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    guard numbers.count == values.count else { return described(nil, nil, nil, quantiles: []) }
    let count = Double(numbers.count)
    let mean = Statistics.compensatedSum(numbers) / count
    let squares = Statistics.compensatedSum(numbers.map { ($0 - mean) * ($0 - mean) })
    let sd = numbers.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    let margin = NormalDistribution.wide * sd / count.squareRoot()
    return described(mean, sd, (mean - margin, mean + margin), quantiles: numbers.sorted())
  }

  /// Of yes and no: the share of yes, with Wilson's interval (1927). Where an answer is unknown, so is the share.
  private static func statistics(_ truths: [Truth]) -> [(String, Value)] {
    guard !truths.contains(.unknown) else {
      return [
        ("mean", .unknown), ("sd", .unknown), ("quantiles", .object(MapObject(ValueMap()))), ("interval", .unknown),
      ]
    }
    let count = Double(truths.count)
    let share = Double(truths.count { $0 == .yes }) / count
    let z = NormalDistribution.wide
    let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    let margin = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    let sd = count > 1 ? (share * (1 - share) * count / (count - 1)).squareRoot() : 0
    return described(share, sd, (max(0, centre - margin), min(1, centre + margin)), quantiles: [])
  }

  private static func described(
    _ mean: Double?, _ sd: Double?, _ interval: (Double, Double)?, quantiles sorted: [Double]
  ) -> [(String, Value)] {
    var quantiles = ValueMap()
    if !sorted.isEmpty {
      for share in shares { quantiles[.number(share)] = .number(Statistics.quantile(of: sorted, share)) }
    }
    return [
      ("mean", number(mean)), ("sd", number(sd)), ("quantiles", .object(MapObject(quantiles))),
      ("interval", interval.map { .record([("lower", number($0.0)), ("upper", number($0.1))]) } ?? .nothing),
    ]
  }

  /// Numbers so large that their sum or square has no finite value have no mean.
  private static func number(_ number: Double?) -> Value {
    guard let number, number.isFinite else { return .nothing }
    return .number(number)
  }

  /// How often each answer came, the most frequent first; empty where there are too many different ones.
  private static func frequencies(_ values: [Value]) -> Value {
    var counts = ValueMap()
    for value in values {
      counts.count(value)
      if counts.count > mostFrequencies { return .object(MapObject(ValueMap())) }
    }
    let sorted = counts.enumerated().sorted { first, second in
      guard case (.number(let a), .number(let b)) = (first.element.value, second.element.value), a != b else {
        return first.offset < second.offset
      }
      return a > b
    }
    return .object(MapObject(ValueMap(sorted.map { ($0.element.key, $0.element.value) })))
  }
}
