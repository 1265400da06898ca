import ArgumentParser
import enum CybSyntax.Suggestions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Slips on the command line that the parser of arguments would pass over or misunderstand.
enum CommandLineHabits {
  /// Options that may be given several times.
  private static let repeatable: Set<String> = ["--allow-read", "-e"]

  static func check(_ arguments: [String]) throws {
    try checkCommand(arguments)
    try checkTwins(arguments)
  }

  /// A word that is no file but close to the name of a command: `cyb chekc file.cyb`.
  private static func checkCommand(_ arguments: [String]) throws {
    guard let word = arguments.first, !word.hasPrefix("-"), !word.contains("."), !word.contains("/") else { return }
    let names = CybCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !names.contains(word), access(word, F_OK) != 0 else { return }
    if let near = Suggestions.closest(to: word, among: names) {
      throw WrongUse("there is neither a command nor a file `\(word)`; did you mean `cyb \(near)`?")
    }
    if arguments.count > 1 { throw WrongUse("there is neither a command nor a file `\(word)`") }
  }

  /// An option with a value that is given twice, of which the parser would silently take the last.
  private static func checkTwins(_ arguments: [String]) throws {
    var seen: Set<String> = []
    var isValue = false
    for argument in arguments {
      if argument == "--" { return }
      if isValue {
        isValue = false
        continue
      }
      // The value of -e may look like an option.
      isValue = argument == "-e"
      guard argument.hasPrefix("--"), argument.count > 2 else { continue }
      let name = String(argument.prefix { $0 != "=" })
      guard !repeatable.contains(name) else { continue }
      if !seen.insert(name).inserted { throw WrongUse("`\(name)` is given twice") }
    }
  }
}
