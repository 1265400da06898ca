import CybSyntax
import TreatyLaw

/// How acts, norms and reasons read in explanations and warnings.
struct LegalWording {
  let model: LawModel
  var world: World { model.world }
  var machine: Machine { model.machine }

  func name(_ thing: Thing) -> String { machine.describe(model.value(thing)) }

  private func name(_ filler: TreatyLaw.Filler, _ unknown: String) -> String? {
    switch filler {
    case .thing(let thing): name(thing)
    case .absent: nil
    case .open: unknown
    case .someone, .undeclared: "someone"
    }
  }

  /// `Atlantia uses exploit_kit against Baltia`; the base form after `may` and `must`.
  func sentence(_ act: TreatyLaw.Act, base: Bool = false, subject: Bool = true) -> String {
    let verb = world.verbs[act.verb]
    var words: [String] = []
    if subject, let name = name(act.subject, "someone") { words.append(name) }
    words.append(base ? verb.name : verb.thirdPerson)
    if let object = name(act.object, "something"), verb.object != nil { words.append(object) }
    for (role, filler) in zip(verb.roles, act.roles) {
      guard filler != .open, let name = name(filler, "") else { continue }
      words.append("\(role.preposition.rawValue) \(name)")
    }
    return words.joined(separator: " ")
  }

  func event(_ index: Int) -> String { "\(world.events[index].date): \(sentence(model.act(world.events[index].act)))" }

  /// `Atlantia had reported to Baltia`.
  func perfect(_ act: TreatyLaw.Act) -> String {
    let words = sentence(act, subject: false).split(separator: " ").dropFirst().joined(separator: " ")
    let subject = name(act.subject, "someone") ?? "someone"
    return "\(subject) had \(world.verbs[act.verb].participle)" + (words.isEmpty ? "" : " " + words)
  }

  /// Whether a role takes purposes.
  func isPurpose(_ role: Verb.Role) -> Bool {
    guard case .kind(let kind)? = role.kinds.first else { return false }
    return world.isKind(kind, within: BuiltinKind.purpose.id)
  }

  /// `London.2 "Cyberwarfare"`.
  func clause(_ index: Int) -> String {
    let entity = world[model.clauses[index]]
    return entity.title.map { "\(entity.name) \"\($0)\"" } ?? entity.name
  }

  /// The norm as written, on one line, without what it says of reparation.
  func norm(_ index: Int) -> String {
    let record = model.records[index]
    var span = record.span
    if let reparation = record.reparation {
      span = Span(file: span.file, start: span.start, end: reparation.span.start)
    }
    var words = machine.sources.text(span).split(whereSeparator: { " \n\t\r".contains($0) })
    if record.reparation != nil, words.last == "else" { words.removeLast() }
    return words.joined(separator: " ")
  }

  func clauseValue(_ norm: Int) -> Value { .entity(model.clauses[model.model.norms[norm].clause]) }

  /// What distinguishes a possibility from the act as asked: `if the purpose is crime`.
  func distinction(_ possibility: TreatyLaw.Act, of act: TreatyLaw.Act, _ assumptions: [Int: Bool]) -> String {
    let verb = world.verbs[act.verb]
    var parts: [String] = []
    if possibility.subject != act.subject {
      parts.append(
        "it was \(possibility.subject == .undeclared ? "someone else" : name(possibility.subject, "someone") ?? "")")
    }
    if possibility.object != act.object { parts.append("with \(name(possibility.object, "something else") ?? "")") }
    for (index, role) in verb.roles.enumerated() where possibility.roles[index] != act.roles[index] {
      let isUndeclared = possibility.roles[index] == .undeclared
      parts.append(
        "\(role.preposition.rawValue) \(isUndeclared ? "someone else" : name(possibility.roles[index], "something") ?? "")"
      )
    }
    for (key, value) in assumptions.sorted(by: { $0.key < $1.key }) {
      if let span = model.conditionSources[key] {
        parts.append("`\(machine.sources.text(span))` is \(value ? "yes" : "no")")
      } else if case .ofDuty? = Doubt(number: key) {
        parts.append(value ? "the duty is still to be done" : "the duty is not to be done any more")
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Why one norm beats another, in the words of law.md §4.
  func reason(_ precedence: Precedence) -> String {
    switch precedence {
    case .peremptory: "it is peremptory"
    case .overrides: "its text says that it overrides"
    case .reparation: "it repairs the other's breach"
    case .moreSpecific: "it is more specific"
    case .conditioned: "it has a condition, where the other has none"
    case .laterTreaty: "its treaty is the later one, between parties to both"
    }
  }

  /// Why an act is void.
  func reason(_ reason: VoidReason, _ act: TreatyLaw.Act) -> String {
    let actor = name(act.subject, "someone") ?? "someone"
    return switch reason {
    case .notOpen: "the treaty is not open to \(actor)"
    case .notParty: "\(actor) is not a party"
    case .otherNotParty: "who it is aimed at is not a party"
    case .noPower: "\(actor) has no power to do so"
    case .tooLate: "it comes too late"
    case .notReservable: "the text allows no reservation to this clause"
    case .peremptory: "a peremptory clause cannot be reserved"
    case .noReservation: "there is no reservation to object to"
    case .notConsented: "\(actor) has neither signed nor consented"
    case .notDenounceable: "the text provides for no withdrawal"
    case .noMaterialBreach: "there is no breach of a material clause that would let \(actor) do so"
    case .waitsForOthers: "it waits for the other parties to do the same"
    case .notOwn: "it is no act of \(actor)'s own that can be taken back"
    case .consentIsFinal: "consent to be bound cannot be taken back"
    case .alreadyRun: "the notice is not running"
    case .treatyEnded: "the treaty has ended"
    case .notSuspended: "nothing is suspended"
    case .forbidden(let norm): "\(clause(model.model.norms[norm].clause)) takes the power away"
    case .powerUnknown: "whether \(actor) has the power is not established"
    }
  }

  /// What would have made a void act effective.
  func advice(_ reason: VoidReason) -> String? {
    switch reason {
    case .notOpen: "say who may join: `open_to: …`"
    case .notDenounceable: "let parties withdraw: `denounceable: yes`, or `notice: …`"
    case .notReservable: "allow it: `reservable: yes` on the clause"
    case .notParty: "record its consent first"
    default: nil
    }
  }

  func date(_ position: Position) -> String { "\(Moment(position))" }

  func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
