extension DiagnosticCatalog {
  static let norms: [CatalogEntry] = [
    CatalogEntry(
      "cyb-tail-not-allowed", "a tail that this norm does not take",
      """
      `within`, `by`, `after` and `where` belong to `oblige`; `else` to `forbid` and `oblige`, since only they can be
      breached. `when` and `unless` go with every norm.
      """,
      bad: "treaty T {\n  clause 1 { permit any party to use anything within 30 days }\n}",
      good: "treaty T {\n  clause 1 { oblige any party to report to any party within 30 days }\n}"),
    CatalogEntry(
      "cyb-tail-twice", "a tail given twice",
      "Each tail stands once in a norm. Conditions are joined with `and` or `or`.",
      bad: "treaty T {\n  clause 1 { forbid any party to use anything unless yes unless no }\n}",
      good: "treaty T {\n  clause 1 { forbid any party to use anything unless yes or no }\n}"),
    CatalogEntry(
      "cyb-kind-as-pattern", "a kind where its members are meant",
      "A role of a norm holds an entity, a set, or `any KIND`; the name of a kind alone is neither.",
      bad: "treaty T {\n  clause 1 { forbid state to use anything for crime }\n}",
      good: "treaty T {\n  clause 1 { forbid any state to use anything for crime }\n}"),
    CatalogEntry(
      "cyb-prediction-in-law", "a prediction within the law",
      """
      `would` and `might` cannot stand in a norm or in a field of a treaty, nor in a function that these call: what actors
      would do depends on the law, so the law cannot depend on it.
      """,
      bad: """
        state A
        treaty T {
          clause 1 { forbid any party to use anything when would A honour T }
        }
        """,
      good: """
        state A
        treaty T {
          clause 1 { forbid any party to use anything when has A signed T }
        }
        """),
  ]
}
