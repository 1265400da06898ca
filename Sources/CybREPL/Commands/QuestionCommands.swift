import Cyb
import CybRuntime
import CybSyntax

/// Commands about answers.
enum QuestionCommands {
  static let all = [
    Command(
      "why", "[QUESTION]", "explain the last answer, or the one to a question", argument: .expression,
      run: { repl, argument throws(Complaint) in
        guard let question = argument.isEmpty ? repl.lastQuestion : argument else {
          throw Complaint(
            "the last entry asked no question", help: "ask one, such as `has Atlantia breached London`, then `:why`")
        }
        return repl.enter("why " + question)
      }),
    Command(
      "more", "", "show all of an answer that was cut, in $PAGER",
      run: { repl, _ throws(Complaint) in
        guard let more = repl.more else { throw Complaint("nothing was cut") }
        let text = more()
        let whole = text.hasSuffix("\n") ? text : text + "\n"
        if !repl.surroundings.page(whole) { repl.surroundings.show(whole) }
        return .done
      }),
    Command(
      "type", "EXPR", "what an expression's value is, without keeping its effects", argument: .expression,
      run: { repl, argument throws(Complaint) in
        let result = try repl.trial(argument, command: "type")
        guard let result else { return .failed }
        guard let value = result.value else { throw Complaint("this is no expression, so it has no type") }
        repl.showText(repl.withSession("") { TypeText.of(value, in: $0.world) })
        return .done
      }),
    Command(
      "time", "EXPR", "run an entry, and tell how long it took", argument: .expression,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else {
          throw Complaint("`:time` wants an entry", help: "such as `:time mean(1..1000)`")
        }
        let start = ContinuousClock.now
        let reply = repl.enter(argument)
        let elapsed = ContinuousClock.now - start
        let steps = repl.withSession(0) { $0.machine.steps }
        repl.surroundings.show("\(TimeText.of(elapsed)), \(steps) \(steps == 1 ? "step" : "steps")\n")
        return reply
      }),
    Command(
      "plot", "[TABLE, …]", "plot the last answer, or what `plot` takes", argument: .expression,
      run: { repl, argument throws(Complaint) in repl.enter("plot(\(argument.isEmpty ? "_" : argument))") }),
  ]
}

extension REPL {
  /// Runs an expression and takes back what it does; nothing where it failed, which has been shown.
  func trial(_ text: String, command: String) throws(Complaint) -> Session.Result? {
    guard !text.isEmpty else { throw Complaint("`:\(command)` wants an expression") }
    do {
      let result = try interpreter.trial(text, name: nextName())
      guard !result.failed else {
        complain(result.diagnostics)
        return nil
      }
      return result
    } catch {
      complain(error.diagnostics)
      return nil
    }
  }
}

/// A span of time for a reader.
enum TimeText {
  static func of(_ duration: Duration) -> String {
    let (seconds, atto) = duration.components
    let micro = Double(seconds) * 1e6 + Double(atto) / 1e12
    if micro < 1000 { return "\(Int(micro.rounded())) µs" }
    if micro < 1e6 { return "\(rounded(micro / 1000)) ms" }
    return "\(rounded(micro / 1e6)) s"
  }

  /// Three digits, more where there are more before the point.
  private static func rounded(_ number: Double) -> String {
    if number >= 100 { return String(Int(number.rounded())) }
    let scale: Double = number >= 10 ? 10 : 100
    return String((number * scale).rounded() / scale)
  }
}

/// What a value is, for a reader.
enum TypeText {
  static func of(_ value: Value, in world: World) -> String {
    switch value {
    case .entity(let entity): return world.name(of: world[entity].kind)
    case .event(let event): return "event of \(world[world[event].act.verb].name)"
    case .kind(let kind):
      return world[kind].parent.map { "kind of \(world.name(of: $0))" } ?? "kind"
    case .object(let object):
      switch object {
      case let list as ListObject:
        return "list" + elements(Array(list.elements.prefix(1000)), list.elements.count, world)
      case let set as SetObject: return "set" + elements(Array(set.elements.prefix(1000)), set.elements.count, world)
      case let map as MapObject: return "map, \(count(map.entries.keys.count, "entry", "entries"))"
      case let record as RecordObject:
        let fields = zip(record.shape.names, record.fields).map { "\($0): \($1.type.rawValue)" }
        return (record.role == .plain ? "record" : "\(record.role)") + " {\(fields.joined(separator: ", "))}"
      case is FunctionObject: return value.literal(in: world)
      default: return value.type.rawValue
      }
    default: return value.type.rawValue
    }
  }

  private static func elements(_ some: [Value], _ total: Int, _ world: World) -> String {
    guard let first = some.first else { return ", empty" }
    let isUniform = some.allSatisfy { $0.type == first.type }
    return (isUniform ? " of \(first.type.rawValue)" : "") + ", \(count(total, "element", "elements"))"
  }

  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
