extension DiagnosticCatalog {
  static let values: [CatalogEntry] = [
    CatalogEntry(
      "cyb-wrong-operands", "an operator between values that do not fit",
      "`+` adds numbers and durations and joins texts and lists, but does not mix them; put values into a text with `{…}`.",
      bad: "let n = 3\nprint(\"n = \" + n)", good: "let n = 3\nprint(\"n = {n}\")"),
    CatalogEntry(
      "cyb-not-a-truth", "a condition that is no truth",
      "`if`, `while`, `and`, `or` and `not` want `yes`, `no` or `unknown`. No number, text or list counts as one.",
      bad: "let parties = [1]\nif parties { print(1) }", good: "let parties = [1]\nif count(parties) > 0 { print(1) }"),
    CatalogEntry(
      "cyb-unknown-condition", "a condition that is unknown",
      """
      `if`, `while`, `expect` and the condition of a comprehension must come out yes or no. The carets show what is unknown.
      Say what counts then: `x ?? no`.
      """,
      bad: "let used = unknown\nif used { print(1) }", good: "let used = unknown\nif used ?? no { print(1) }"),
    CatalogEntry(
      "cyb-no-order", "values that have no order",
      "Numbers, texts, dates and durations are ordered, each among themselves.",
      bad: "print(1 < \"2\")", good: "print(1 < 2)"),
    CatalogEntry(
      "cyb-mixed-durations", "months compared with days",
      "Months differ in length, so `1 month < 31 days` has no answer. Compare dates instead.",
      bad: "print(1 month < 31 days)", good: "let d = 2012-02-01\nprint(d + 1 month < d + 31 days)"),
    CatalogEntry(
      "cyb-unknown-field", "a field that does not exist",
      "The entity or record has no field of that name, and no function of that name takes it.",
      bad: "state Atlantia { power: 5 }\nprint(Atlantia.pwoer)",
      good: "state Atlantia { power: 5 }\nprint(Atlantia.power)"),
    CatalogEntry(
      "cyb-field-of-nothing", "a field of nothing",
      "The value before the dot is `nothing`. Test it with `is nothing`, or give another with `??`.",
      bad: "let chair = nothing\nprint(chair.name)", good: "let chair = {name: \"Ann\"}\nprint(chair.name)"),
    CatalogEntry(
      "cyb-no-fields", "a value without fields",
      "Entities, records, events and explanations have fields. The entry of a map is `m[key]`.",
      bad: "let ages = [\"Ann\": 30]\nprint(ages.Ann)", good: "let ages = [\"Ann\": 30]\nprint(ages[\"Ann\"])"),
  ]
}
