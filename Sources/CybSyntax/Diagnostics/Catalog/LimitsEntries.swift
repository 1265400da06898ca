extension DiagnosticCatalog {
  static let limits: [CatalogEntry] = [
    CatalogEntry(
      "cyb-limit-steps", "the limit of steps is reached",
      "Turns of loops, calls and units of work in builtins are counted. Allow more with `--max-steps`.",
      bad: "while yes { }", good: "for x in 1..10 { }", options: ["--max-steps", "100000"]),
    CatalogEntry(
      "cyb-limit-time", "the limit of time is over",
      "Wall time, checked now and then. Allow more with `--max-time`.",
      bad: "while yes { }", good: "for x in 1..10 { }", options: ["--max-time", "0.2"]),
    CatalogEntry(
      "cyb-limit-depth", "calls are nested too deep",
      "A function that calls itself needs a case that ends it. The limit is set with `--max-depth`.",
      bad: "fn f(n) = f(n + 1)\nprint(f(0))", good: "fn f(n) = if n > 10 then n else f(n + 1)\nprint(f(0))"),
    CatalogEntry(
      "cyb-limit-value-depth", "a value is nested too deep",
      "Lists within lists, records within records and so on nest at most 10 000 levels deep.",
      bad: "var x = []\nfor i in 1..20000 { x = [x] }", good: "var x = []\nfor i in 1..20 { x = [x] }"),
    CatalogEntry(
      "cyb-limit-memory", "the values take too much memory",
      "The size of all live values is limited by `--max-memory`.",
      bad: "let xs = to_list(1..10000000)", good: "let xs = to_list(1..10)", options: ["--max-memory", "1M"]),
    CatalogEntry(
      "cyb-limit-events", "too many events",
      "The number of recorded events is limited by `--max-events`.",
      bad: "state A\ntreaty T\nfor i in 1..3 { on 2012-01-01: A signs T }",
      good: "state A\ntreaty T\non 2012-01-01: A signs T",
      options: ["--max-events", "2"]),
    CatalogEntry(
      "cyb-limit-output", "too much output",
      "The number of bytes that a script prints is limited by `--max-output`.",
      bad: "for i in 1..1000 { print(i) }", good: "print(1)", options: ["--max-output", "100"]),
    CatalogEntry(
      "cyb-limit-source", "a source text that is too large",
      "The size of one source text is limited: 64 MB, and less for a host that says so.",
      bad: "// more than 64 MB of text", good: "print(1)", elsewhere: "comes from a script of more than 64 MB"),
    CatalogEntry(
      "cyb-limit-names", "too many names",
      "A file has room for a great many top-level names, but not for any number of them.",
      bad: "let a0 = 0\nlet a1 = 1\n// and so on, without end", good: "let a = [0, 1]",
      elsewhere: "comes from a script with more top-level names than there are slots"),
    CatalogEntry(
      "cyb-limit-threads", "the system has no thread to give",
      "Scripts run on a thread with a large stack of its own, and the system refused to make one.",
      bad: "print(1)", good: "print(1)", elsewhere: "comes from a system that is out of threads or memory"),
    CatalogEntry(
      "cyb-interrupted", "the run was interrupted",
      "By Ctrl-C, or by the host program.",
      bad: "while yes { }", good: "print(1)", elsewhere: "comes from Ctrl-C while a script runs"),
  ]
}
