/// Builtins on texts. A text's parts are its characters as a reader sees them (grapheme clusters).
enum Texts {
  static let all: [Builtin] = [
    map("upper", "In capitals.", [.init("upper(\"Cyb\")", "CYB")]) { $0.uppercased() },
    map("lower", "In small letters.", [.init("lower(\"Cyb\")", "cyb")]) { $0.lowercased() },
    map("capitalise", "With a capital first letter, the rest as it is.", [.init("capitalise(\"cyb\")", "Cyb")]) {
      $0.prefix(1).uppercased() + $0.dropFirst()
    },
    map("trim", "Without blanks and line breaks at both ends.", [.init("trim(\" a b \")", "a b")]) {
      String(trimmedEnd(trimmedStart($0[...])))
    },
    map("trim_start", "Without blanks and line breaks at the start.", [.init("trim_start(\" a\")", "a")]) {
      String(trimmedStart($0[...]))
    },
    map("trim_end", "Without blanks and line breaks at the end.", [.init("trim_end(\"a \")", "a")]) {
      String(trimmedEnd($0[...]))
    },
    Builtin(
      "split", .text,
      [
        text,
        .init(
          "separator", .text, "what stands between the parts, or nothing for runs of blanks",
          default: .nothing),
      ],
      returns: "list of texts", "The parts between the separators, empty ones included; or the words between blanks.",
      examples: [
        .init("split(\"a,b,,c\", \",\")", "[\"a\", \"b\", \"\", \"c\"]"), .init("split(\" a  b \")", "[\"a\", \"b\"]"),
      ],
      function: split),
    parts("lines", "The lines, without their line breaks.", [.init("lines(\"a\\nb\\n\")", "[\"a\", \"b\"]")], lines),
    parts("words", "The words between blanks.", [.init("words(\" to be \")", "[\"to\", \"be\"]")]) {
      $0.split(whereSeparator: \.isWhitespace)
    },
    parts("chars", "The characters.", [.init("chars(\"né\")", "[\"n\", \"é\"]")]) { text in
      text.indices.map { text[$0...$0] }
    },
    Builtin(
      "join", .text,
      [
        .init("parts", .collection, "values of any type, written as `print` would"),
        .init("separator", .text, "what to put between them", default: .text("")),
      ], returns: "text", "The parts in one text.",
      examples: [.init("join([\"a\", \"b\"], \", \")", "a, b"), .init("join(1..3, \"-\")", "1-2-3")], function: join),
    Builtin(
      "replace", .text,
      [text, .init("old", .text, "what to replace, not empty"), .init("new", .text, "what to put there")],
      returns: "text", "The text with every `old` replaced.",
      examples: [.init("replace(\"a-b-c\", \"-\", \"+\")", "a+b+c")], function: replace),
    test("starts_with", "Whether the text begins with the other.", [.init("starts_with(\"London\", \"Lon\")", "yes")]) {
      $0.utf8.starts(with: $1.utf8)
    },
    test("ends_with", "Whether the text ends with the other.", [.init("ends_with(\"a.cyb\", \".cyb\")", "yes")]) {
      $0.utf8.reversed().starts(with: $1.utf8.reversed())
    },
    Builtin(
      "remove_prefix", .text, [text, .init("prefix", .text, "what to take away")], returns: "text",
      "The text without that beginning, where it has it.", examples: [.init("remove_prefix(\"US$\", \"US\")", "$")]
    ) { arguments, _ in
      let (text, prefix) = (try arguments.text(0), try arguments.text(1))
      guard text.utf8.starts(with: prefix.utf8) else { return arguments[0] }
      return .text(String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
    },
    Builtin(
      "remove_suffix", .text, [text, .init("suffix", .text, "what to take away")], returns: "text",
      "The text without that ending, where it has it.",
      examples: [.init("remove_suffix(\"a.cyb\", \".cyb\")", "a")]
    ) { arguments, _ in
      let (text, suffix) = (try arguments.text(0), try arguments.text(1))
      guard text.utf8.reversed().starts(with: suffix.utf8.reversed()) else { return arguments[0] }
      return .text(String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self))
    },
    Builtin(
      "repeat", .text, [text, .init("times", .integer, "how often, from 0")], returns: "text",
      "The text, so many times.", examples: [.init("repeat(\"ab\", 3)", "ababab")], function: repeated),
    Builtin(
      "pad_left", .text, padding, returns: "text", "The text with fill before it, to at least that width.",
      examples: [.init("pad_left(\"7\", 3, \"0\")", "007")]
    ) { arguments, machine in
      let fill = try fill(arguments, machine)
      return .text(fill + (try arguments.text(0)))
    },
    Builtin(
      "pad_right", .text, padding, returns: "text", "The text with fill behind it, to at least that width.",
      examples: [.init("pad_right(\"a\", 3, \".\")", "a..")]
    ) { arguments, machine in
      let fill = try fill(arguments, machine)
      return .text(try arguments.text(0) + fill)
    },
    Builtin(
      "matches", .text,
      [text, .init("pattern", .text, "with `*` for any characters, and `?` for any one")],
      returns: "truth", "Whether the whole text fits the pattern.",
      examples: [.init("matches(\"London.2\", \"London.*\")", "yes"), .init("matches(\"ab\", \"?\")", "no")]
    ) { arguments, machine in
      let (text, pattern) = (Array(try arguments.text(0)), Array(try arguments.text(1)))
      try machine.charge(text.count)
      return .truth(try matches(text, pattern, machine))
    },
    Builtin(
      "code_point", .text, [.init("character", .text, "a text of one character")], returns: "number",
      "The Unicode number of a character (of its first scalar).", examples: [.init("code_point(\"A\")", "65")]
    ) { arguments, _ in
      let text = try arguments.text(0)
      guard text.count == 1, let scalar = text.unicodeScalars.first else {
        throw Failure("cyb-out-of-range", "`character` of `code_point` must be one character", argument: 0)
      }
      return .number(Double(scalar.value))
    },
    Builtin(
      "character", .text, [.init("code_point", .integer, "a Unicode number")], returns: "text",
      "The character with that Unicode number.", examples: [.init("character(65)", "A")]
    ) { arguments, _ in
      guard let code = UInt32(exactly: try arguments.integer(0)), let scalar = Unicode.Scalar(code) else {
        throw arguments.outOfRange(0, "the number of a Unicode character")
      }
      return .text(String(Character(scalar)))
    },
    Builtin(
      "text", .text, [.init("x", .any, "any value")], returns: "text", "The value as `print` shows it.",
      examples: [.init("text(0.5) + \"!\"", "0.5!")]
    ) { arguments, machine in
      if arguments[0].textObject != nil { return arguments[0] }
      var bytes: [UInt8] = []
      arguments[0].describe(in: machine.world, into: &bytes)
      try machine.check(bytes)
      return .text(String(decoding: bytes, as: UTF8.self))
    },
    Builtin(
      "literal", .text, [.init("x", .any, "any value")], returns: "text",
      "The value as a script would write it: texts in quotes.", examples: [.init("literal(\"a\\\"b\")", "\"a\\\"b\"")]
    ) { arguments, machine in
      var bytes: [UInt8] = []
      arguments[0].write(in: machine.world, into: &bytes)
      try machine.check(bytes)
      return .text(String(decoding: bytes, as: UTF8.self))
    },
  ]

  private static let text = Builtin.Parameter("text", .text, "the text")

  private static let padding = [
    text, Builtin.Parameter("width", .integer, "in characters"),
    Builtin.Parameter("fill", .text, "the character to fill with", default: .text(" ")),
  ]

  private static func map(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable (String) -> String
  ) -> Builtin {
    Builtin(name, .text, [text], returns: "text", documentation, examples: examples) { arguments, machine in
      let text = try arguments.text(0)
      try machine.charge(text.utf8.count / 16)
      return .text(function(text))
    }
  }

  private static func parts(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable (String) -> [Substring]
  ) -> Builtin {
    Builtin(name, .text, [text], returns: "list of texts", documentation, examples: examples) { arguments, machine in
      let text = try arguments.text(0)
      try machine.reserve(text.utf8.count)
      return .list(try function(text).map { part in try machine.working { .text(String(part)) } })
    }
  }

  private static func test(
    _ name: String, _ documentation: String, _ examples: [Builtin.Example],
    _ function: @escaping @Sendable (String, String) -> Bool
  ) -> Builtin {
    Builtin(
      name, .text, [text, .init("part", .text, "the other text")], returns: "truth", documentation, examples: examples
    ) { arguments, _ in .truth(function(try arguments.text(0), try arguments.text(1))) }
  }

  static func trimmedStart(_ text: Substring) -> Substring { text.drop(while: \.isWhitespace) }

  static func trimmedEnd(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }

  private static func lines(_ text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines
  }

  private static func split(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let text = try arguments.text(0)
    try machine.reserve(text.utf8.count)
    if arguments.isNothing(1) {
      let words = text.split(whereSeparator: \.isWhitespace)
      return .list(try words.map { word in try machine.working { .text(String(word)) } })
    }
    let separator = try arguments.text(1)
    guard !separator.isEmpty else {
      throw Failure(
        "cyb-out-of-range", "`separator` of `split` must not be empty", help: "for the characters write `chars(t)`",
        argument: 1)
    }
    return .list(try pieces(of: text, separator).map { piece in try machine.working { .text(piece) } })
  }

  /// What stands between the occurrences of a text in another.
  static func pieces(of text: String, _ separator: String) -> [String] {
    let (bytes, mark) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  private static func join(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let separator = Array(try arguments.text(1).utf8)
    var bytes: [UInt8] = []
    for (index, part) in try arguments.elements(0, machine).enumerated() {
      try machine.charge(1)
      if index > 0 { bytes.append(contentsOf: separator) }
      part.describe(in: machine.world, into: &bytes)
      if bytes.count > Machine.largestResult { throw Machine.tooLarge(Double(bytes.count)) }
    }
    try machine.check(bytes)
    return .text(String(decoding: bytes, as: UTF8.self))
  }

  private static func replace(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (text, old, new) = (try arguments.text(0), try arguments.text(1), try arguments.text(2))
    guard !old.isEmpty else {
      throw Failure("cyb-out-of-range", "`old` of `replace` must not be empty", argument: 1)
    }
    try machine.reserve(text.utf8.count)
    let pieces = pieces(of: text, old)
    try machine.reserve(text.utf8.count + pieces.count * new.utf8.count)
    return .text(pieces.joined(separator: new))
  }

  private static func repeated(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (text, times) = (try arguments.text(0), try arguments.count(1))
    let (size, overflow) = text.utf8.count.multipliedReportingOverflow(by: times)
    guard !overflow else { throw Machine.tooLarge(Double(text.utf8.count) * Double(times)) }
    try machine.reserve(size)
    return .text(String(repeating: text, count: text.isEmpty ? 0 : times))
  }

  private static func fill(_ arguments: borrowing Arguments, _ machine: Machine) throws -> String {
    let fill = try arguments.text(2)
    guard fill.count == 1 else {
      throw Failure("cyb-out-of-range", "`fill` of `pad_left` and `pad_right` must be one character", argument: 2)
    }
    let missing = max(0, try arguments.integer(1) - (try arguments.text(0)).count)
    try machine.reserve(missing)
    return String(repeating: fill, count: missing)
  }

  /// Glob matching that goes back to the last `*` only, so that no pattern takes longer than text times pattern.
  static func matches(_ text: [Character], _ pattern: [Character], _ machine: Machine) throws -> Bool {
    var (place, mark) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while place < text.count {
      try machine.charge(1)
      if mark < pattern.count, pattern[mark] == "*" {
        star = (mark, place)
        mark += 1
      } else if mark < pattern.count, pattern[mark] == "?" || pattern[mark] == text[place] {
        place += 1
        mark += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        mark = last.pattern + 1
        place = last.text + 1
      } else {
        return false
      }
    }
    return pattern[mark...].allSatisfy { $0 == "*" }
  }
}
