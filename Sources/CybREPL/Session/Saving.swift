import Cyb
import CybRuntime
import CybSyntax
import CybTools

// `:save` and `:edit`: the session as text.
extension REPL {
  /// The statement that declares a name, as written.
  func declaration(of name: String) throws(Complaint) -> String {
    guard let text = withSession(nil, { Portrait(session: $0, width: nil).source(of: name) }) else {
      throw unknown(name)
    }
    return text
  }

  /// Writes the session as a script, once it is sure that the script leads to the same state.
  func save(to path: String) throws(Complaint) {
    let state = withSession("") { StateText(session: $0).text }
    var problem = ""
    for script in candidates(for: path).flatMap({ [Self.formatted($0), $0] }) {
      let outcome = try tried(script, at: path)
      if case .state(state) = outcome {
        try surroundings.write(script, to: path)
        surroundings.show("wrote \(path)\n")
        return
      }
      guard problem.isEmpty else { continue }
      switch outcome {
      case .state(let other): problem = StateText.difference(state, other)
      case .failed(let message): problem = message
      }
    }
    throw Complaint(
      "this session cannot be written as one script: \(problem)",
      help:
        "in a file a name is declared once, and `_` is not known: take entries back with `:undo` and enter them otherwise"
    )
  }

  /// In canonical style.
  fileprivate static func formatted(_ script: String) -> String {
    (try? FormattedScript(Array(script.utf8), name: "<session>"))?.text ?? script
  }

  /// Scripts that may lead here, the most readable first.
  private func candidates(for path: String) -> [String] {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let hasFiles = log.contains { if case .file = $0.kind { true } else { false } }
    return (hasFiles ? [false, true] : [true]).flatMap { isInlined in
      let pieces = log.filter { !$0.isRestart }.map { logged -> SavedScript.Piece in
        guard case .file(let file, let isInit) = logged.kind, !isInlined, !isInit,
          let relative = Self.path(file, from: folder)
        else { return .entry(parse(logged.text)) }
        return .text("import \(Value.text(relative).literal(in: World()))")
      }
      return SavedScript.Placement.allCases.map { SavedScript(pieces: pieces).text($0) }
    }
  }

  /// A file's path seen from a folder, where it lies below.
  private static func path(_ file: String, from folder: String) -> String? {
    if folder.isEmpty { return file.hasPrefix("/") || file.hasPrefix("..") ? nil : file }
    return file.hasPrefix(folder + "/") ? String(file.dropFirst(folder.count + 1)) : nil
  }

  /// What a script leads to.
  private enum Trial {
    case state(String)
    case failed(String)
  }

  /// What a script leads to in a fresh world.
  private func tried(_ script: String, at path: String) throws(Complaint) -> Trial {
    let fresh = makeQuietInterpreter()
    running = fresh
    defer { running = nil }
    var failure: Diagnostic?
    var state = ""
    do throws(CybError) {
      failure = try fresh.runAsStep(script, path: path).result.diagnostics.first { $0.severity == .error }
      state = try fresh.perform { StateText(session: $0).text }
    } catch { failure = error.first }
    guard let failure else { return .state(state) }
    if failure.code == "cyb-interrupted" { throw Complaint("interrupted; nothing was written") }
    return .failed(failure.message)
  }
}

/// All that a session has declared and recorded, as text: two sessions with the same text answer alike.
struct StateText {
  let session: Session

  private var world: World { session.world }

  var text: String { (entities + verbs + events + variables).joined(separator: "\n") }

  private var entities: [String] {
    world.declared.map { id in
      let entity = world[id]
      var line = "\(world.name(of: entity.kind)) \(entity.name) \(entity.title ?? "")"
      if let fields = entity.fields { line += " " + Value.object(fields).literal(in: world) }
      for norm in entity.norms {
        line += " | " + session.sources.text(norm.span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
      return line
    }
  }

  private var verbs: [String] {
    world.verbs.filter { !$0.name.isEmpty }.map { Portrait(session: session, width: nil).text(of: $0) }
  }

  private var events: [String] {
    world.events.map { event in
      let fillers = [event.act.subject, event.act.object] + event.act.roles
      return Value.date(event.date).literal(in: world) + " \(world[event.act.verb].name) "
        + fillers.map { $0.isEstablished ? $0.value.literal(in: world) : "?" }.joined(separator: " ")
    }
  }

  private var variables: [String] {
    session.knownNames.filter { session.isOwn($0) && $0 != "_" }.compactMap { name in
      switch session.meaning(of: name) {
      case .variable(let value, _)?: "\(name) = \(value.literal(in: world))"
      case .function?:
        Portrait(session: session, width: nil).source(of: name).map(REPL.formatted)
      case .kind(let kind)?:
        "kind \(name) " + Value.object(world[kind].defaults).literal(in: world)
      default: nil
      }
    }
  }

  /// The first line in which two states differ, for a message.
  static func difference(_ wanted: String, _ got: String) -> String {
    let (left, right) = (wanted.split(separator: "\n"), got.split(separator: "\n"))
    for (index, line) in left.enumerated() where index >= right.count || right[index] != line {
      return "`\(TextWidth.prefix(of: line, 60))` would not come out the same"
    }
    return "it leads to more than there is now"
  }
}
