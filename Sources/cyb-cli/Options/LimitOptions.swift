import ArgumentParser
import Cyb

/// What a script may use up and read, as options.
struct LimitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Turns of loops, calls and units of work.", valueName: "count"))
  var maxSteps: Int?

  @Option(help: ArgumentHelp("Seconds of time.", valueName: "seconds"))
  var maxTime: Double?

  @Option(help: ArgumentHelp("Size of all live values, such as 64M; 4G unless given.", valueName: "size"))
  var maxMemory: ByteCount?

  @Option(help: ArgumentHelp("Calls within calls.", valueName: "count"))
  var maxDepth: Int?

  @Option(help: ArgumentHelp("Recorded events.", valueName: "count"))
  var maxEvents: Int?

  @Option(help: ArgumentHelp("Size of the output, such as 1M.", valueName: "size"))
  var maxOutput: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Work of one search for stable coalitions, in units of about a microsecond; beyond it predictions are unknown.",
      valueName: "count"))
  var maxSearch: Int?

  @Option(
    help: ArgumentHelp("A folder that scripts may read, beside their own; may be repeated.", valueName: "dir"))
  var allowRead: [String] = []

  @Option(
    help: ArgumentHelp(
      "Threads for simulations and sweeps; as many as there are cores unless given. No result depends on it.",
      valueName: "count"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("The folder in which plots are kept as SVG; none are kept unless given.", valueName: "dir"))
  var output: String?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("`--threads` must be 1 or more") }
    for (name, value) in [("steps", maxSteps), ("depth", maxDepth), ("events", maxEvents), ("search", maxSearch)] {
      if let value, value < 0 { throw ValidationError("`--max-\(name)` must not be negative") }
    }
    if let maxTime, !(maxTime >= 0) { throw ValidationError("`--max-time` must not be negative") }
  }

  var limits: Limits {
    var limits = RunSettings.defaultLimits
    limits.steps = maxSteps
    limits.seconds = maxTime
    if let maxMemory { limits.memory = maxMemory.bytes }
    if let maxDepth { limits.callDepth = maxDepth }
    limits.events = maxEvents
    limits.outputBytes = maxOutput?.bytes
    if let maxSearch { limits.searchWork = maxSearch }
    limits.threads = threads
    return limits
  }

  var settings: RunSettings { RunSettings(limits: limits, allowRead: allowRead, pictures: output) }
}

/// A number of bytes: `1000`, `64K`, `64M`, `1G`, with units of 1024.
struct ByteCount: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    var digits = argument[...]
    if digits.last == "B" || digits.last == "b" { digits.removeLast() }
    var shift = 0
    switch digits.last {
    case "K", "k": shift = 10
    case "M", "m": shift = 20
    case "G", "g": shift = 30
    default: break
    }
    if shift > 0 { digits.removeLast() }
    guard let number = Int(digits), number >= 0, number <= Int.max >> shift else { return nil }
    bytes = number << shift
  }

  var defaultValueDescription: String { "\(bytes)" }
}
