extension DiagnosticCatalog {
  static let law: [CatalogEntry] = [
    CatalogEntry(
      "cyb-void-act", "an act without legal effect",
      """
      An act of a treaty's life that its actor had no power to do is recorded, but void: `has` ignores it, `void_acts(T)`
      lists it, and `why` says what was missing. Events need not be recorded in order, so this warning comes when the
      script ends.
      """,
      bad: "state A, B\ntreaty T { }\non 2011-01-01: {A, B} ratify T\non 2012-01-01: A withdraws from T",
      good: "state A, B\ntreaty T { notice: 1 year }\non 2011-01-01: {A, B} ratify T\non 2012-01-01: A withdraws from T"
    ),
    CatalogEntry(
      "cyb-overrides-ring", "clauses that override each other in a ring",
      "Each clause of the ring would prevail over the next, so none would. Take one `overrides` away.",
      bad:
        "treaty T {\n  clause 1 { overrides: {T.2} }\n  clause 2 { overrides: {T.1} }\n}\nask in_force(T)",
      good: "treaty T {\n  clause 1 { overrides: {T.2} }\n  clause 2 { }\n}\nask in_force(T)"),
    CatalogEntry(
      "cyb-unknown-quorum", "a quorum that does not answer yes or no",
      """
      A quorum is a number, or a function from the set of those that consented to yes or no. Where it reads what is not
      known, say what counts then, as in `… ?? no`.
      """,
      bad:
        "state A, B\ntreaty T { quorum: consenting -> count(consenting) }\non 2011-01-01: {A, B} ratify T\nask in_force(T)",
      good:
        "state A, B\ntreaty T { quorum: consenting -> count(consenting) >= 2 }\non 2011-01-01: {A, B} ratify T\nask in_force(T)"
    ),
    CatalogEntry(
      "cyb-unknown-end", "an end that does not answer yes or no",
      "The function in `ends` is asked after each event and each day on which something enters or ends; it must know.",
      bad: "state A, B\ntreaty T { ends: () -> unknown }\non 2011-01-01: {A, B} ratify T\nask in_force(T)",
      good: "state A, B\ntreaty T { ends: () -> unknown ?? no }\non 2011-01-01: {A, B} ratify T\nask in_force(T)"),
    CatalogEntry(
      "cyb-not-a-deadline", "a deadline that is none",
      "`within` wants a duration from the duty's start, a number with its unit; `by` wants a date.",
      bad: "treaty T { clause 1 { oblige each party to report to any party within 5 } }",
      good: "treaty T { clause 1 { oblige each party to report to any party within 5 days } }"),
    CatalogEntry(
      "cyb-binds-without-opened", "a law that binds from no date",
      "`binds` names those who are bound without joining, from the date in `opened` on, so that date is needed.",
      bad: "state A\ntreaty Law { binds: state }\nask in_force(Law)",
      good: "state A\ntreaty Law { binds: state, opened: 2011-01-01 }\nask in_force(Law)"),
    CatalogEntry(
      "cyb-law-ring", "a norm that depends on itself",
      """
      A condition may ask what has happened, or what the law says of other acts. Where it asks whether the very act is
      allowed that it is to decide on, there is no answer.
      """,
      bad:
        """
        state A, B
        treaty T { clause 1 { forbid any party to assist anyone when may (act.by) assist (act.object) } }
        on 2011-01-01: {A, B} ratify T
        ask may A assist B
        """,
      good:
        """
        state A, B
        treaty T { clause 1 { forbid any party to assist anyone when has (act.object) assisted (act.by) } }
        on 2011-01-01: {A, B} ratify T
        ask may A assist B
        """),
  ]
}
