/// How answers look to a reader.
enum Rendering {
  /// The answer of an `ask`: the value as `print` shows it; of a `who` also those for whom it is unknown.
  static func answer(_ value: Value, undecided: [EntityID], _ machine: Machine) -> String {
    var text = machine.describe(value)
    if case .object(let object) = value, let set = object as? SetObject {
      text = set.elements.isEmpty ? "nobody" : set.elements.map { machine.describe($0) }.joined(separator: ", ")
    }
    guard !undecided.isEmpty else { return text }
    return text + " (unknown: " + undecided.map { machine.world.name(of: $0) }.joined(separator: ", ") + ")"
  }

  /// Question and answer as `ask` prints them.
  static func asked(_ answer: Answer) -> String {
    guard answer.text.contains("\n") else { return "\(answer.question)\n  \(answer.text)\n" }
    let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
    return answer.question + "\n" + lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n") + "\n"
  }
}
