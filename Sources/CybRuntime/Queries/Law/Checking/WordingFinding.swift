import CybSyntax

/// Something amiss in a treaty's words, as a reader is told of it.
struct WordingFinding {
  var diagnostic: Diagnostic
  /// The clauses that it is about, the first one first.
  var clauses: [EntityID]
  /// A script that runs and shows it; nothing where its conditions could not be brought about.
  var example: String?

  /// The record that a script gets.
  func value() -> Value {
    .record([
      ("code", .text(diagnostic.code.name)), ("clauses", .list(clauses.map { .entity($0) })),
      ("message", .text(diagnostic.message)), ("example", example.map { .text($0) } ?? .nothing),
    ])
  }

  /// What `cyb check` says, the example as a note.
  var warning: Diagnostic {
    var warning = diagnostic
    if let example { warning.notes.append("this shows it:\n" + example) }
    return warning
  }
}
