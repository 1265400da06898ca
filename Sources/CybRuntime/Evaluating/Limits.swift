/// What a running script may use up. Nothing means without limit.
public struct Limits: Hashable, Sendable {
  /// Turns of loops, calls, and units of work in builtins.
  public var steps: Int?
  /// Calls within calls.
  public var callDepth = 20_000
  /// Levels of lists within lists.
  public var valueDepth = 10_000
  /// Events recorded.
  public var events: Int?
  /// Bytes printed.
  public var outputBytes: Int?
  /// Bytes of live values.
  public var memory: Int?
  /// Wall time in seconds.
  public var seconds: Double?
  /// Work of one search for stable coalitions, in units of about a microsecond; beyond it predictions are unknown.
  public var searchWork = 10_000_000
  /// Threads that simulations and sweeps are spread over; as many as there are cores unless given. No result depends on
  /// it.
  public var threads: Int?
  /// Bytes of one source text.
  public var sourceBytes = 64 << 20
  /// Brackets within brackets in a source text.
  public var sourceNesting = 500

  /// How messages name a limit, for whoever can change it.
  package var naming = Naming.embedding

  public init() {}

  /// Who reads what a limit says.
  package enum Naming: Sendable {
    /// A program that runs scripts.
    case embedding
    case commandLine
    case prompt
  }

  /// What allows more of something, such as `--max-steps`, in backticks.
  func option(_ limit: Adjustable) -> String {
    switch naming {
    case .embedding: "`Limits.\(limit.property)`"
    case .commandLine: "`--max-\(limit.rawValue)`"
    case .prompt: "`:set \(limit.rawValue)`"
    }
  }

  /// The limits that can be set on the command line and at the prompt, by their names there.
  enum Adjustable: String {
    case steps, time, memory, events, output, depth

    fileprivate var property: String {
      switch self {
      case .steps, .memory, .events: rawValue
      case .time: "seconds"
      case .output: "outputBytes"
      case .depth: "callDepth"
      }
    }
  }

  /// For a server that runs strangers' scripts: a second of work, 64 MiB of values, 1 MiB of output.
  public static var strict: Limits {
    var limits = Limits()
    limits.steps = 10_000_000
    limits.callDepth = 1_000
    limits.valueDepth = 1_000
    limits.events = 100_000
    limits.outputBytes = 1 << 20
    limits.memory = 64 << 20
    limits.seconds = 2
    limits.searchWork = 1_000_000
    limits.threads = 1
    limits.sourceBytes = 1 << 20
    limits.sourceNesting = 100
    return limits
  }
}
