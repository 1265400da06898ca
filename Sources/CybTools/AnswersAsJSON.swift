import Cyb
import CybRuntime
import CybSyntax

/// Turns each piece of a script's output into a JSON object on a line of its own: `{"output": "…"}`.
public final class JSONLinesHost: Host {
  private let host: any Host

  public init(_ host: any Host) { self.host = host }

  public func write(_ bytes: [UInt8]) throws {
    try host.write(Array("{\"output\":\(JSONText.quoted(String(decoding: bytes, as: UTF8.self)))}\n".utf8))
  }

  public func read(path: String, from script: String) throws -> [UInt8] {
    try host.read(path: path, from: script)
  }
}

extension Interpreter {
  /// Lets `ask` print its answers as JSON objects, one on a line: question, answer, its text, for whom it is unknown,
  /// and, where the question was a `why`, the explanation.
  public func printAnswersAsJSON(to host: any Host) throws(CybError) {
    try perform { session in
      let machine = session.machine
      machine.answerSink = { [unowned machine] answer in
        try machine.flush()
        let line = AnswerJSON.line(
          question: answer.question, answer.value, text: answer.text, undecided: answer.undecided, machine)
        try host.write(Array((line + "\n").utf8))
      }
    }
  }

  /// The value of an expression as the command line shows it; nothing where there is nothing to show.
  public func shown(_ value: Value, asJSON: Bool, source: String) -> String? {
    if case .nothing = value { return nil }
    let text = try? perform { session -> String in
      let machine = session.machine
      guard asJSON else { return machine.describe(value) }
      return AnswerJSON.line(question: source, value, text: machine.describe(value), undecided: [], machine)
    }
    return text.map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }
  }
}

/// One answer as a line of JSON.
enum AnswerJSON {
  static func line(
    question: String, _ value: Value, text: String, undecided: [EntityID], _ machine: Machine
  ) -> String {
    var explanation: Value?
    if case .object(let object) = value, let record = object as? RecordObject, record.role == .explanation {
      explanation = record["answer"]
    }
    var fields: [(String, String)] = [
      ("question", JSONText.quoted(question)), ("answer", JSONText.value(explanation ?? value, machine)),
      ("text", JSONText.quoted(text)),
    ]
    if explanation != nil { fields.append(("explanation", JSONText.value(value, machine))) }
    if !undecided.isEmpty {
      let names = undecided.map { JSONText.quoted(machine.world.name(of: $0)) }
      fields.append(("unknown", "[" + names.joined(separator: ",") + "]"))
    }
    return "{" + fields.map { "\(JSONText.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }
}
