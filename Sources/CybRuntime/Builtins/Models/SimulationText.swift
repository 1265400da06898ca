/// How `print` shows the summary of a simulation.
enum SimulationText {
  private static let mostFrequencies = 12

  static func lines(_ summary: RecordObject, _ world: World) -> String {
    var lines: [String] = []
    let runs = number(summary["runs"])
    if case .number? = summary["mean"] {
      var line = "mean \(number(summary["mean"]))"
      if case .object(let object)? = summary["interval"], let interval = object as? RecordObject {
        line += " (95 % interval \(number(interval["lower"])) to \(number(interval["upper"])))"
      }
      lines.append(line + ", sd \(number(summary["sd"])), \(runs) runs")
    } else {
      lines.append("\(runs) runs")
    }
    if let quantiles = map(summary["quantiles"]), !quantiles.isEmpty {
      let entries = quantiles.map { "\(percent($0.key)) \(number($0.value))" }
      lines.append("quantiles: " + entries.joined(separator: ", "))
    }
    if let frequencies = map(summary["frequencies"]), !frequencies.isEmpty, frequencies.count <= mostFrequencies {
      let entries = frequencies.map { "\($0.key.literal(in: world)) \(number($0.value))" }
      lines.append("frequencies: " + entries.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  private static func map(_ value: Value?) -> ValueMap? {
    guard case .object(let object)? = value, let map = object as? MapObject else { return nil }
    return map.entries
  }

  private static func number(_ value: Value?) -> String {
    guard case .number(let number)? = value else { return "–" }
    return NumberText.forReader(number, decimals: nil)
  }

  private static func percent(_ value: Value) -> String {
    guard case .number(let share) = value else { return "–" }
    return NumberText.of(Formatting.hundredfold(share)) + " %"
  }
}
