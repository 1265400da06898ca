import CybRuntime

/// Values in messages.
enum ValueText {
  /// As a script would write it, cut where it is long.
  static func short(_ value: Value, in world: World) -> String {
    let text = value.literal(in: world)
    return text.count > 60 ? text.prefix(57) + "…" : text
  }
}
