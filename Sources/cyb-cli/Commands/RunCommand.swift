import ArgumentParser

/// `cyb run FILE`, `cyb FILE`, `cyb run -`, `cyb -e EXPRESSION`; and `cyb` alone.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script, or expressions given by -e.",
    discussion: "With a script and -e, the expressions see what the script has declared.")

  @Argument(help: "The script; - is standard input.", completion: .file(extensions: ["cyb"]))
  var file: String?

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Statements to run; the value of an expression is shown. May be repeated.", valueName: "source"))
  var entries: [String] = []

  @Flag(help: "Print each answer, and each piece of output, as a JSON object on a line.")
  var json = false

  @Flag(help: "Show on standard error where the time went: by call, function and line.")
  var profile = false

  @Option(
    help: ArgumentHelp("Write stacks of calls with microseconds to a file, for flame graphs.", valueName: "file"),
    completion: .file())
  var profileOutput: String?

  @OptionGroup var limits: LimitOptions
  @OptionGroup var color: ColorOption

  /// What the options ask for.
  var request: ScriptRun {
    ScriptRun(
      file: file, entries: entries, json: json, profile: profile, profileOutput: profileOutput,
      settings: limits.settings, color: color.color)
  }

  func run() throws {
    let request = request
    guard request.isSession else { return try request.run() }
    var session = try ReplCommand.parse([])
    session.limits = limits
    session.color = color
    try session.run()
  }
}
