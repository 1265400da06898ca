/// Something amiss in a treaty's words, before any event (law.md §6).
public struct Finding: Sendable {
  public enum Problem: String, Sendable, CaseIterable {
    /// Two norms clash, and no rule decides between them.
    case clash
    /// Without the clause every act would be judged the same.
    case superfluous
    /// Nothing that could happen is covered by the norm, or another always prevails over it.
    case idle
    /// A permission that loses wherever it speaks.
    case outweighed
    /// No actor that it speaks to can be a party.
    case outsider
    /// Whether an act breaches the norm turns on the purpose alone.
    case purpose
    /// A duty that nothing can breach.
    case endless
    /// A power that nobody has.
    case powerless
    /// There are more acts, or more conditions at once, than are gone through: what is said with the norm's verb is not
    /// checked.
    case unchecked
  }

  public var problem: Problem
  /// The norm that it is about.
  public var norm: Int
  /// Those that clash with it, make it superfluous, or prevail over it.
  public var others: [Int] = []
  /// What shows it, the likeliest first.
  public var scenarios: [Scenario]
}

/// Who joins and what happens, to show something.
public struct Scenario: Sendable {
  /// Those that consent to the treaty.
  public var parties: [Thing]
  /// In order; the last one is what it is about. Empty where that is the wording alone.
  public var acts: [Act] = []
  /// Who has the duty that it is about.
  public var debtor: Thing?
  /// Whether it takes conditions to be as it needs them, so that only trying it out tells.
  public var isConditional = false
  /// Acts that its conditions may ask about, the likeliest first.
  public var histories: [Act] = []

  public init(parties: [Thing], acts: [Act] = [], debtor: Thing? = nil, isConditional: Bool = false) {
    self.parties = parties
    self.acts = acts
    self.debtor = debtor
    self.isConditional = isConditional
  }
}

/// What a check of the wording needs to know besides the model.
public struct WordingContext {
  /// What could stand in a role that takes neither actors, capabilities nor purposes: verb, and place (0 is the object).
  public var things: (_ verb: Int, _ place: Int) -> [Thing]
  /// What a condition always is, where its words alone tell.
  public var constant: (_ condition: Int) -> Truth?
  /// A norm's words, reparation included.
  public var text: (_ norm: Int) -> String
  /// The verbs of the acts that a condition asks about.
  public var asked: (_ condition: Int) -> [Int]

  public init(
    things: @escaping (_ verb: Int, _ place: Int) -> [Thing], constant: @escaping (_ condition: Int) -> Truth?,
    text: @escaping (_ norm: Int) -> String, asked: @escaping (_ condition: Int) -> [Int]
  ) {
    self.things = things
    self.constant = constant
    self.text = text
    self.asked = asked
  }
}
