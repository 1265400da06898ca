import ArgumentParser

/// The root of the command line: `cyb FILE` is `cyb run FILE`.
struct CybCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cyb",
    abstract: "Declare actors, capabilities and treaty clauses, and ask what comes of them.",
    usage: """
      cyb FILE                     run a script
      cyb -e 'EXPRESSION'          show what an expression or a question comes to
      cyb                          start a session at the prompt
      cyb SUBCOMMAND …
      """,
    discussion: """
      Exit status: 0 fine, 1 the script failed, 2 wrong use, 3 a limit was reached, 130 interrupted.
      Output goes to standard output, diagnostics go to standard error.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, ReplCommand.self, CheckCommand.self, FormatCommand.self, TestCommand.self, DocCommand.self,
      ExplainCommand.self,
      CompletionsCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
