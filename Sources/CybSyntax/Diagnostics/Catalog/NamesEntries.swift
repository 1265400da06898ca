extension DiagnosticCatalog {
  static let names: [CatalogEntry] = [
    CatalogEntry(
      "cyb-unknown-name", "a name that does not exist",
      """
      No variable, function or entity of that name can be seen from here. Names of a file are visible in all of it; names
      declared in a block only there. An entity with a computed name is reached by `entity("…")`.
      """,
      bad: "let power = 5\nprint(pwoer)", good: "let power = 5\nprint(power)"),
    CatalogEntry(
      "cyb-unknown-function", "a function that does not exist",
      "`f(x)` and `x.f()` call a function of the script or a builtin. `cyb doc` lists the builtins.",
      bad: "print(summ([1, 2]))", good: "print(sum([1, 2]))"),
    CatalogEntry(
      "cyb-unknown-entity", "an entity that is not declared",
      "`entity(\"…\")` finds an entity by its name once its declaration has run.",
      bad: "state Atlantia\nprint(entity(\"Atlantis\"))", good: "state Atlantia\nprint(entity(\"Atlantia\"))"),
    CatalogEntry(
      "cyb-unknown-kind", "a kind that does not exist",
      "A kind is built in, comes from the prelude (`state`, `organisation`, `firm` …) or is declared with `kind`.",
      bad: "if 5 is numbr { print(5) }", good: "if 5 is number { print(5) }"),
    CatalogEntry(
      "cyb-declared-twice", "a name declared twice",
      """
      A file declares a name once, a body gives a field once, and a clause's id is used once in its treaty. Both places
      are shown. At the prompt names may be declared anew.
      """,
      bad: "state Atlantia\nstate Atlantia", good: "state Atlantia\nstate Baltia"),
    CatalogEntry(
      "cyb-not-yet-set", "a variable before its value",
      "Names of a file are visible in all of it, but statements run in order: here the variable has no value yet.",
      bad: "print(limit)\nlet limit = 5", good: "let limit = 5\nprint(limit)"),
    CatalogEntry(
      "cyb-not-yet-declared", "an entity before its declaration",
      """
      An entity can be named before its declaration runs, for instance as somebody's rival; but it has no fields yet and
      cannot act.
      """,
      bad: "print(Atlantia.power)\nstate Atlantia { power: 5 }",
      good: "state Atlantia { power: 5 }\nprint(Atlantia.power)"),
    CatalogEntry(
      "cyb-namespace-value", "an imported file as a value",
      "After `import \"…\" as p` the names of the file are `p.name`; `p` alone is no value.",
      bad: "import \"more.cyb\" as more\nprint(more)", good: "import \"more.cyb\" as more\nprint(more.limit)",
      files: ["more.cyb": "let limit = 5\n"]),
  ]
}
