extension DiagnosticCatalog {
  static let collections: [CatalogEntry] = [
    CatalogEntry(
      "cyb-index-out-of-range", "an index outside of the list",
      "The first element is `xs[0]`, the last `last(xs)`. There are no negative indices.",
      bad: "let xs = [1, 2, 3]\nprint(xs[3])", good: "let xs = [1, 2, 3]\nprint(xs[2])"),
    CatalogEntry(
      "cyb-no-such-key", "a key that the map does not have",
      "Test with `in`, or give a default: `get(m, key, default)`.",
      bad: "let ages = [\"Ann\": 30]\nprint(ages[\"Bob\"])",
      good: "let ages = [\"Ann\": 30]\nprint(get(ages, \"Bob\", 0))"),
    CatalogEntry(
      "cyb-not-indexable", "no elements to take by index",
      "Lists, texts, ranges, maps and records have elements by index or key. A set has no positions.",
      bad: "let xs = {1, 2}\nprint(xs[0])", good: "let xs = {1, 2}\nprint(to_list(xs)[0])"),
    CatalogEntry(
      "cyb-not-iterable", "nothing to run over",
      "A loop or comprehension runs over a list, set, map, range or text. For the entities of a kind write `all(state)`.",
      bad: "for s in state { print(s) }", good: "for s in all(state) { print(s) }"),
    CatalogEntry(
      "cyb-not-a-collection", "nothing to look in",
      "`in` wants a list, set, map, range or text on its right.",
      bad: "print(1 in 5)", good: "print(1 in [5])"),
    CatalogEntry(
      "cyb-empty-collection", "a result that an empty collection does not have",
      "An empty list has no largest element and no mean. Test `count(xs) > 0`, or give a default where there is one.",
      bad: "print(mean([]))", good: "print(mean([1]))"),
    CatalogEntry(
      "cyb-unequal-lengths", "collections of different lengths",
      "The builtin works on pairs of elements, one from each collection.",
      bad: "print(correlation([1, 2, 3], [1, 2]))", good: "print(correlation([1, 2, 3], [1, 2, 4]))"),
    CatalogEntry(
      "cyb-range-step", "a step that leads nowhere",
      "The step of a range is greater than 0; to count down write `reverse(1..5)`.",
      bad: "print(to_list(1..5 by -1))", good: "print(reverse(1..5))"),
    CatalogEntry(
      "cyb-too-large", "a result with too many elements",
      "A builtin makes no collection of more elements than fit in memory. Work through them one at a time, in a loop.",
      bad: "print(count(subsets(1..60)))", good: "print(count(subsets(1..6)))"),
  ]
}
