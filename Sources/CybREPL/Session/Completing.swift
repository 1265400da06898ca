import CybRuntime
import CybSyntax
import CybTools

// Completion at the prompt: of commands and their arguments, of paths in texts, and of the language itself.
extension REPL {
  /// What may replace the word at the end of an entry that is being written.
  public func completions(atEndOf text: String) -> Completions {
    if Command.isCommand(text) { return commandCompletions(text) }
    if let completions = pathCompletions(inText: text) { return completions }
    return interpreter.completions(atEndOf: text)
  }

  private func commandCompletions(_ text: String) -> Completions {
    let body = text.drop { $0.isWhitespace }.dropFirst()
    let name = body.prefix { !$0.isWhitespace }
    let start = text.utf8.count - body.utf8.count
    if name.endIndex == text.endIndex {
      let names = CommandTable.all.filter { $0.name.hasPrefix(name) }.map { $0.name + ($0.usage.isEmpty ? "" : " ") }
      return Completions(candidates: names, start: start)
    }
    let argument = body[name.endIndex...].drop { $0.isWhitespace }
    let argumentStart = text.utf8.count - argument.utf8.count
    let none = Completions(candidates: [], start: text.utf8.count)
    guard let command = try? CommandTable.command(String(name)) else { return none }
    switch command.argument {
    case .nothing: return none
    case .command: return fitting(CommandTable.all.map(\.name), String(argument), argumentStart)
    case .setting: return fitting(Settings.all.map(\.name), String(argument), argumentStart)
    case .path: return Completions(candidates: paths(String(argument)), start: argumentStart)
    case .name:
      let names = withSession([]) { $0.knownNames.filter { $0 != "_" } }
      return fitting(names + builtinNames, String(argument), argumentStart)
    case .expression:
      let inner = interpreter.completions(atEndOf: String(argument))
      return Completions(candidates: inner.candidates, start: argumentStart + inner.start)
    }
  }

  private func fitting(_ names: [String], _ prefix: String, _ start: Int) -> Completions {
    var seen = Set<String>()
    return Completions(candidates: names.filter { $0.hasPrefix(prefix) && seen.insert($0).inserted }, start: start)
  }

  /// Paths in a text that is still open, behind `import` or the name of a function that reads a file.
  private func pathCompletions(inText text: String) -> Completions? {
    guard let quote = text.lastIndex(of: "\"") else { return nil }
    let before = text[..<quote].reversed().drop { $0 == " " || $0 == "(" }
    let word = String(before.prefix { $0.isLetter || $0 == "_" }.reversed())
    guard word == "import" || word.hasPrefix("read_") else { return nil }
    let path = String(text[text.index(after: quote)...])
    return Completions(candidates: paths(path), start: text.utf8.count - path.utf8.count)
  }

  /// The paths that begin so, folders with a `/` behind.
  private func paths(_ prefix: String) -> [String] {
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    let name = prefix.dropFirst(folder.count)
    return surroundings.files(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasPrefix(name) && (!$0.hasPrefix(".") || name.hasPrefix(".")) }.sorted().map { folder + $0 }
  }
}

private let builtinNames = BuiltinTable.all.map(\.name)
