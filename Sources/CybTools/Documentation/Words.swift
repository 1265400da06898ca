/// What the words of the language do, for `cyb doc`.
public enum Words {
  public struct Entry: Sendable {
    /// The words that it explains.
    public let words: [String]
    /// How they are written.
    public let form: String
    public let meaning: String

    init(_ words: [String], _ form: String, _ meaning: String) {
      self.words = words
      self.form = form
      self.meaning = meaning
    }
  }

  public static let all: [Entry] = statements + declarations + norms + questions + expressions

  private static let statements = [
    Entry(["let"], "let NAME = E", "declares a name whose value stays"),
    Entry(["var"], "var NAME = E", "declares a variable, which assignments change"),
    Entry(["fn"], "fn NAME(a, b = 1) = E   or   fn NAME(a, b = 1) { … }", "declares a function"),
    Entry(["return"], "return [E]", "ends the function around it with a value"),
    Entry(["if", "else"], "if E { … } else if E { … } else { … }", "runs the first block whose condition is yes"),
    Entry(
      ["for", "in"], "for x in XS { … }   for k, v in M { … }",
      "runs the block for each element of a list, set, map, range or text"),
    Entry(["while"], "while E { … }", "runs the block as long as the condition is yes"),
    Entry(["break"], "break", "ends the innermost loop"),
    Entry(["continue"], "continue", "begins the next turn of the innermost loop"),
    Entry(
      ["import", "as"], "import \"path.cyb\" [as NAME]",
      "runs another file once and takes over its names, or has them behind `NAME.`"),
    Entry(["ask"], "ask E", "prints a question as written and its answer"),
    Entry(["on"], "on DATE: SUBJECT VERB …", "records an event, and yields it"),
    Entry(
      ["suppose"], "suppose { … }", "runs the block in a copy of the world and drops what it changed"),
    Entry(["test"], "test \"name\" { … }", "a test, run by `cyb test` in a copy of the world"),
    Entry(["expect"], "expect E", "an error unless E is yes; a failure shows both sides of a comparison"),
    Entry(
      ["error"], "expect error \"part\" { … }", "an error unless the block fails with a message that contains the part"),
  ]

  private static let declarations = [
    Entry(
      ["verb"], "verb NAME[/THIRD/PARTICIPLE] [KIND] {PREPOSITION KIND}",
      "declares an act and its roles; `?` behind a kind makes its omission mean nothing"),
    Entry(["clause"], "clause ID [\"title\"] { … }", "a clause of a treaty: fields and norms"),
    Entry(
      ["with", "against", "to", "of", "from", "about", "over"], "VERB … against ROLE",
      "a preposition names a role of a verb, beside `for`"),
  ]

  private static let norms = [
    Entry(["forbid"], "forbid SUBJECT to ACT [when E] [unless E] [else oblige …]", "a norm: the act is a breach"),
    Entry(
      ["oblige"],
      "oblige SUBJECT to ACT [within D | by DATE] [after SUBJECT ACT] [when E] [unless E] [where E] [else oblige …]",
      "a norm: leaving the act undone is a breach"),
    Entry(["permit"], "permit SUBJECT to ACT [when E] [unless E]", "a norm: lifts a prohibition"),
    Entry(["empower"], "empower SUBJECT to ACT [when E] [unless E]", "a norm: without it the act has no effect in law"),
    Entry(
      ["when", "unless"], "… when E, … unless E",
      "a norm applies only when E holds, or unless it holds; `act` names the act"),
    Entry(["within", "by"], "… within 30 days, … by 2012-01-01", "the deadline of a duty"),
    Entry(["after"], "… after SUBJECT ACT", "an act that brings a duty about"),
    Entry(["where"], "… where E", "which acts discharge a duty; `act` names the act"),
    Entry(
      ["any", "each"], "any KIND, each KIND, any party",
      "in a norm: every member alike; in `oblige`, `any` asks for one"),
    Entry(["anyone", "anything"], "anyone, anything", "any actor, whatever fits the role"),
    Entry(["someone"], "someone", "an actor that is not established"),
  ]

  private static let questions = [
    Entry(["has"], "has SUBJECT PARTICIPLE …", "a question of fact, answered from the recorded events"),
    Entry(
      ["may", "must"], "may SUBJECT VERB …, must SUBJECT VERB …",
      "a question of law, answered from the clauses in force"),
    Entry(
      ["would", "might"], "would SUBJECT VERB …, might SUBJECT VERB …",
      "a prediction from the actors' interests: in all outcomes, in at least one"),
    Entry(["who"], "who MODAL VERB …", "the set of actors for whom the answer is yes"),
    Entry(["why"], "why QUESTION", "the answer with its grounds, printed as a tree"),
    Entry(["since"], "… since DATE", "counts acts from that day on"),
    Entry(["of"], "… as of DATE", "asks about the world of that day"),
    Entry(["supposing"], "… supposing T.quorum = 5, on D: A signs T", "asks about a world with these changes"),
  ]

  private static let expressions = [
    Entry(["then"], "if E then A else B", "one of two values"),
    Entry(["try"], "try A else B", "A, or B where A fails with a run-time error"),
    Entry(["is"], "x is state, x is not nothing", "asks for a kind or type; always yes or no"),
    Entry(["and", "or", "not"], "A and B, A or B, not A", "three-valued logic (Kleene)"),
    Entry(["mod"], "a mod b", "the remainder, with the sign of the divisor"),
    Entry(
      ["yes", "no", "unknown", "true", "false"], "yes, no, unknown",
      "the three truths; `true` and `false` are yes and no"),
    Entry(["nothing"], "nothing", "the absence of a value"),
    Entry(
      [
        "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
      ], "90 days, 3 months", "a duration; `n * 1 day` for a computed number"),
  ]
}
