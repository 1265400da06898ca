import Cyb

/// When to use colours.
enum ColorChoice: String, CaseIterable {
  case auto, always, never

  /// How diagnostics look on standard error.
  var rendering: Rendering { usesColor(Console.errorIsTerminal) ? .coloured : .plain }

  /// Whether to use colours on an output.
  func usesColor(_ isTerminal: Bool) -> Bool {
    switch self {
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
