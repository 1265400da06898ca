/// Makes programs that get past the parser, and mostly past the checks of names and kinds, out of choices: every kind of
/// statement, all types of values, events, questions of the three layers. What they do when they run is anybody's guess.
public struct ProgramGenerator {
  /// What a name stands for, as far as the generator knows.
  enum Kind: CaseIterable {
    case number, truth, text, list, map, set, record, date, duration, actor, function
  }

  private var choices: Choices
  private var variables: [(name: String, kind: Kind, canChange: Bool)] = []
  private var counter = 0
  private var depth = 0

  public init(_ choices: Choices) { self.choices = choices }

  /// What all programs begin with: something to talk about.
  public static let setting = """
    state A { exposure: 2, holds: {kit}, appetite: [espionage: 50%, crime: 20%], rivals: {B} }
    state B { appetite: [policing: 40%] }
    group G { holds: {kit, net}, appetite: [crime: 90%], outlook: defiant }
    capability kit { serves: {crime, espionage, policing}, worth: 5, harm: 6, attribution: 40% }
    capability net { serves: {crime}, worth: 3 }
    treaty T {
      quorum: 1
      clause 1 { forbid any state to use anything for espionage against any party, verification: 20% }
      clause 2 { oblige any party to assist any party within 30 days }
      clause 3 { permit any state to use kit for policing, overrides: {T.1} }
    }
    var n = 1
    var xs = [1, 2, 3]
    var m = ["a": 1]
    var s = {1, 2}
    var r = {x: 1, y: {z: "deep"}}
    var t = "text"
    var d = 2020-02-29
    fn twice(f, x) = f(f(x))

    """

  /// A whole program, the setting before it.
  public static func program(_ choices: Choices) -> String {
    var generator = ProgramGenerator(choices)
    return setting + generator.statements(upTo: 12)
  }

  /// Statements that go behind the setting.
  public mutating func statements(upTo count: Int) -> String {
    if variables.isEmpty {
      variables = [
        ("n", .number, true), ("xs", .list, true), ("m", .map, true), ("s", .set, true), ("r", .record, true),
        ("t", .text, true), ("d", .date, true), ("A", .actor, false), ("B", .actor, false), ("G", .actor, false),
      ]
    }
    var text = ""
    for _ in 0..<(1 + choices.below(count)) where !choices.isUsedUp { text += statement() + "\n" }
    return text
  }

  private mutating func block() -> String {
    depth += 1
    let known = variables.count
    defer {
      depth -= 1
      variables.removeSubrange(known...)
    }
    var lines: [String] = []
    for _ in 0..<(1 + choices.below(3)) { lines.append(statement()) }
    return "{\n" + lines.joined(separator: "\n") + "\n}"
  }

  private mutating func fresh(_ stem: String) -> String {
    counter += 1
    return "\(stem)\(counter)"
  }

  // MARK: Statements

  private mutating func statement() -> String {
    switch choices.below(depth < 3 ? 24 : 14) {
    case 0, 1: return declaration()
    case 2, 3, 4: return assignment()
    case 5: return "print(\(any()))"
    case 6: return "print(\"\(fresh("p")): {(\(any()))}\")"
    case 7: return "on \(date()): \(act())"
    case 8: return "A.exposure = \(number())"
    case 9: return "T.1.verification = \(choices.below(120))%"
    case 10: return "ask \(question())"
    case 11: return "let \(fresh("q")) = try \(any()) else \(any())"
    case 12: return "expect error \(choices.one(of: ["\"\"", "\"zero\""])) { print(\(any())) }"
    case 13: return "state \(fresh("S")) { exposure: \(number()), appetite: [crime: \(choices.below(101))%] }"
    case 14, 15: return loop()
    case 16: return "if \(truth()) \(block()) else \(block())"
    case 17: return "suppose \(block())"
    case 18: return function()
    case 19: return "on \(date()): {A, B} sign T\non \(date()): \(choices.one(of: ["A", "B"])) ratifies T"
    case 20: return "while n < \(choices.below(30)) {\nn += 1\n\(statement())\n}"
    case 21: return "ask \(question()) supposing A.exposure = \(number())"
    case 22: return "test \"\(fresh("test"))\" \(block())"
    default: return "expect \(truth())"
    }
  }

  private mutating func declaration() -> String {
    let kind = choices.one(of: Kind.allCases)
    let canChange = choices.once(in: 2)
    let name = fresh("v")
    let text = "\(canChange ? "var" : "let") \(name) = \(value(kind))"
    variables.append((name, kind, canChange))
    return text
  }

  private mutating func assignment() -> String {
    let variable = choices.one(of: variables.filter(\.canChange))
    switch (variable.kind, choices.below(4)) {
    case (.number, 1): return "\(variable.name) \(choices.one(of: ["+=", "-=", "*=", "/="])) \(number())"
    case (.list, 1): return "\(variable.name) += \(value(.list))"
    case (.list, 2): return "\(variable.name)[\(number())] = \(any())"
    case (.list, 3): return "\(variable.name)[0] += \(number())"
    case (.text, 1): return "\(variable.name) += \(value(.text))"
    case (.map, 1): return "\(variable.name)[\(any())] = \(any())"
    case (.map, 2): return "\(variable.name) |= \(value(.map))"
    case (.set, 1): return "\(variable.name) |= \(value(.set))"
    case (.set, 2): return "\(variable.name) &= \(value(.set))"
    case (.record, 1): return "\(variable.name).x = \(any())"
    case (.record, 2): return "\(variable.name).w\(choices.below(3)) = \(any())"
    case (.record, 3): return "\(variable.name).x += \(number())"
    case (.duration, 1), (.date, 1): return "\(variable.name) += \(value(.duration))"
    default: return "\(variable.name) = \(value(variable.kind))"
    }
  }

  private mutating func loop() -> String {
    let name = fresh("i")
    let source = choices.once(in: 3) ? value(choices.one(of: [.list, .set, .map, .text])) : "1..\(choices.below(6))"
    variables.append((name, .number, false))
    let body = block()
    variables.removeAll { $0.name == name }
    return "for \(name) in \(source) \(body)"
  }

  private mutating func function() -> String {
    let name = fresh("f")
    let parameter = fresh("x")
    variables.append((parameter, .number, false))
    let body = choices.once(in: 2) ? "= \(any())" : block()
    variables.removeAll { $0.name == parameter }
    variables.append((name, .function, false))
    return "fn \(name)(\(parameter)) \(body)"
  }

  // MARK: Acts and questions

  private mutating func actor() -> String { choices.one(of: ["A", "B", "G"]) }

  private mutating func act() -> String {
    switch choices.below(6) {
    case 0: return "\(actor()) signs T"
    case 1: return "\(actor()) ratifies T"
    case 2: return "\(actor()) assists \(actor())"
    case 3: return "\(actor()) withdraws from T"
    case 4: return "someone uses net against \(actor())"
    default:
      let purpose = choices.one(of: ["", " for crime", " for espionage", " for {crime, policing}", " for warfare"])
      return "\(actor()) uses \(choices.one(of: ["kit", "net"]))\(purpose) against \(actor())"
    }
  }

  private mutating func question() -> String {
    let why = choices.once(in: 4) ? "why " : ""
    switch choices.below(12) {
    case 0: return why + "has \(actor()) used kit against \(actor())"
    case 1: return why + "has \(actor()) breached T"
    case 2: return why + "may \(actor()) use kit for \(choices.one(of: ["crime", "espionage", "policing"])) against B"
    case 3: return why + "may \(actor()) use kit against \(actor())"
    case 4: return why + "must \(actor()) assist \(actor())"
    case 5: return why + "would \(actor()) sign T"
    case 6: return why + "would \(actor()) honour T.1"
    case 7: return "who would join T"
    case 8: return "who may use net for crime against A"
    case 9: return "outcome(T)"
    case 10: return "breaches(T)"
    default: return number()
    }
  }

  // MARK: Expressions

  private mutating func any() -> String { value(choices.one(of: Kind.allCases)) }

  /// An expression that mostly has a value of that kind.
  private mutating func value(_ kind: Kind) -> String {
    if choices.once(in: 24) { return variable(choices.one(of: Kind.allCases)) ?? "nothing" }
    if choices.once(in: 3), let name = variable(kind) { return name }
    guard depth < 6, !choices.isUsedUp else { return simple(kind) }
    depth += 1
    defer { depth -= 1 }
    switch kind {
    case .number: return number()
    case .truth: return truth()
    case .text:
      return choices.one(of: [
        "\"é{(\(any()))}\"", "upper(\(value(.text)))", "(\(value(.text)) + \(value(.text)))", "text(\(any()))",
        "join(\(value(.list)), \", \")", "format(\(number()), 2)", "to_json(\(any()))",
      ])
    case .list:
      return choices.one(of: [
        "[\(any()), \(any())]", "[x * 2 for x in \(value(.list)) if x != \(number())]", "sort(\(value(.list)))",
        "(\(value(.list)) + [\(any())])", "map(\(value(.list)), \(value(.function)))", "reverse(\(value(.list)))",
        "filter(\(value(.list)), x -> \(truth()))", "to_list(\(value(.set)))", "split(\(value(.text)), \"e\")",
        "zip(\(value(.list)), \(value(.list)))", "keys(\(value(.map)))", "flatten([\(value(.list))])",
      ])
    case .map:
      return choices.one(of: [
        "[\(any()): \(any())]", "[x: x for x in \(value(.list))]", "(\(value(.map)) | \(value(.map)))",
        "group_by(\(value(.list)), x -> x)",
      ])
    case .set:
      return choices.one(of: [
        "{\(any()), \(any())}", "(\(value(.set)) | \(value(.set)))", "(\(value(.set)) & \(value(.set)))",
        "set(\(value(.list)))", "all(state)", "parties(T)",
      ])
    case .record: return choices.one(of: ["{x: \(any()), y: \(any())}", "r.y", "outcome(T)"])
    case .date: return date()
    case .duration:
      return choices.one(of: ["(\(value(.duration)) * \(choices.below(9)))", "(\(date()) - \(date()))", "1 month"])
    case .actor: return actor()
    case .function: return choices.one(of: ["(x -> \(any()))", "(x -> x)", "twice", "upper", "((x, y) -> x)"])
    }
  }

  private mutating func variable(_ kind: Kind) -> String? {
    let names = variables.filter { $0.kind == kind }.map(\.name)
    return names.isEmpty ? nil : choices.one(of: names)
  }

  private mutating func simple(_ kind: Kind) -> String {
    switch kind {
    case .number: "\(choices.below(10))"
    case .truth: choices.one(of: ["yes", "no", "unknown"])
    case .text: choices.one(of: ["\"\"", "\"a\"", "\"Größe 国\""])
    case .list: choices.one(of: ["[]", "[1, 2]", "[\"b\", 2, no]"])
    case .map: choices.one(of: ["[:]", "[1: \"x\"]"])
    case .set: choices.one(of: ["{1}", "set()"])
    case .record: "{x: 1}"
    case .date: choices.one(of: ["2020-02-29", "1999-12-31"])
    case .duration: choices.one(of: ["3 days", "1 month", "2 years"])
    case .actor: "A"
    case .function: "(x -> x)"
    }
  }

  private mutating func number() -> String {
    guard depth < 6, !choices.isUsedUp else { return simple(.number) }
    depth += 1
    defer { depth -= 1 }
    switch choices.below(10) {
    case 0, 1, 2: return simple(.number)
    case 3: return "(\(number()) \(choices.one(of: ["+", "-", "*", "/", "mod", "^"])) \(number()))"
    case 4: return "count(\(value(choices.one(of: [.list, .set, .map, .text]))))"
    case 5: return "sum(\(value(.list)))"
    case 6: return "max(\(number()), \(number()))"
    case 7: return "\(value(.list))[\(number())]"
    case 8: return "(if \(truth()) then \(number()) else \(number()))"
    default: return choices.one(of: ["A.exposure", "r.x", "n", "1e308", "-1", "0.1", "50%"])
    }
  }

  private mutating func truth() -> String {
    guard depth < 6, !choices.isUsedUp else { return simple(.truth) }
    depth += 1
    defer { depth -= 1 }
    switch choices.below(9) {
    case 0: return simple(.truth)
    case 1: return "(\(number()) \(choices.one(of: ["<", "<=", "==", "!=", ">", ">="])) \(number()))"
    case 2: return "(\(truth()) \(choices.one(of: ["and", "or"])) \(truth()))"
    case 3: return "(not \(truth()))"
    case 4: return "(\(any()) in \(value(choices.one(of: [.list, .set, .map]))))"
    case 5: return "(\(any()) == \(any()))"
    case 6: return "any_of(\(value(.list)), x -> \(simple(.truth)))"
    case 7: return "(\(question()))"
    default: return "(\(date()) < \(date()))"
    }
  }

  private mutating func date() -> String {
    switch choices.below(4) {
    case 0: return "2020-02-29"
    case 1: return "(2020-01-01 + \(choices.below(200)) * 1 day)"
    case 2: return "d"
    default: return "(2021-05-31 - \(choices.below(40)) * 1 month)"
    }
  }
}
