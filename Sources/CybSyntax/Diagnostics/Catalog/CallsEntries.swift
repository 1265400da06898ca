extension DiagnosticCatalog {
  static let calls: [CatalogEntry] = [
    CatalogEntry(
      "cyb-missing-argument", "an argument is missing",
      "A parameter without a default value needs an argument.",
      bad: "fn area(width, height) = width * height\nprint(area(2))",
      good: "fn area(width, height) = width * height\nprint(area(2, 3))"),
    CatalogEntry(
      "cyb-too-many-arguments", "more arguments than parameters",
      "The call gives more arguments than the function takes. `x.f(a)` is `f(x, a)`: what stands before the dot counts.",
      bad: "fn double(x) = 2 * x\nprint(double(2, 3))", good: "fn double(x) = 2 * x\nprint(double(2))"),
    CatalogEntry(
      "cyb-unknown-argument", "a named argument that the function does not have",
      "The name before `:` is none of the function's parameters.",
      bad: "fn double(x) = 2 * x\nprint(double(y: 2))", good: "fn double(x) = 2 * x\nprint(double(x: 2))"),
    CatalogEntry(
      "cyb-argument-twice", "an argument given twice",
      "The same parameter is given by position and by name, or twice by name.",
      bad: "fn twice(x, y = 1) = x * y\nprint(twice(2, x: 3))",
      good: "fn twice(x, y = 1) = x * y\nprint(twice(2, y: 3))"),
    CatalogEntry(
      "cyb-not-a-function", "a call of what is no function",
      "Only functions can be called.",
      bad: "let x = 5\nprint(x(2))", good: "let x = 5\nprint(x * 2)"),
    CatalogEntry(
      "cyb-wrong-type", "a value of the wrong type",
      """
      An operation or a builtin got a value of a type that it cannot work with. `cyb doc NAME` shows what a builtin takes;
      `number(t)` and `text(x)` convert.
      """,
      bad: "print(sqrt(\"2\"))", good: "print(sqrt(2))"),
    CatalogEntry(
      "cyb-out-of-range", "an argument outside of its range",
      "The value has the right type, but the builtin has no meaning for it.",
      bad: "print(split(\"a-b\", \"\"))", good: "print(split(\"a-b\", \"-\"))"),
  ]
}
