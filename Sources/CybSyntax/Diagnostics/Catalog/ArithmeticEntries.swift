extension DiagnosticCatalog {
  static let arithmetic: [CatalogEntry] = [
    CatalogEntry(
      "cyb-division-by-zero", "division by zero",
      "There is no infinity among the numbers, so dividing by 0 is an error. Test the divisor, or write `try a / b else 0`.",
      bad: "let parties = 0\nprint(10 / parties)", good: "let parties = 0\nprint(try 10 / parties else 0)"),
    CatalogEntry(
      "cyb-number-overflow", "a result beyond the largest number",
      "Numbers are IEEE doubles; the largest is about 1.8e308. There is no infinity.",
      bad: "print(1e308 * 10)", good: "print(1e307 * 10)"),
    CatalogEntry(
      "cyb-not-a-number", "an operation without a result",
      "The root or logarithm of a negative number and their like have no value, and there is no NaN.",
      bad: "print(sqrt(-1))", good: "print(sqrt(1))"),
    CatalogEntry(
      "cyb-no-number-text", "a text that is no number",
      "`number(t)` reads numbers as they are written in scripts. Its second argument is the value for other texts.",
      bad: "print(number(\"many\"))", good: "print(number(\"many\", 0))"),
    CatalogEntry(
      "cyb-date-out-of-range", "a date beyond the calendar",
      "Dates lie in the years 1 to 9999.",
      bad: "print(2011-11-01 + 9000 years)", good: "print(2011-11-01 + 90 years)"),
    CatalogEntry(
      "cyb-fractional-duration", "a part of a month or minute",
      "Months differ in length and minutes are the smallest unit, so durations are whole numbers of them.",
      bad: "print(0.5 * 1 month)", good: "print(0.5 * 30 days)"),
    CatalogEntry(
      "cyb-duration-overflow", "a duration that is too long",
      "A duration counts at most 2147483647 months, days or minutes.",
      bad: "print(1e12 * 1 day)", good: "print(1000 * 1 day)"),
  ]
}
