import ArgumentParser
import Cyb
import CybTools

/// `cyb doc NAME`: the documentation of whatever has that name; `cyb doc prelude` shows the prelude.
struct DocCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doc", abstract: "Show what a name means.",
    discussion: """
      Functions, kinds, verbs, fields, words of the language, commands, and everything of the prelude, whose source is \
      shown by `cyb doc prelude`. Without a name, all names are listed.
      """)

  @Argument(help: "Such as round, quorum, sign, state, supposing or prelude.")
  var name: String?

  func run() throws {
    let commands = CybCommand.configuration.subcommands.map { command in
      (name: command.configuration.commandName ?? "", abstract: command.configuration.abstract)
    }
    let index = DocumentationIndex(commands: commands)
    guard let name else { return try Console.write(index.list()) }
    if name == "prelude" { return try Console.write(index.prelude) }
    if name.hasPrefix("cyb-"), let text = Explanations.text(of: name) { return try Console.write(text) }
    let found = index.entries(named: name)
    guard !found.isEmpty else {
      let near = index.closest(to: name).map { "; did you mean `\($0)`?" } ?? "; `cyb doc` lists all names"
      throw WrongUse("nothing is called `\(name)`\(near)")
    }
    try Console.write(
      found.map { entry in found.count > 1 ? "\(entry.category.rawValue): \(entry.text)" : entry.text }
        .joined(separator: "\n"))
  }
}
