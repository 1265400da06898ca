extension DiagnosticCatalog {
  static let hosts: [CatalogEntry] = [
    CatalogEntry(
      "cyb-conversion", "a value of another type than the host asked for",
      "A host program asked for a value as a type of its own language, and the value does not fit.",
      bad: "let n: Int = try cyb.evaluate(\"2.5\")", good: "let n: Double = try cyb.evaluate(\"2.5\")",
      elsewhere: "comes from the embedding API; the examples are Swift"),
    CatalogEntry(
      "cyb-host", "the host program failed",
      "A function that a host program defined for scripts failed; the message has its words.",
      bad: "print(rate(\"EUR\"))", good: "print(try rate(\"EUR\") else 1)",
      elsewhere: "comes from a host's own functions"),
    CatalogEntry(
      "cyb-output", "the output cannot be written",
      "The system refused to take the output, for instance because the disk is full.",
      bad: "print(1)", good: "print(1)", elsewhere: "comes from a full disk or a broken terminal"),
    CatalogEntry(
      "cyb-output-closed", "nobody reads the output any more",
      "The program at the other end of a pipe has gone. On the command line a script then ends in silence.",
      bad: "print(1)", good: "print(1)", elsewhere: "comes from a closed pipe"),
    CatalogEntry(
      "cyb-invalid", "a piece of the script that was not understood",
      "It stands beside the errors that say why. Seen alone it is a fault of Cyb: please report it with the script.",
      bad: "print(1)", good: "print(1)", elsewhere: "comes from a fault of Cyb"),
    CatalogEntry(
      "cyb-internal", "a fault of Cyb",
      "Something that should never happen did. Please report it with the script.",
      bad: "print(1)", good: "print(1)", elsewhere: "comes from a fault of Cyb"),
  ]
}
