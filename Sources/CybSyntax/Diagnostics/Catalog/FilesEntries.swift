extension DiagnosticCatalog {
  static let files: [CatalogEntry] = [
    CatalogEntry(
      "cyb-file-missing", "a file that does not exist",
      "Paths are relative to the script that names them.",
      bad: "import \"missing.cyb\"", good: "import \"more.cyb\"", files: ["more.cyb": "let limit = 5\n"]),
    CatalogEntry(
      "cyb-file-is-folder", "a folder where a file is wanted",
      "Name a file in the folder.",
      bad: "import \"rules\"", good: "import \"rules/more.cyb\"", files: ["rules/more.cyb": "let limit = 5\n"]),
    CatalogEntry(
      "cyb-file-outside", "a file outside of the folders that may be read",
      """
      A script reads files below its own folder, links that lead out excepted. Another folder is allowed with
      `--allow-read DIR`, or by a host's permissions.
      """,
      bad: "import \"../../secret.cyb\"", good: "import \"more.cyb\"", files: ["more.cyb": "let limit = 5\n"]),
    CatalogEntry(
      "cyb-files-not-allowed", "no files may be read at all",
      "The host that runs the script has given it no files: `Interpreter(permissions: .none)`.",
      bad: "let rows = read_csv(\"rows.csv\")", good: "let rows = [{name: \"Ann\"}]",
      elsewhere: "comes from a host program without permission to read"),
    CatalogEntry(
      "cyb-file-not-regular", "a device, pipe or socket",
      "A script reads regular files only.",
      bad: "let rows = read_csv(\"pipe\")", good: "let rows = read_csv(\"rows.csv\")",
      elsewhere: "comes from a path that leads to a device, pipe or socket"),
    CatalogEntry(
      "cyb-file-permission", "the system does not permit reading",
      "The rights of the file exclude the user who runs the script.",
      bad: "let rows = read_csv(\"secret.csv\")", good: "let rows = read_csv(\"rows.csv\")",
      elsewhere: "comes from a file without the right to read it"),
    CatalogEntry(
      "cyb-file-too-large", "a file beyond the limit of size",
      "A file is read whole, up to 256 MB.",
      bad: "let rows = read_csv(\"huge.csv\")", good: "let rows = read_csv(\"rows.csv\")",
      elsewhere: "comes from a file of more than 256 MB"),
    CatalogEntry(
      "cyb-file-unreadable", "the system cannot read the file",
      "The system gave another error than the usual ones; the message has its words.",
      bad: "let rows = read_csv(\"rows.csv\")", good: "let rows = read_csv(\"rows.csv\")",
      elsewhere: "comes from an error of the system, such as a broken disk"),
    CatalogEntry(
      "cyb-file", "the host cannot give the file",
      "A host program that gives scripts their files failed to give this one; the message has its words.",
      bad: "import \"more.cyb\"", good: "import \"more.cyb\"",
      elsewhere: "comes from a host program's `read(path:from:)`"),
    CatalogEntry(
      "cyb-bad-csv", "a table that cannot be read",
      """
      Each row of a table of comma-separated values has as many cells as the first, which names the columns, each once.
      A cell in quotes ends with a quote; a quote within is written twice. The message says which line is wrong.
      """,
      bad: "print(parse_csv(\"name,age\\nAnn,40,tall\"))", good: "print(parse_csv(\"name,age\\nAnn,40\"))"),
    CatalogEntry(
      "cyb-bad-json", "a text that is no JSON",
      """
      JSON is read as RFC 8259 has it: texts and keys in double quotes, no comments, no comma behind the last element, no
      key twice. The message says where it goes wrong.
      """,
      bad: "print(parse_json(\"[1, 2,]\"))", good: "print(parse_json(\"[1, 2]\"))"),
    CatalogEntry(
      "cyb-import-ring", "files that import each other in a ring",
      "Each file's names land in the other, so neither could run first. Move what both need into a third file.",
      bad: "import \"a.cyb\"", good: "import \"c.cyb\"",
      files: ["a.cyb": "import \"b.cyb\"\n", "b.cyb": "import \"a.cyb\"\n", "c.cyb": "let limit = 5\n"]),
  ]
}
