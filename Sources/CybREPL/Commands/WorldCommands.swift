import CybRuntime
import CybSyntax

/// Commands that show what there is.
enum WorldCommands {
  static let all = [
    Command(
      "world", "", "actors, treaties, events and names, with their numbers",
      run: { repl, _ throws(Complaint) in
        repl.showText(repl.withSession("") { WorldSurvey(session: $0, width: repl.width ?? 100).text })
        return .done
      }),
    Command(
      "show", "NAME", "all of one thing: its fields as they are now, its clauses, its value", argument: .name,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else { throw Complaint("`:show` wants a name", help: "`:world` lists them") }
        let text = repl.withSession(nil) { Portrait(session: $0, width: repl.width).text(of: argument) }
        guard let text else { throw repl.unknown(argument) }
        repl.showText(text)
        return .done
      }),
  ]
}

extension REPL {
  /// What to say of a name that there is not.
  func unknown(_ name: String) -> Complaint {
    let names = withSession([]) { $0.knownNames } + BuiltinTable.all.map(\.name)
    let near = Suggestions.closest(to: name, among: names)
    return Complaint("there is no `\(name)` here", help: near.map { "did you mean `\($0)`?" })
  }
}

/// What a world holds, in a few lines.
struct WorldSurvey {
  let session: Session
  let width: Int

  private var world: World { session.world }

  var text: String {
    var rows: [(String, Int, [String])] = []
    for kind in BuiltinKind.allCases where kind != .clause {
      let entities = world.all(kind.id).filter { !world[$0].isReplaceable }
      guard !entities.isEmpty || kind == .actor || kind == .treaty else { continue }
      rows.append((plural(kind), entities.count, entities.map(label)))
    }
    let things = world.declared.filter { id in !BuiltinKind.allCases.contains { world.isEntity(id, of: $0) } }
    if !things.isEmpty { rows.append(("things", things.count, things.map { world.name(of: $0) })) }
    rows.append(("events", world.events.count, dates))
    let names = ownNames
    if !names.isEmpty { rows.append(("names", names.count, names)) }
    let first = rows.map(\.0.count).max() ?? 0
    let second = rows.map { String($0.1).count }.max() ?? 0
    return rows.map { title, count, names in
      let number = String(count)
      let start = title + spaces(first - title.count + 2) + spaces(second - number.count) + number
      return names.isEmpty ? start : start + "  " + list(names, width - start.count - 2)
    }.joined(separator: "\n")
  }

  private func label(_ id: EntityID) -> String {
    let count = world[id].clauses.count
    return world.name(of: id) + (count > 0 ? " (\(count) \(count == 1 ? "clause" : "clauses"))" : "")
  }

  private var dates: [String] {
    let dates = world.events.map(\.date)
    guard let first = dates.min(by: { $0.minutes < $1.minutes }), let last = dates.max(by: { $0.minutes < $1.minutes })
    else { return [] }
    let (start, end) = (Value.date(first).literal(in: world), Value.date(last).literal(in: world))
    return [start == end ? start : "\(start) to \(end)"]
  }

  private var ownNames: [String] {
    session.knownNames.filter { session.isOwn($0) && $0 != "_" }.compactMap { name in
      switch session.meaning(of: name) {
      case .variable: name
      case .function(let code): "\(name)(\(code.parameters.map(\.name).joined(separator: ", ")))"
      default: nil
      }
    }
  }

  /// As many as fit, with a count of the rest.
  private func list(_ names: [String], _ room: Int) -> String {
    var text = ""
    for (index, name) in names.enumerated() {
      let piece = (index == 0 ? "" : ", ") + name
      let rest = names.count - index
      if index > 0, text.count + piece.count + (rest > 1 ? 12 : 0) > room { return text + ", … \(rest) more" }
      text += piece
    }
    return text
  }

  private func plural(_ kind: BuiltinKind) -> String {
    switch kind {
    case .capability: "capabilities"
    case .treaty: "treaties"
    default: "\(kind)s"
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
