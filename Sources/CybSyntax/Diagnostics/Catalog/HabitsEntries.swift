extension DiagnosticCatalog {
  static let habits: [CatalogEntry] = [
    CatalogEntry(
      "cyb-foreign-keyword", "a word of another language",
      """
      `def`, `elif`, `const`, `assert` and their like have words of their own here: `fn`, `else if`, `let`, `expect`.
      The help gives the one that is meant.
      """,
      bad: "const limit = 5", good: "let limit = 5"),
    CatalogEntry(
      "cyb-foreign-operator", "an operator of another language",
      "`&&`, `||`, `!`, `**`, `%`, `++` and `=>` are written `and`, `or`, `not`, `^`, `mod`, `+= 1` and `->`.",
      bad: "if 1 < 2 && 2 < 3 { print(1) }", good: "if 1 < 2 and 2 < 3 { print(1) }"),
    CatalogEntry(
      "cyb-keyword-argument", "a named argument with `=`",
      "An argument is named with `:`, as a field is.",
      bad: "fn scaled(x, by_ = 1) = x * by_\nprint(scaled(2, by_=3))",
      good: "fn scaled(x, by_ = 1) = x * by_\nprint(scaled(2, by_: 3))"),
    CatalogEntry(
      "cyb-text-key", "a map between braces",
      "A map stands in brackets, `[\"a\": 1]`. Between braces stands a record, whose names have no quotes, or a set.",
      bad: "let ages = {\"Ann\": 30}", good: "let ages = [\"Ann\": 30]"),
    CatalogEntry(
      "cyb-brace-comprehension", "a map comprehension between braces",
      "A map is made in brackets, like one that is written out.",
      bad: "let squares = {n: n * n for n in 1..3}", good: "let squares = [n: n * n for n in 1..3]"),
    CatalogEntry(
      "cyb-equals-in-body", "a field with `=`",
      "In a body and in a record a field is written `name: value`.",
      bad: "state Atlantia { power = 5 }", good: "state Atlantia { power: 5 }"),
    CatalogEntry(
      "cyb-type-annotation", "a written type",
      "Types are not written. What a value must be is checked when it is used; to check it yourself write `expect x is number`.",
      bad: "let x: number = 5", good: "let x = 5"),
    CatalogEntry(
      "cyb-parenthesised-loop", "the head of a loop in parentheses",
      "A loop reads `for x in xs { … }`; to count, `for i in 0..<n { … }`.",
      bad: "for (x in 1..3) { print(x) }", good: "for x in 1..3 { print(x) }"),
    CatalogEntry(
      "cyb-or-in-role", "`or` between what stands in a role",
      "`and` and `or` join conditions. Several things in one role are a set: `for {crime, espionage}`.",
      bad: """
        treaty T {
          clause 1 { forbid any party to use anything for crime or espionage }
        }
        """,
      good: """
        treaty T {
          clause 1 { forbid any party to use anything for {crime, espionage} }
        }
        """),
    CatalogEntry(
      "cyb-misplaced-not", "`not` within a question",
      "`not` stands before the whole question.",
      bad: "state A\ntreaty T\nask has A not ratified T", good: "state A\ntreaty T\nask not has A ratified T"),
    CatalogEntry(
      "cyb-misplaced-modal", "a modal verb behind its subject",
      "A question begins with its modal verb: `has`, `may`, `must`, `would` or `might`.",
      bad: "state A\ntreaty T\nA has ratified T", good: "state A\ntreaty T\nask has A ratified T"),
    CatalogEntry(
      "cyb-event-without-date", "an event without its date",
      "An event begins with its date: `on 2012-04-27: A signs T`.",
      bad: "state A\ntreaty T\nA signs T", good: "state A\ntreaty T\non 2012-04-27: A signs T"),
  ]
}
