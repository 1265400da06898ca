extension DiagnosticCatalog {
  static let statements: [CatalogEntry] = [
    CatalogEntry(
      "cyb-no-effect", "an expression that does nothing",
      """
      In a file an expression statement is a call or an event; any other would be computed and forgotten. Often the line
      was broken in the wrong place. To print an answer write `ask`, to print a value `print(…)`.
      """,
      bad: "let x = 1\nx + 1", good: "let x = 1\nprint(x + 1)"),
    CatalogEntry(
      "cyb-not-assignable", "nothing can be assigned to this",
      """
      On the left of `=` stands a variable, a field `x.f` or an element `x[i]`. Declared entities, functions and texts
      cannot be assigned to, and of an event only the roles that are not established.
      """,
      bad: "1 + 2 = 3", good: "var x = 3\nx = 4"),
    CatalogEntry(
      "cyb-fixed-name", "a name that stays as it is",
      "`let` declares a name whose value stays; one that changes is declared with `var`.",
      bad: "let count = 1\ncount += 1", good: "var count = 1\ncount += 1"),
    CatalogEntry(
      "cyb-jump-outside", "`break` or `continue` outside of a loop",
      "`break` ends the innermost loop around it, `continue` begins its next turn.",
      bad: "break", good: "for x in 1..5 {\n  if x == 3 { break }\n  print(x)\n}"),
    CatalogEntry(
      "cyb-return-outside", "`return` outside of a function",
      "`return` gives the result of the function around it; a file has none.",
      bad: "return 5", good: "fn five() {\n  return 5\n}"),
    CatalogEntry(
      "cyb-nested-import", "`import` within a block",
      "An import brings names into the file, so it stands at its top level.",
      bad: "if yes {\n  import \"more.cyb\"\n}", good: "import \"more.cyb\"",
      files: ["more.cyb": "let limit = 5\n"]),
    CatalogEntry(
      "cyb-misspelt-keyword", "no statement begins so",
      "A word at the beginning of a statement that is none of the language, but close to one.",
      bad: "lett x = 5", good: "let x = 5"),
    CatalogEntry(
      "cyb-reserved-word", "a word of the language as a name",
      """
      The words of the language cannot name a variable, function or entity. After `.` and before `:` in a body they can,
      and a verb may have any name but those that join phrases.
      """,
      bad: "let test = 5", good: "let test_ = 5"),
    CatalogEntry(
      "cyb-block-after-equals", "a block after `=`",
      "A function is `fn name(x) = e` with one expression, or `fn name(x) { … }` with statements.",
      bad: "fn double(x) = {\n  return 2 * x\n}", good: "fn double(x) {\n  return 2 * x\n}"),
  ]
}
