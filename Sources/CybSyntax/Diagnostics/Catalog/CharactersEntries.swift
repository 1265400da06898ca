extension DiagnosticCatalog {
  static let characters: [CatalogEntry] = [
    CatalogEntry(
      "cyb-invalid-utf8", "the file is no UTF-8",
      """
      Scripts are UTF-8 text. The message gives the offset of the first byte that is not; a file saved as Latin-1 or
      UTF-16 has many. Save it as UTF-8.
      """,
      bad: "let name = \"Caf<E9>\"    // the byte E9 alone, as Latin-1 has it",
      good: "let name = \"Café\"",
      elsewhere: "comes from a file whose bytes are no UTF-8"),
    CatalogEntry(
      "cyb-unknown-character", "a character that means nothing here",
      """
      Some characters look like others that the language knows: a typographic quote, a long dash, a blank of fixed width.
      They often come from a word processor. Others, such as `@` or `$`, have no meaning at all.
      """,
      bad: "let change = 5 – 3", good: "let change = 5 - 3"),
    CatalogEntry(
      "cyb-invalid-number", "neither a number nor a name",
      """
      A name cannot begin with a digit, and a number ends where its digits end. In a number `_` stands between two digits.
      Behind a number a unit is written with a blank: `90 days`.
      """,
      bad: "let limit = 3x", good: "let limit = 3"),
    CatalogEntry(
      "cyb-number-too-large", "a number beyond the largest",
      "Numbers are IEEE doubles; the largest is about 1.8e308. There is no infinity.",
      bad: "let huge = 1e400", good: "let huge = 1e300"),
    CatalogEntry(
      "cyb-invalid-date", "no valid date",
      """
      Three groups of digits joined by `-` without blanks are a date: year, month, day. A date that the calendar does not
      have, such as February 30, is an error. To subtract, put blanks around `-`.
      """,
      bad: "let opened = 2001-02-30", good: "let opened = 2001-02-28"),
    CatalogEntry(
      "cyb-unterminated-text", "a text is not closed",
      """
      A text ends on the line on which it begins. One of several lines stands between `\"\"\"`. An interpolation in it,
      `{…}`, is closed by `}`.
      """,
      bad: "print(\"hello)", good: "print(\"hello\")"),
    CatalogEntry(
      "cyb-unterminated-comment", "a comment is not closed",
      "Block comments nest, so that code with comments can be commented out: each `/*` wants a `*/` of its own.",
      bad: "print(1)\n/* a comment /* within a comment */", good: "print(1)\n/* a comment /* within a comment */ */"),
    CatalogEntry(
      "cyb-invalid-escape", "no escape of a text",
      "After `\\` in a text stands one of `n t \" \\ u`. `\\u{e9}` is the character with that number in hexadecimal.",
      bad: #"print("a\qb")"#, good: #"print("a\\qb")"#),
    CatalogEntry(
      "cyb-lone-brace", "a brace that closes nothing in a text",
      "In a text `{…}` holds an expression. A brace itself is written twice: `{{` and `}}`.",
      bad: "print(\"a } b\")", good: "print(\"a }} b\")"),
    CatalogEntry(
      "cyb-single-quotes", "a text between single quotes",
      "Texts stand between double quotes.",
      bad: "let name = 'Budapest'", good: "let name = \"Budapest\""),
    CatalogEntry(
      "cyb-hash-comment", "`#` starts no comment",
      "A comment starts with `//`, or stands between `/*` and `*/`. `///` documents the declaration below it.",
      bad: "# the parties\nprint(1)", good: "// the parties\nprint(1)"),
  ]
}
