import CybSyntax

/// The table of commands.
public enum CommandTable {
  /// In the order of `:help`.
  public static let all: [Command] =
    HelpCommands.all + QuestionCommands.all + WorldCommands.all + UndoCommands.all + FileCommands.all
    + SettingCommands.all

  /// The command with that name, or the only one that begins so.
  static func command(_ name: String) throws(Complaint) -> Command {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let fitting = all.filter { $0.name.hasPrefix(name) }
    if fitting.count == 1 { return fitting[0] }
    if name.isEmpty { throw Complaint("a command's name is missing", help: "`:help` lists them") }
    if fitting.isEmpty {
      let near = Suggestions.closest(to: name, among: all.map(\.name))
      throw Complaint(
        "there is no command `:\(name)`", help: near.map { "did you mean `:\($0)`?" } ?? "`:help` lists them")
    }
    throw Complaint(
      "`:\(name)` may be \(fitting.map { "`:\($0.name)`" }.joined(separator: ", "))", help: "write a letter more")
  }
}
