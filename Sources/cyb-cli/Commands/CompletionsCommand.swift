import ArgumentParser

/// `cyb completions SHELL`: a script that teaches a shell to complete the command line.
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var shell: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print a completion script for a shell.",
    discussion: """
      bash: cyb completions bash > ~/.local/share/bash-completion/completions/cyb
      zsh:  cyb completions zsh > ~/.zfunc/_cyb     (with ~/.zfunc in fpath)
      fish: cyb completions fish > ~/.config/fish/completions/cyb.fish
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    try Console.write(CybCommand.completionScript(for: shell.shell) + "\n")
  }
}
