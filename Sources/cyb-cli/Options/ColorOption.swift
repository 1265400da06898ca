import ArgumentParser
import Cyb

/// `--color auto|always|never`, shared by all commands that show diagnostics.
struct ColorOption: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(
    help: ArgumentHelp(
      "When to use colours; auto heeds NO_COLOR, CLICOLOR_FORCE and TERM=dumb.", valueName: "when"))
  var color: Choice = .auto

  /// How diagnostics look on standard error.
  var rendering: Rendering { usesColor(Console.errorIsTerminal) ? .coloured : .plain }

  /// Whether to use colours on an output.
  func usesColor(_ isTerminal: Bool) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      // https://no-color.org, https://bixense.com/clicolors
      if Console.environment("NO_COLOR") != nil {
        false
      } else if let force = Console.environment("CLICOLOR_FORCE"), force != "0" {
        true
      } else {
        isTerminal && Console.environment("TERM") != "dumb" && Console.environment("CLICOLOR") != "0"
      }
    }
  }
}
