/// Every diagnostic code with its explanation and examples; one file per topic adds its part.
public enum DiagnosticCatalog {
  /// A topic, as a chapter of the error index.
  public struct Topic: Sendable {
    public let title: String
    public let entries: [CatalogEntry]
  }

  public static let topics: [Topic] = [
    Topic(title: "Characters, numbers and texts", entries: characters),
    Topic(title: "Brackets and blocks", entries: brackets),
    Topic(title: "Expressions", entries: expressions),
    Topic(title: "Statements", entries: statements),
    Topic(title: "Habits of other languages", entries: habits),
    Topic(title: "Names", entries: names),
    Topic(title: "Calls and arguments", entries: calls),
    Topic(title: "Declarations and fields", entries: declarations),
    Topic(title: "Verbs, events and questions", entries: phrases),
    Topic(title: "Treaties and norms", entries: norms),
    Topic(title: "The law", entries: law),
    Topic(title: "The wording of treaties", entries: wording),
    Topic(title: "Predictions", entries: predictions),
    Topic(title: "Values and operators", entries: values),
    Topic(title: "Numbers, dates and durations", entries: arithmetic),
    Topic(title: "Collections", entries: collections),
    Topic(title: "Games, simulations and plots", entries: models),
    Topic(title: "Files and imports", entries: files),
    Topic(title: "Limits", entries: limits),
    Topic(title: "Expectations", entries: expectations),
    Topic(title: "Hosts and output", entries: hosts),
  ]

  /// All entries, topic by topic.
  public static var all: [CatalogEntry] { topics.flatMap(\.entries) }

  /// The entry of a code, with or without `cyb-` in front.
  public static func entry(for code: String) -> CatalogEntry? {
    all.first { $0.code.name == code || $0.code.name == "cyb-" + code }
  }
}
