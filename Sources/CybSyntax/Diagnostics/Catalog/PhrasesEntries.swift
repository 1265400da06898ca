extension DiagnosticCatalog {
  static let phrases: [CatalogEntry] = [
    CatalogEntry(
      "cyb-unknown-verb", "a verb that does not exist",
      "Verbs come from the prelude (`use`, `sign`, `ratify` …) or are declared: `verb warn actor about capability`.",
      bad: "state A\ntreaty T\non 2012-01-01: A sings T", good: "state A\ntreaty T\non 2012-01-01: A signs T"),
    CatalogEntry(
      "cyb-verb-form", "the wrong form of a verb",
      """
      An event takes the third person (`signs`, or `sign` with a set), `has` the participle (`signed`), the other questions
      and norms the infinitive (`sign`).
      """,
      bad: "state A\ntreaty T\nask has A sign T", good: "state A\ntreaty T\nask has A signed T"),
    CatalogEntry(
      "cyb-no-object", "an object for a verb that has none",
      "The verb's declaration has no kind straight behind its name, so nothing stands there in a phrase either.",
      bad: "verb protest to actor\nstate A\nstate B\non 2012-01-01: A protests B",
      good: "verb protest to actor\nstate A\nstate B\non 2012-01-01: A protests to B"),
    CatalogEntry(
      "cyb-missing-object", "a treaty or clause is missing",
      "`breached`, `honoured`, `repaired`, and `honour` and `breach` in predictions, are about a treaty or a clause.",
      bad: "state A\nask has A breached", good: "state A\ntreaty T\nask has A breached T"),
    CatalogEntry(
      "cyb-unknown-role", "a role that the verb does not have",
      "The roles of a verb are the prepositions of its declaration.",
      bad: "state A\nstate B\ntreaty T\non 2012-01-01: A signs T with B",
      good: "state A\ntreaty T\non 2012-01-01: A signs T"),
    CatalogEntry(
      "cyb-role-twice", "a role filled twice",
      "Each preposition stands once in a phrase, and once in a verb's declaration. Several things in one role are a set.",
      bad: """
        capability kit { serves: {crime, espionage} }
        state A
        on 2012-01-01: A uses kit for crime for espionage
        """,
      good: """
        capability kit { serves: {crime, espionage} }
        state A
        on 2012-01-01: A uses kit for crime
        """),
    CatalogEntry(
      "cyb-wrong-role", "what stands in a role does not fit",
      "The verb's declaration says of which kind or type each role is: `use` wants a capability, `sign` a treaty.",
      bad: "state A\nstate B\non 2012-01-01: A uses B", good: "capability kit\nstate A\non 2012-01-01: A uses kit"),
    CatalogEntry(
      "cyb-wrong-filler", "a word that cannot stand in this role",
      """
      `anyone`, `anything`, `any KIND` and `each KIND` belong to norms (`anyone` and `any` also to `has` questions),
      `someone` to events and questions.
      """,
      bad: "state A\ncapability kit\non 2012-01-01: anyone uses kit",
      good: "state A\ncapability kit\non 2012-01-01: someone uses kit"),
    CatalogEntry(
      "cyb-any-in-question", "`anyone` in a question other than `has`",
      "In a `has` question `anyone` means \"some\". The other questions are about one actor, or ask `who`.",
      bad: "capability kit\nask may anyone use kit", good: "capability kit\nask who may use kit"),
    CatalogEntry(
      "cyb-rider-twice", "a rider given twice",
      "`since`, `as of` and `supposing` stand once each behind a question. Several changes follow one `supposing`, with commas.",
      bad: "state A\ntreaty T\nask has A signed T as of 2012-01-01 as of 2013-01-01",
      good: "state A\ntreaty T\nask has A signed T as of 2012-01-01"),
    CatalogEntry(
      "cyb-established", "an established role cannot be overwritten",
      """
      A role that an event leaves out is not established, and can be established later: `e.for = warfare`. What is
      established stays; if it was wrong, revoke the event or record another.
      """,
      bad: """
        capability kit { serves: {crime, warfare} }
        state A
        let e = on 2012-01-01: A uses kit for crime
        e.for = warfare
        """,
      good: """
        capability kit { serves: {crime, warfare} }
        state A
        let e = on 2012-01-01: A uses kit
        e.for = warfare
        """),
  ]
}
