extension DiagnosticCatalog {
  static let predictions: [CatalogEntry] = [
    CatalogEntry(
      "cyb-not-predictable", "a prediction that the model cannot make",
      """
      The model foretells who would `sign`, `join`, `honour` or `breach`, and conduct: `use CAPABILITY for PURPOSE against \
      ACTOR`. Of other verbs it knows at most the burden, through the clauses that speak of them.
      """,
      bad: "state A\nstate B\ncapability k\nask would A transfer k to B",
      good: "state A\nstate B\ncapability k\nask would A use k against B"),
    CatalogEntry(
      "cyb-own-rival", "a rival of itself",
      "`rivals` are the other actors at whom an actor's conduct is aimed.",
      bad: "state A\nA.rivals = {A}\ntreaty T\nask would A join T",
      good: "state A\nstate B\nA.rivals = {B}\ntreaty T\nask would A join T"),
    CatalogEntry(
      "cyb-field-result", "a field's function that answers what the field cannot be",
      """
      A prediction asks the functions in `quorum` and `open_to` for yes or no, `payoff` for a number, `burden` and `relief` \
      for a number of at least 0; the message names the actor or the coalition for which the answer was another.
      """,
      bad: "state A\ntreaty T { quorum: rs -> unknown }\nask would A join T",
      good: "state A\ntreaty T { quorum: rs -> count(rs) >= 1 }\nask would A join T"),
    CatalogEntry(
      "cyb-model-size", "more than a prediction can weigh",
      """
      A prediction weighs the conduct of every pair of actors, so it takes up to 2 000 actors, 128 parts of clauses in a \
      treaty, and 64 purposes of a capability.
      """,
      bad: "for i in 1..2001 { state (\"S{i}\") { } }\ntreaty T\nask who would join T",
      good: "for i in 1..20 { state (\"S{i}\") { } }\ntreaty T { quorum: 21 }\nask who would join T"),
  ]
}
