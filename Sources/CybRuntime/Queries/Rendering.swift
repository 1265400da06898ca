/// How answers look to a reader.
enum Rendering {
  /// The answer of an `ask`: the value as `print` shows it; of a `who` also those for whom it is unknown.
  static func answer(_ value: Value, undecided: [EntityID], _ machine: Machine) -> String {
    var text = machine.describe(value)
    if case .object(let object) = value, let set = object as? SetObject {
      text = set.elements.isEmpty ? "nobody" : set.elements.map { machine.describe($0) }.joined(separator: ", ")
    }
    if let table = table(value, machine) { text = table }
    guard !undecided.isEmpty else { return text }
    return text + " (unknown: " + undecided.map { machine.world.name(of: $0) }.joined(separator: ", ") + ")"
  }

  /// Rows that an engine made, as `table` writes them.
  private static func table(_ value: Value, _ machine: Machine) -> String? {
    guard case .object(let object) = value, let list = object as? ListObject, !list.elements.isEmpty else { return nil }
    for element in list.elements {
      guard case .object(let row) = element, (row as? RecordObject)?.role == .table else { return nil }
    }
    guard let rows = try? DataTable(value, world: machine.world) else { return nil }
    var text = TableFormat.text.write(rows, decimals: nil, world: machine.world)
    if text.last == "\n" { text.removeLast() }
    return text
  }

  /// Question and answer as `ask` prints them.
  static func asked(_ answer: Answer) -> String {
    guard answer.text.contains("\n") else { return "\(answer.question)\n  \(answer.text)\n" }
    let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false)
    return answer.question + "\n" + lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n") + "\n"
  }
}
