import ArgumentParser
import Cyb

/// `--color auto|always|never`, shared by all commands that show diagnostics.
struct ColorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When to use colours; auto heeds NO_COLOR, CLICOLOR_FORCE and TERM=dumb.", valueName: "when"))
  var color: ColorChoice = .auto
}

extension ColorChoice: ExpressibleByArgument {}
