extension DiagnosticCatalog {
  static let declarations: [CatalogEntry] = [
    CatalogEntry(
      "cyb-wrong-kind", "a kind that does not fit the declaration",
      "`actor A: state { … }` gives a kind under the word in front: `state` is a kind of `actor`, `capability` is not.",
      bad: "actor Atlantia: capability", good: "actor Atlantia: state"),
    CatalogEntry(
      "cyb-kind-ring", "a kind that inherits from itself",
      "A kind takes its default fields from its parent, which cannot be the kind itself, nor a kind below it.",
      bad: "kind a: b\nkind b: a", good: "kind a: actor\nkind b: a"),
    CatalogEntry(
      "cyb-builtin-kind", "a built-in kind declared anew",
      """
      `actor capability purpose outlook treaty clause` are what the engines read, and stay as they are. The kinds of the
      prelude, such as `state`, can be replaced.
      """,
      bad: "kind treaty { quorum: 3 }", good: "kind pact: treaty { quorum: 3 }"),
    CatalogEntry(
      "cyb-nested-kind", "a kind within a block",
      "Kinds are known before anything runs, so they are declared at the top level of a file.",
      bad: "if yes {\n  kind rootkit: capability\n}", good: "kind rootkit: capability"),
    CatalogEntry(
      "cyb-computed-kind", "a kind with a computed name",
      "Kinds are known before anything runs, so their names are written out.",
      bad: "kind (\"rootkit\"): capability", good: "kind rootkit: capability"),
    CatalogEntry(
      "cyb-nested-verb", "a verb within a block",
      "Verbs are known before anything runs, so they are declared at the top level of a file.",
      bad: "if yes {\n  verb warn actor\n}", good: "verb warn actor"),
    CatalogEntry(
      "cyb-verb-forms", "too many forms of a verb",
      "A verb has an infinitive, a third person and a participle, written with `/` between them.",
      bad: "verb pay/pays/paid/paying number to actor", good: "verb pay/pays/paid number to actor"),
    CatalogEntry(
      "cyb-odd-verb-form", "a made form that looks wrong",
      """
      Third person and participle are made by rule (`-s`, `-ed`), and English has exceptions. Give the forms where the rule
      fails. This is a warning.
      """,
      bad: "verb ban actor", good: "verb ban/bans/banned actor"),
    CatalogEntry(
      "cyb-field-domain", "a value that a field cannot have",
      """
      Fields that the norms or the model read are checked: a share lies between 0 and 1, `holds` is a set of capabilities,
      `quorum` a whole number or a function. `cyb doc FIELD` says what a field takes.
      """,
      bad: "outlook hasty { patience: 120% }",
      good: "outlook hasty { patience: 20% }"),
    CatalogEntry(
      "cyb-field-slip", "a field that looks like a slip",
      "Any field may be declared, but this one is close to a field that the model reads, and was probably meant for it.",
      bad: "state Atlantia { apetite: [:] }", good: "state Atlantia { appetite: [:] }"),
    CatalogEntry(
      "cyb-clause-outside", "a clause outside of a treaty",
      "Clauses stand in the body of a treaty.",
      bad: "clause 1 { forbid anyone to use anything for crime }",
      good: "treaty T {\n  clause 1 { forbid anyone to use anything for crime }\n}"),
    CatalogEntry(
      "cyb-norm-outside", "a norm outside of a clause",
      "Norms stand in a clause of a treaty, by which questions and explanations name them.",
      bad: "treaty T {\n  forbid anyone to use anything for crime\n}",
      good: "treaty T {\n  clause 1 { forbid anyone to use anything for crime }\n}"),
  ]
}
