import CybSyntax

/// Names that users of Python, R and other languages reach for, and what to write here.
enum ForeignNames {
  /// Functions that differ in nothing but their name.
  static let renamed = [
    "len": "count", "length": "count", "size": "count", "nrow": "count",
    "str": "text", "tostring": "text", "toString": "text", "repr": "literal",
    "int": "number", "float": "number", "parseInt": "number", "parseFloat": "number",
    "sorted": "sort", "order_by": "sort_by", "reversed": "reverse", "rev": "reverse",
    "avg": "mean", "average": "mean", "std": "sd", "stdev": "sd", "stddev": "sd",
    "cor": "correlation", "corr": "correlation", "percentile": "quantile",
    "ceiling": "ceil", "log": "ln", "fabs": "abs", "prod": "product", "fsum": "sum", "sgn": "sign",
    "strip": "trim", "lstrip": "trim_start", "rstrip": "trim_end", "startswith": "starts_with",
    "startsWith": "starts_with", "endswith": "ends_with", "endsWith": "ends_with", "splitlines": "lines",
    "removeprefix": "remove_prefix", "removesuffix": "remove_suffix", "capitalize": "capitalise",
    "toupper": "upper", "tolower": "lower", "uppercase": "upper", "lowercase": "lower", "ljust": "pad_right",
    "rjust": "pad_left", "ord": "code_point", "chr": "character", "strftime": "format_date",
    "list": "to_list", "frozenset": "to_set", "dict": "to_map", "issubset": "is_subset", "isdisjoint": "is_disjoint",
    "head": "take", "tail": "take_last", "fold": "reduce", "foldl": "reduce", "collect": "map",
    "some": "any_of", "every": "all_of", "distinct": "unique", "nunique": "unique", "uniq": "unique",
    "value_counts": "tally", "Counter": "tally", "groupby": "group_by", "flatMap": "flat_map",
    "combinations": "choose", "powerset": "subsets", "seq": "range", "rep": "fill",
    "println": "print", "printf": "print", "puts": "print", "echo": "print", "cat": "print",
    "type": "type_of", "typeof": "type_of", "vars": "fields",
    "dir": "fields", "comb": "binomial", "open": "read_text", "includes": "contains",
    "indexOf": "index_of",
  ]

  /// What is written otherwise.
  static let otherwise = [
    "append": "to append write `xs += [x]`", "push": "to append write `xs += [x]`",
    "add": "to add to a set write `s |= {x}`, to a list `xs += [x]`",
    "extend": "to join lists write `xs += ys`", "concat": "to join lists or texts write `a + b`",
    "pop": "`last(xs)` gives the last element, `xs = drop_last(xs, 1)` takes it away",
    "remove": "to leave something out write `xs = without(xs, x)`",
    "discard": "to leave something out write `xs = without(xs, x)`",
    "update": "to join maps write `m = merge(m, other)`",
    "setdefault": "to read with a default write `get(m, key, default)`",
    "has_key": "to test for a key write `key in m`", "hasattr": "to test for a field write `\"name\" in fields(x)`",
    "isinstance": "to ask for a type or kind write `x is number`",
    "pow": "a power is written `x ^ y`", "divmod": "write `floor(a / b)` and `a mod b`",
    "union": "the union of sets is written `a | b`", "intersection": "what sets share is written `a & b`",
    "difference": "the difference of sets is written `a - b`", "any": "write `any_of(xs)`",
    "bool": "a condition is a truth already: compare, as in `x != 0`", "tuple": "a list is written `[a, b]`",
    "xor": "of truths write `a != b`",
    "copy": "values are copied by assignment: `let b = a`", "deepcopy": "values are copied by assignment: `let b = a`",
    "input": "a script has no input but its files", "now": "a script knows no clock: write the date",
    "today": "a script knows no clock: write the date",
    "randint": "`pick(1..6)` draws one of them, within `simulate`",
    "sample": "`pick(xs)` draws one of them, within `simulate`",
    "random": "draws are made within `simulate(runs, seed, () -> uniform(0, 1))`",

    "stopifnot": "an expectation is written `expect E`",
    "c": "a list is written `[a, b]`", "paste": "texts are joined with `+`, or `\"{a} {b}\"`",
    "paste0": "texts are joined with `+`, or `\"{a}{b}\"`", "sapply": "write `map(xs, f)` or `[f(x) for x in xs]`",
    "lapply": "write `map(xs, f)` or `[f(x) for x in xs]`", "ifelse": "a choice is written `if c then a else b`",

    "exit": "a script ends with its last statement", "quit": "a script ends with its last statement",
  ]

  private static let question = "a question begins with `has`, `may`, `must`, `would` or `might`"

  /// Words that begin a statement, an expression or a question elsewhere.
  static let words = [
    "lambda": "a function without a name is written `x -> e`",
    "raise": "`expect E` ends the script where E does not hold",
    "throw": "`expect E` ends the script where E does not hold",
    "assert": "an expectation is written `expect E`",
    "next": "a loop goes on with `continue`",
    "this": "a function gets what it works on as an argument",
    "self": "a function gets what it works on as an argument",
    "does": question, "do": question, "did": question, "was": question, "were": question, "have": question,
    "will": question, "can": question, "could": question, "should": question, "shall": question,
    "yesterday": "a script knows no clock: write the date",
  ]
}

extension Diagnostic {
  /// Adds what to write instead of a name that there is not: what another language calls so, else the nearest of names.
  ///
  /// - Parameter isCalled: whether the name is called; a name that is not may well be one of the script's own.
  func instead(of name: Name, isCalled: Bool, among names: @autoclosure () -> [String]) -> Diagnostic {
    if let constant = Self.constants[name.text] {
      return help("in Cyb it is `\(constant)`").fix(name.span, constant)
    }
    if isCalled, let own = ForeignNames.renamed[name.text] {
      return help("its name here is `\(own)`").fix(name.span, own)
    }
    if isCalled, let advice = ForeignNames.otherwise[name.text] { return help(advice) }
    if let advice = ForeignNames.words[name.text] { return help(advice) }
    guard let near = Suggestions.closest(to: name.text, among: names()) else { return self }
    return help("did you mean `\(near)`?").fix(name.span, near)
  }

  private static let constants = [
    "True": "yes", "TRUE": "yes", "False": "no", "FALSE": "no", "None": "nothing", "null": "nothing", "NULL": "nothing",
    "nil": "nothing", "undefined": "nothing", "NA": "nothing", "NaN": "nothing", "nan": "nothing",
  ]
}
