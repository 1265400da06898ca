import CybSyntax
import Foundation
import Synchronization
import TestSupport
import Testing

/// `grammar/cyb.ebnf` against the parser's own comments, the lexer's table, and the parser itself.
struct GrammarTests {
  static let grammar = Grammar(Repository.text("grammar/cyb.ebnf") ?? "")

  @Test func productionsAreThoseOfTheParser() {
    var written: [String: Set<String>] = [:]
    for file in Repository.files(below: "Sources/CybSyntax/Parsing", ending: ".swift") {
      let source = Repository.text("Sources/CybSyntax/Parsing/\(file)") ?? ""
      for (name, body) in Grammar.productions(inCommentsOf: source) { written[name, default: []].insert(body) }
    }
    for (name, body) in Self.grammar.bodies where name != name.uppercased() || name == "TYPE" {
      #expect(written[name] == [body], "\(name)")
    }
    for name in written.keys { #expect(Self.grammar.bodies[name] != nil, "\(name) stands at a parse function only") }
  }

  @Test func wordsAndOperatorsAreThoseOfTheLexer() {
    let wanted = Set((Vocabulary.words + Vocabulary.operators).filter { $0.role != .foreign }.map(\.spelling))
    // A `;` is among the separators, which are tokens.
    let written = Self.grammar.literals.union([";"])
    #expect(wanted == written, "\(wanted.symmetricDifference(written).sorted())")
  }

  @Test func sentencesOfTheGrammarParse() {
    for problem in onLargeStack({ (0..<1000).compactMap { Self.problem(withSentence: $0) } }) {
      Issue.record("\(problem)")
    }
  }

  /// What the parser has against a random sentence of the grammar.
  private static func problem(withSentence number: Int) -> String? {
    var generator = SentenceGenerator(grammar, seed: UInt64(number))
    let sentence = generator.file()
    let file = SourceMap().add(name: "sentence \(number)", bytes: Array(sentence.utf8))
    let tree = Parser.parse(file: file, options: ParseOptions(isREPL: true))
    guard let diagnostic = tree.diagnostics.first(where: { $0.severity == .error }) else {
      return loss(inFormatting: tree, number)
    }
    let place = diagnostic.span.map { file.position(of: $0.start) }
    let line = place.map { file.line($0.line) } ?? ""
    return "sentence \(number): \(diagnostic.code) \(diagnostic.message) at \(place?.column ?? 0) of: \(line)"
  }
}

/// Whether formatting a tree changes its meaning, or formatting again its form.
private func loss(inFormatting tree: SyntaxTree, _ number: Int) -> String? {
  func parsed(_ text: String) -> SyntaxTree {
    Parser.parse(file: SourceMap().add(name: "formatted", bytes: Array(text.utf8)), options: ParseOptions(isREPL: true))
  }
  let once = CybSyntax.Formatter.format(tree)
  let again = parsed(once)
  if TreeDump.dump(again) != TreeDump.dump(tree) {
    return
      "sentence \(number): formatting changes its meaning:\n\(String(decoding: tree.file.bytes, as: UTF8.self))\n\(once)"
  }
  return CybSyntax.Formatter.format(again) == once
    ? nil : "sentence \(number): formatting twice gives another form:\n\(once)"
}

/// Does work on a thread with a stack like that on which scripts run.
private func onLargeStack<Result>(_ work: @escaping @Sendable () -> Result) -> Result where Result: Sendable {
  let result = Mutex<Result?>(nil)
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    let made = work()
    result.withLock { $0 = made }
    done.signal()
  }
  thread.stackSize = 256 << 20
  thread.start()
  done.wait()
  guard let value = result.withLock({ $0 }) else { preconditionFailure("the work has not been done") }
  return value
}

/// A grammar in the notation of `grammar/cyb.ebnf`.
struct Grammar: Sendable {
  /// What may stand on the right side of a production.
  indirect enum Part: Sendable {
    case literal(String), name(String)
    case sequence([Part]), choice([Part]), optional(Part), repeated(Part)
  }

  /// Right sides as text, with one blank between their signs.
  let bodies: [String: String]
  let rules: [String: Part]
  let literals: Set<String>

  init(_ text: String) {
    let bodies = Self.productions(in: text.replacing(/\(\*(?s:.*?)\*\)/, with: ""))
    self.bodies = Dictionary(bodies) { first, _ in first }
    rules = self.bodies.mapValues { body in
      var signs = body.split(separator: " ").map(String.init)[...]
      return Self.choice(&signs)
    }
    literals = Set(
      self.bodies.values.flatMap { $0.matches(of: /"([^"]+)"/).map { String($0.1) } })
  }

  static func productions(in text: String) -> [(String, String)] {
    text.matches(of: /(?m)^([a-zA-Z]+) *= ((?:"[^"]*"|[^;"])*?)\s*;/).map { match in
      (String(match.1), match.2.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }

  /// The productions in a Swift file's documentation comments, in backticks or in a block.
  static func productions(inCommentsOf source: String) -> [(String, String)] {
    let lines = source.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let comments = lines.filter { $0.hasPrefix("///") }.map { $0.dropFirst(3).trimmingCharacters(in: .whitespaces) }
    var text = ""
    var isWithin = false
    for line in comments {
      if line.hasPrefix("```") {
        isWithin.toggle()
      } else if isWithin || line.contains(/^`[a-zA-Z]+ += .*;`/) {
        text += (isWithin ? line : line.split(separator: "`").first.map(String.init) ?? "") + "\n"
      }
    }
    return productions(in: text)
  }

  private static func choice(_ signs: inout ArraySlice<String>) -> Part {
    var choices = [sequence(&signs)]
    while signs.first == "|" {
      signs.removeFirst()
      choices.append(sequence(&signs))
    }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private static func sequence(_ signs: inout ArraySlice<String>) -> Part {
    var parts: [Part] = []
    while let sign = signs.first, !["|", ")", "]", "}"].contains(sign) {
      signs.removeFirst()
      switch sign {
      case "(", "[", "{":
        let inner = choice(&signs)
        signs.removeFirst()
        parts.append(sign == "(" ? inner : sign == "[" ? .optional(inner) : .repeated(inner))
      default: parts.append(sign.hasPrefix("\"") ? .literal(String(sign.dropFirst().dropLast())) : .name(sign))
      }
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }
}

/// Makes random sentences of the grammar, mindful of the rules at its end.
struct SentenceGenerator {
  private let grammar: Grammar
  private var state: UInt64
  private var sentence = ""
  private var depth = 0
  /// Within a norm, outside of brackets.
  private var isInNorm = false
  /// Within a rider's expression.
  private var isInRider = false
  private var modal = ""
  /// Tails of the norm at hand; each comes once.
  private var tails: Set<String> = []
  private static let names = ["a", "b", "x", "foo", "Baltia", "Größe", "_n1"]

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    // Far apart, since the generator's states are neighbours.
    state = (seed &+ 1) &* 0xD134_2543_DE82_EF95
  }

  mutating func file() -> String {
    for _ in 0...random(3) {
      rule("statement")
      sentence += random(4) == 0 ? " ;\n" : "\n"
    }
    return sentence
  }

  /// Whether it is time to come to an end.
  private var isFull: Bool { depth > 60 || sentence.utf8.count > 300 }

  private mutating func random(_ bound: Int) -> Int {
    // SplitMix64 (Steele, Lea and Flood 2014).
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 33) % bound
  }

  private mutating func put(_ token: String) {
    if token == "(" || token == "[" || token == "{" { (isInNorm, isInRider) = (false, false) }
    sentence += token + " "
  }

  private mutating func part(_ part: Grammar.Part) {
    switch part {
    case .literal(let spelling): put(spelling)
    case .name(let name): rule(name)
    case .sequence(let parts):
      let context = (isInNorm, isInRider)
      for part in parts {
        self.part(part)
        if case .literal(let closing) = part, [")", "]", "}"].contains(closing) { (isInNorm, isInRider) = context }
      }
    case .choice(let parts): self.part(parts[isFull ? parts.count - 1 : random(parts.count)])
    case .optional(let inner): if !isFull, random(2) == 0 { self.part(inner) }
    case .repeated(let inner):
      while !isFull, random(3) == 0 { self.part(inner) }
    }
  }

  private mutating func rule(_ name: String) {
    depth += 1
    defer { depth -= 1 }
    if let token = token(name) { return put(token) }
    switch name {
    case "expr" where isFull: put(Self.names[random(Self.names.count)])
    case "range" where isInNorm || isInRider: rule("union")
    case "operand": if random(4) == 0 { rule("question") } else { primaryWithTrailers() }
    case "question":
      let outer = modal
      modal = ["has", "may", "must", "would", "might"][random(5)]
      ask()
      modal = outer
    case "askedObject" where modal != "has": rule("object")
    case "rider", "obligeNorm", "forbidNorm", "permitNorm", "empowerNorm":
      let context = (isInNorm, isInRider, tails)
      if name == "rider" { isInRider = true } else { (isInNorm, tails) = (true, []) }
      body(of: name)
      (isInNorm, isInRider, tails) = context
    case "condTail": tail(["when", "unless"])
    case "dutyTail": tail(["when", "unless", "where", "within", "by", "after"])
    case "declaration": declaration()
    case "importStmt": put("import \"parts/a.cyb\"")
    case "target":
      put("x")
      if random(2) == 0 { put(".f") }
    case "literal":
      put(["1", "2.5", "30%", "6e2", "3 days", "2011-11-01", "\"t\"", "\"a {b} c\"", "yes", "nothing"][random(10)])
    case "exprStmt":
      put("f (")
      rule("expr")
      put(")")
    case "change":
      rule("target")
      put("=")
      rule("sum")
    default: body(of: name)
    }
  }

  private mutating func body(of name: String) {
    if let part = grammar.rules[name] { self.part(part) } else { Issue.record("no rule for \(name)") }
  }

  /// A token's text; nothing for the name of a rule.
  private mutating func token(_ name: String) -> String? {
    switch name {
    case "NAME": Self.names[random(Self.names.count)]
    case "WORD": ["use", "ratified", "signs", "test", "breach"][random(5)]
    case "MEMBER": ["f", "if", "2a", "name"][random(4)]
    case "FIELD": ["quorum", "if", "f", "g"][random(4)]
    case "CLAUSEID": ["2", "2a", "core"][random(3)]
    case "TEXT": ["\"t\"", "\"a {x} b\"", "\"{{}}\""][random(3)]
    // `for` before a name and `in` would open a loop.
    case "PREP": ["with", "against", "to", "of", "from", "about", "over"][random(7)]
    case "MODAL": modal
    case "COMPOP": ["==", "!=", "<", "<=", ">", ">="][random(6)]
    case "ASSIGNOP": ["=", "+=", "-=", "*=", "/=", "&=", "|="][random(7)]
    case "TYPE": ["number", "state", "nothing", "unknown"][random(4)]
    case "SEP": ["\n", ";"][random(2)]
    case "NL": "\n"
    case "MSEP": ["\n", ",", ";"][random(3)]
    default: nil
    }
  }

  private mutating func primaryWithTrailers() {
    rule("primary")
    while !isFull, random(4) == 0 { rule("trailer") }
  }

  private mutating func tail(_ words: [String]) {
    let word = words[random(words.count)]
    guard tails.insert(word).inserted else { return }
    put(word)
    if word == "after" {
      rule("pattern")
      rule("act")
    } else {
      rule("expr")
    }
  }

  /// A question with at most one rider, of which each may come once.
  private mutating func ask() {
    body(of: "question")
    if !isInRider, random(3) == 0 { rule("rider") }
  }

  /// A declaration; one with a name in parentheses has a body, or it would be a call.
  private mutating func declaration() {
    put(["state", "actor", "goods"][random(3)])
    if random(4) == 0 {
      put("(")
      rule("expr")
      put(")")
    } else {
      rule("NAME")
      if random(3) == 0 { rule("TEXT") }
    }
    if random(4) == 0 { put(": state") }
    rule("body")
  }
}
