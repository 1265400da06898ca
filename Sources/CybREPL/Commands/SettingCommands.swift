/// `:set`.
enum SettingCommands {
  static let all = [
    Command(
      "set", "[NAME VALUE]", "show the settings, or change one: " + Settings.all.map(\.name).joined(separator: ", "),
      details: Settings.all.map { "\($0.name): \($0.documentation) (\($0.values))" }.joined(separator: "\n"),
      argument: .setting,
      run: { repl, argument throws(Complaint) in
        guard !argument.isEmpty else {
          let width = Settings.all.map(\.name.count).max() ?? 0
          repl.showText(
            Settings.all.map { entry in
              let value = entry.get(repl.settings)
              return entry.name + String(repeating: " ", count: width - entry.name.count + 2) + value
                + String(repeating: " ", count: max(10 - value.count, 0) + 2) + entry.documentation
            }.joined(separator: "\n"))
          return .done
        }
        let name = argument.prefix { !$0.isWhitespace && $0 != "=" }
        let value = String(argument.dropFirst(name.count).drop { $0.isWhitespace || $0 == "=" }).trimmed
        let fitting = Settings.all.filter { $0.name == name || $0.name.hasPrefix(name == "colour" ? "color" : name) }
        guard let entry = fitting.first(where: { $0.name == name }) ?? (fitting.count == 1 ? fitting[0] : nil) else {
          throw Complaint(
            fitting.isEmpty
              ? "there is no setting `\(name)`"
              : "`\(name)` may be \(fitting.map { "`\($0.name)`" }.joined(separator: ", "))",
            help: "`:set` lists them")
        }
        guard !value.isEmpty else {
          repl.surroundings.show("\(entry.name)  \(entry.get(repl.settings))\n")
          return .done
        }
        guard entry.set(&repl.settings, value) else {
          throw Complaint("`\(value)` is no value for `\(entry.name)`", help: "it takes \(entry.values)")
        }
        return .done
      })
  ]
}
