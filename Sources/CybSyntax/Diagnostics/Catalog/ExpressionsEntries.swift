extension DiagnosticCatalog {
  static let expressions: [CatalogEntry] = [
    CatalogEntry(
      "cyb-expected-expression", "an expression is missing",
      "An operator, a comma or a word such as `return`, `ask` or `let x =` wants an expression behind it.",
      bad: "let x = 1 +\nlet y = 2", good: "let x = 1 + 1\nlet y = 2"),
    CatalogEntry(
      "cyb-unexpected-token", "something else was expected here",
      """
      What stands here does not continue what stands before it. A line break ends a statement; it does not after an
      operator or comma, and within parentheses and brackets.
      """,
      bad: "let x 5", good: "let x = 5"),
    CatalogEntry(
      "cyb-parenthesise", "parentheses are needed",
      """
      `not`, `if … then … else`, `try … else` and `x -> e` reach as far to the right as they can. As an operand of
      another operator they stand in parentheses.
      """,
      bad: "let x = 1 + if yes then 2 else 3", good: "let x = 1 + (if yes then 2 else 3)"),
    CatalogEntry(
      "cyb-is-value", "`is` asks for a kind or type",
      "`x is state` asks for a kind, `x is number` for a type. Values are compared with `==` and `!=`.",
      bad: "let x = 5\nif x is 5 { print(x) }", good: "let x = 5\nif x == 5 { print(x) }"),
    CatalogEntry(
      "cyb-assignment-in-condition", "`=` where a comparison is meant",
      "`=` assigns and is a statement; to compare write `==`.",
      bad: "let x = 5\nif x = 5 { print(x) }", good: "let x = 5\nif x == 5 { print(x) }"),
    CatalogEntry(
      "cyb-tuple", "parentheses hold one value",
      "There are no tuples. Several values are a list, `[a, b]`, or a record, `{name: a, age: b}`; absence is `nothing`.",
      bad: "let pair = (1, 2)", good: "let pair = [1, 2]"),
    CatalogEntry(
      "cyb-bare-comprehension", "a comprehension without brackets",
      """
      A comprehension stands in `[ ]` or `{ }`. Only as the single argument of a call it stands bare:
      `sum(a.power for a in all(state))`.
      """,
      bad: "let squares = (x * x for x in 1..3)", good: "let squares = [x * x for x in 1..3]"),
    CatalogEntry(
      "cyb-slice-colon", "a slice is written with a range",
      "`xs[1..<3]` has the elements 1 and 2; `xs[1..3]` the element 3 too.",
      bad: "let xs = [1, 2, 3, 4]\nprint(xs[1:3])", good: "let xs = [1, 2, 3, 4]\nprint(xs[1..<3])"),
    CatalogEntry(
      "cyb-block-lambda", "a block after `->`",
      "`x -> e` holds one expression. A function with statements is declared: `fn name(x) { … }`.",
      bad: "let double = x -> { let y = x * 2\n  return y }",
      good: "fn double(x) {\n  let y = x * 2\n  return y\n}"),
  ]
}
