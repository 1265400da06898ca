extension DiagnosticCatalog {
  /// What `cyb check` and `check(T)` find in the words of a treaty.
  static let wording: [CatalogEntry] = [
    CatalogEntry(
      "cyb-norms-clash", "norms that clash",
      """
      One norm forbids what another permits or obliges, and no rule says which prevails: neither is peremptory, overrides
      the other, repairs its breach or is the more specific. Such an act would be a conflict, and whether it breaches the
      treaty unknown.
      """,
      bad: """
        capability kit
        treaty T {
          clause 1 { forbid any party to use anything against any party }
          clause 2 { permit any party to use anything against any party }
        }
        """,
      good: """
        capability kit, hammer
        treaty T {
          clause 1 { forbid any party to use anything against any party }
          clause 2 { permit any party to use kit against any party }
        }
        """, isCheck: true),
    CatalogEntry(
      "cyb-superfluous-clause", "a clause that adds nothing",
      "Without the clause every act would be judged the same, since others say as much. Take it out, or say what is new.",
      bad: """
        treaty T {
          clause 1 { forbid any party to assist anyone }
          clause 2 { forbid any party to assist any state }
        }
        """,
      good: "treaty T { clause 1 { forbid any party to assist anyone } }", isCheck: true),
    CatalogEntry(
      "cyb-idle-norm", "a norm that can never apply",
      "Nothing that could happen fits its words, its condition never holds, or another norm prevails wherever it speaks.",
      bad: "treaty T { clause 1 { forbid any party to assist any party when no } }",
      good: "treaty T { clause 1 { forbid any party to assist any party } }", isCheck: true),
    CatalogEntry(
      "cyb-idle-permission", "a permission that always loses",
      "Wherever it speaks, a stronger prohibition speaks too. Let it prevail with `overrides`, or make it more specific.",
      bad: """
        treaty T {
          clause 1 { forbid any state to assist any state }
          clause 2 { permit any party to assist anyone }
        }
        """,
      good: """
        treaty T {
          clause 1 { forbid any state to assist any state }
          clause 2 { overrides: {T.1}
            permit any party to assist anyone unless has (act.object) breached T.1 }
        }
        """, isCheck: true),
    CatalogEntry(
      "cyb-subject-never-party", "a norm that speaks to nobody",
      """
      A treaty binds its parties only, and none of those that the norm speaks to may join. See `open_to`, which is states
      and organisations unless the treaty says otherwise, and `binds`.
      """,
      bad: "treaty T { clause 1 { forbid any firm to assist anyone } }",
      good: "treaty T {\n  open_to: actor\n  clause 1 { forbid any firm to assist anyone }\n}", isCheck: true),
    CatalogEntry(
      "cyb-purpose-untold", "a prohibition that turns on a purpose nobody sees",
      """
      A capability serves a purpose that the norm forbids and one that it does not. Of its use alone nobody could tell
      whether it is a breach; it is `undetermined`. Forbid the capability, or leave fewer purposes open.
      """,
      bad: """
        capability kit { serves: {crime, policing} }
        treaty T { clause 1 { forbid any party to use anything for crime against any party } }
        """,
      good: """
        capability kit { serves: {crime, policing} }
        treaty T { clause 1 { forbid any party to use kit against any party } }
        """, isCheck: true),
    CatalogEntry(
      "cyb-endless-duty", "a duty that nothing can breach",
      "Without a deadline a duty stays pending for ever. Say `within` a time from its start, or `by` a date.",
      bad: "treaty T { clause 1 { oblige each party to report to any party } }",
      good: "treaty T { clause 1 { oblige each party to report to any party within 90 days } }", isCheck: true),
    CatalogEntry(
      "cyb-power-of-nobody", "a power that nobody has",
      """
      `empower` replaces the default power over what it covers; where nobody that it speaks to can be a party, nobody has
      it. It works for outsiders that it names themselves.
      """,
      bad: "treaty T { clause 1 { empower any firm to terminate T } }",
      good: "organisation Bank\ntreaty T { clause 1 { empower Bank to terminate T } }", isCheck: true),
    CatalogEntry(
      "cyb-not-checked", "words that were not checked",
      """
      The check of the wording goes through all acts that a treaty tells apart, and through all ways in which its conditions
      may turn out. Where there are too many of either, what the treaty says of that verb is left unchecked.
      """,
      bad: """
        treaty T {
          clause 1 {
            forbid any party to assist anyone when count(parties) > 1
            forbid any party to assist anyone when count(parties) > 2
            forbid any party to assist anyone when count(parties) > 3
            forbid any party to assist anyone when count(parties) > 4
            forbid any party to assist anyone when count(parties) > 5
            forbid any party to assist anyone when count(parties) > 6
            forbid any party to assist anyone when count(parties) > 7
            forbid any party to assist anyone when count(parties) > 8
            forbid any party to assist anyone when count(parties) > 9
          }
        }
        """,
      good: "treaty T { clause 1 { forbid any party to assist anyone when count(parties) > 1 } }", isCheck: true),
  ]
}
