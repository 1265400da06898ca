extension DiagnosticCatalog {
  static let models: [CatalogEntry] = [
    CatalogEntry(
      "cyb-payoff-not-a-number", "a payoff that is no number",
      "A payoff is asked of members and of outsiders, in every coalition, and must always answer with a number. The message names the player and the coalition for which it did not.",
      bad: "print(stable_coalitions(1..3, (i, S) -> if i in S then count(S) else nothing))",
      good: "print(stable_coalitions(1..3, (i, S) -> if i in S then count(S) else 0))"),
    CatalogEntry(
      "cyb-too-many-players", "more players than can be enumerated",
      "Twenty-four players have 16 777 216 coalitions, and each more doubles them. Where only the number of members matters, `symmetric` needs no enumeration; `power_index` does without for weights and a quota.",
      bad: "print(power_index(1..30, S -> count(S) > 15))",
      good: "print(power_index([1 for i in 1..30], 16))"),
    CatalogEntry(
      "cyb-unknown-method", "a method, format or kind that does not exist",
      "Some builtins take one of a few words; the message lists them.",
      bad: "print(power_index([3, 2, 1], 4, method: \"shapley\"))",
      good: "print(power_index([3, 2, 1], 4, method: \"shapley-shubik\"))"),
    CatalogEntry(
      "cyb-draw-outside", "a random draw outside of a simulation",
      "A script gives the same output every time, so there is no chance outside of `simulate`, whose seed fixes every draw.",
      bad: "print(uniform(0, 1))", good: "print(simulate(100, 1, () -> uniform(0, 1)))"),
    CatalogEntry(
      "cyb-left-behind", "an answer that is gone when its run is over",
      "Each run of a simulation or a sweep has its own copy of the world. An entity declared or an event recorded in a run does not exist after it; answer with a number, a text or a record of them instead.",
      bad: """
        actor Ann
        verb nap/naps/napped
        print(sweep(x -> (on 2000-01-01: Ann naps), over: 1..2))
        """,
      good: """
        actor Ann
        verb nap/naps/napped
        print(sweep(x -> (on 2000-01-01: Ann naps).date, over: 1..2))
        """),
    CatalogEntry(
      "cyb-unknown-column", "a column that the table does not have",
      "The columns of a table are the fields of its records. The message lists them.",
      bad: "table([{year: 2001, states: 4}], columns: [\"yaer\"])",
      good: "table([{year: 2001, states: 4}], columns: [\"year\"])"),
    CatalogEntry(
      "cyb-picture-name", "a name that no picture can have",
      "A plot's name is a plain file name. Which folder pictures go to is for the user to say, with `--output`.",
      bad: "plot([1, 2, 2], name: \"../figure\")", good: "plot([1, 2, 2], name: \"figure\")"),
  ]
}
