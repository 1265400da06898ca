extension DiagnosticCatalog {
  static let expectations: [CatalogEntry] = [
    CatalogEntry(
      "cyb-expectation-failed", "an expectation does not hold",
      "`expect e` wants `e` to be yes; the notes show both sides of a comparison. `expect error \"part\" { … }` wants an error.",
      bad: "expect 1 + 1 == 3", good: "expect 1 + 1 == 2")
  ]
}
