extension DiagnosticCatalog {
  static let brackets: [CatalogEntry] = [
    CatalogEntry(
      "cyb-unclosed-bracket", "a bracket is not closed",
      "Each `(`, `[` and `{` is closed by its counterpart. The label shows which one is still open.",
      bad: "print(sum([1, 2, 3)", good: "print(sum([1, 2, 3]))"),
    CatalogEntry(
      "cyb-unmatched-bracket", "a bracket that closes nothing",
      "A closing bracket without an open one before it. Often a bracket too many, or one of another kind.",
      bad: "print(1))", good: "print(1)"),
    CatalogEntry(
      "cyb-brace-on-next-line", "`{` begins a new line",
      "A line break ends a statement, so the `{` of a block or body stands on the line of its owner.",
      bad: "if 1 < 2\n{\n  print(1)\n}", good: "if 1 < 2 {\n  print(1)\n}"),
    CatalogEntry(
      "cyb-colon-block", "`:` begins no block",
      "The statements of `if`, `for`, `while` and `fn` stand between `{` and `}`.",
      bad: "if 1 < 2:\n  print(1)", good: "if 1 < 2 {\n  print(1)\n}"),
    CatalogEntry(
      "cyb-nesting-too-deep", "brackets nest too deep",
      """
      Brackets, blocks and prefixes nest at most 500 deep, so that no script can exhaust the stack. Name parts of the
      expression with `let`.
      """,
      bad: "let x = ((((…((((1))))…))))    // more than 500 of them", good: "let x = ((((1))))",
      elsewhere: "comes from a text that nests more than 500 levels deep"),
    CatalogEntry(
      "cyb-chain-too-long", "an expression chains too many operations",
      "One expression chains at most 10 000 operators, members and calls. Name parts of it, or compute it in a loop.",
      bad: "let x = 1 + 1 + 1 + … + 1    // more than 10 000 of them", good: "let x = sum([1, 1, 1])",
      elsewhere: "comes from an expression of more than 10 000 operations in a row"),
    CatalogEntry(
      "cyb-too-many-errors", "too many errors to go on",
      "After 200 errors in one text the rest is not read. Mend the first ones; many others are likely their consequence.",
      bad: "# comment\n# comment\n# …", good: "// comment\n// comment\n// …",
      elsewhere: "comes from a text with more than 200 errors"),
  ]
}
