import CybRuntime

/// What `:set` changes.
public struct Settings {
  /// Columns to fit answers into; nothing takes the terminal's.
  public var width: Int?
  /// Lines shown of an answer before the rest is left to `:more`; nothing takes the terminal's.
  public var lines: Int?
  /// Whether diagnostics are coloured; nothing leaves it to the terminal.
  public var colour: Bool?
  public var prompt = "cyb> "
  public var limits: Limits

  public init(limits: Limits = Limits()) {
    self.limits = limits
    self.limits.naming = .prompt
  }

  /// One thing that can be set.
  struct Entry: Sendable {
    let name: String
    let values: String
    let documentation: String
    let get: @Sendable (Settings) -> String
    /// Takes a text as the user wrote it; false where it is no value for this setting.
    let set: @Sendable (inout Settings, String) -> Bool
  }

  static let all: [Entry] = [
    number("width", "columns that answers fit into", orNothing: "auto", least: 20, \.width),
    number("lines", "lines shown of an answer; `:more` shows the rest", orNothing: "auto", least: 3, \.lines),
    Entry(
      name: "color", values: "auto, on, off", documentation: "colours in diagnostics and prompt",
      get: { $0.colour.map { $0 ? "on" : "off" } ?? "auto" },
      set: { settings, text in
        switch text {
        case "auto": settings.colour = nil
        case "on", "yes", "always": settings.colour = true
        case "off", "no", "never": settings.colour = false
        default: return false
        }
        return true
      }),
    Entry(
      name: "prompt", values: "a text", documentation: "what stands before an entry",
      get: { "\"\($0.prompt)\"" },
      set: { settings, text in
        let inner =
          text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? text.dropFirst().dropLast() : text[...]
        guard !inner.isEmpty, !inner.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
          return false
        }
        settings.prompt = inner.last == " " ? String(inner) : inner + " "
        return true
      }),
    number("steps", "turns of loops, calls and units of work of an entry", least: 1, \.limits.steps),
    Entry(
      name: "time", values: "seconds, none", documentation: "seconds that an entry may take",
      get: { $0.limits.seconds.map { Value.number($0).literal(in: World()) } ?? "none" },
      set: { settings, text in
        if text == "none" {
          settings.limits.seconds = nil
        } else {
          guard let seconds = Double(text), seconds > 0, seconds.isFinite else { return false }
          settings.limits.seconds = seconds
        }
        return true
      }),
    number("memory", "bytes of all live values", least: 1, \.limits.memory),
    number("events", "events recorded", least: 0, \.limits.events),
    number("output", "bytes that an entry may print", least: 1, \.limits.outputBytes),
    Entry(
      name: "depth", values: "a number", documentation: "calls within calls",
      get: { String($0.limits.callDepth) },
      set: { settings, text in
        guard let depth = whole(text), depth >= 1 else { return false }
        settings.limits.callDepth = depth
        return true
      }),
    Entry(
      name: "search", values: "a number",
      documentation: "work of one search for stable coalitions",
      get: { String($0.limits.searchWork) },
      set: { settings, text in
        guard let work = whole(text), work >= 1 else { return false }
        settings.limits.searchWork = work
        return true
      }),
  ]

  private static func number(
    _ name: String, _ documentation: String, orNothing: String = "none", least: Int,
    _ path: any WritableKeyPath<Settings, Int?> & Sendable
  ) -> Entry {
    Entry(
      name: name, values: "a number, \(orNothing)", documentation: documentation,
      get: { $0[keyPath: path].map(String.init) ?? orNothing },
      set: { settings, text in
        if text == orNothing {
          settings[keyPath: path] = nil
          return true
        }
        guard let number = whole(text), number >= least else { return false }
        settings[keyPath: path] = number
        return true
      })
  }

  private static func whole(_ text: String) -> Int? { Int(text.filter { $0 != "_" }) }
}
