/// Why an answer is what it is: a claim, and the claims that it rests on.
struct Explanation {
  /// What is claimed, as a sentence with its numbers.
  var claim: String
  /// The answer, at the root.
  var answer = Value.nothing
  /// The verdict of the law, where there is one.
  var verdict = Value.nothing
  /// What the claim is read from: clauses, events, entities, names of fields.
  var sources: [Value] = []
  var because: [Explanation] = []

  init(_ claim: String, answer: Value = .nothing, sources: [Value] = [], because: [Explanation] = []) {
    self.claim = claim
    self.answer = answer
    self.sources = sources
    self.because = because
  }

  /// The same without what has been said before: a claim stands where it comes first.
  var withoutRepetition: Explanation {
    var said: Set<String> = []
    func pruned(_ explanation: Explanation) -> Explanation? {
      guard said.insert(explanation.claim).inserted else { return nil }
      var copy = explanation
      copy.because = explanation.because.compactMap(pruned)
      return copy
    }
    return pruned(self) ?? self
  }

  /// The record that a script gets: `.answer`, `.verdict`, `.claim`, `.sources`, `.because`.
  func value() -> Value {
    .object(
      RecordObject(
        [
          ("answer", answer), ("verdict", verdict), ("claim", .text(claim)), ("sources", .list(sources)),
          ("because", .list(because.map { $0.value() })),
        ], role: .explanation))
  }

  /// The tree of an explanation's record, one claim a line.
  static func tree(_ record: RecordObject) -> String {
    var lines = [claim(record)]
    addChildren(of: record, behind: "", to: &lines)
    return lines.joined(separator: "\n")
  }

  private static func addChildren(of record: RecordObject, behind indent: String, to lines: inout [String]) {
    guard case .object(let object)? = record["because"], let list = object as? ListObject else { return }
    let children = list.elements.compactMap { element -> RecordObject? in
      if case .object(let object) = element { return object as? RecordObject }
      return nil
    }
    for (index, child) in children.enumerated() {
      let isLast = index == children.count - 1
      lines.append(indent + (isLast ? "└─ " : "├─ ") + claim(child))
      addChildren(of: child, behind: indent + (isLast ? "   " : "│  "), to: &lines)
    }
  }

  private static func claim(_ record: RecordObject) -> String { record["claim"]?.textObject?.text ?? "" }
}
