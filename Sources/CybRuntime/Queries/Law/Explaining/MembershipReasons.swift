import CybSyntax
import TreatyLaw

// Why somebody is, or is not, bound.
extension Oracle {
  /// Since when an actor is bound by a clause's treaty.
  func entry(
    of actor: Thing, clause: Int, _ wording: LegalWording, _ chronicle: Chronicle, at position: Position
  ) throws -> [Explanation] {
    let index = wording.model.model.clauses[clause].treaty
    let treaty = wording.model.treaties[index]
    guard let day = try chronicle.entryDay(of: index, for: actor, at: position) else { return [] }
    let consent = try chronicle.consents(to: index, at: position).last { $0.actor == actor }
    let date = Moment(minutes: day * 1440, hasTime: false)
    let sources: [Value] = [.entity(treaty)] + (consent.map { [.event(EventID(index: Int32($0.event)))] } ?? [])
    let basis = consent.map { " (\(wording.event($0.event)))" } ?? ""
    return [
      Explanation(
        "\(wording.name(actor)) is bound by \(world.name(of: treaty)) from \(date) on\(basis)", sources: sources)
    ]
  }

  /// Since when an actor is bound by a clause in an act: itself, one of those towards whom it is bound, and those others
  /// without whom the treaty would not be in force.
  func standing(
    of actor: Thing, in act: TreatyLaw.Act, clause: Int, _ wording: LegalWording, _ chronicle: Chronicle,
    at position: Position
  ) throws -> [Explanation] {
    let model = wording.model
    let index = model.model.clauses[clause].treaty
    let text = model.model.treaties[index]
    var found = try entry(of: actor, clause: clause, wording, chronicle, at: position)
    guard text.binds == nil, !found.isEmpty else { return found }
    let towards = chronicle.boundTowards(act, by: actor, clause: clause, at: position)
    let named = towards.first { other in act.others.contains(.thing(other)) } ?? towards.first
    if let named { found += try entry(of: named, clause: clause, wording, chronicle, at: position) }
    let consents = try chronicle.consents(to: index, at: position)
    var enough = [actor] + (named.map { [$0] } ?? [])
    let own = enough.count
    for consent in consents where try text.quorum(enough) != .yes && !enough.contains(consent.actor) {
      enough.append(consent.actor)
    }
    for place in enough.indices.dropFirst(own).reversed() {
      var fewer = enough
      fewer.remove(at: place)
      if try text.quorum(fewer) == .yes { enough = fewer }
    }
    let others = enough.dropFirst(own)
    guard !others.isEmpty, let day = try chronicle.entryDay(of: index, at: position) else { return found }
    let events = others.compactMap { other in consents.last { $0.actor == other }?.event }
    let names = others.map(wording.name)
    let shown = names.count <= 4 ? wording.list(names) : "\(names[0]), \(names[1]) and \(names.count - 2) others"
    found.append(
      Explanation(
        "\(world.name(of: model.treaties[index])) is in force from \(Moment(minutes: day * 1440, hasTime: false)) on: "
          + "\(shown) consented too",
        sources: [.entity(model.treaties[index]), .text("quorum")]
          + events.map { .event(EventID(index: Int32($0))) }))
    return found
  }

  func membership(_ inquiry: Inquiry, _ subject: Inquiry.Filler) throws -> [Explanation] {
    let (model, chronicle) = try law.current()
    let wording = LegalWording(model: model)
    let position = position(inquiry.asOf)
    guard case .value(.entity(let actor)) = subject, let clause = clauses(inquiry.object, model).first else {
      return []
    }
    let known = try entry(of: Thing(actor.index), clause: clause, wording, chronicle, at: position)
    if !known.isEmpty { return known }
    let treaty = model.model.clauses[clause].treaty
    let name = world.name(of: model.treaties[treaty])
    let who = world.name(of: actor)
    guard try chronicle.isInForce(treaty, at: position) else {
      return [try notInForce(treaty, at: position, wording, chronicle)]
    }
    return [Explanation("\(who) is not a party to \(name)", sources: [.entity(model.treaties[treaty])])]
  }

  /// Why a treaty is not in force, and what it lacks.
  func notInForce(
    _ treaty: Int, at position: Position, _ wording: LegalWording, _ chronicle: Chronicle
  ) throws -> Explanation {
    let entity = wording.model.treaties[treaty]
    let name = world.name(of: entity)
    if let day = try chronicle.entryDay(of: treaty, at: position), Position.start(of: day) > position {
      return Explanation(
        "\(name) enters into force only on \(Moment(minutes: day * 1440, hasTime: false))", sources: [.entity(entity)])
    }
    let consents = try chronicle.consents(to: treaty, at: position)
    let quorum =
      switch wording.model.field("quorum", of: entity) {
      case .number(let number)?: "\(machine.describe(.number(number))) must consent"
      case .object(let function as FunctionObject)?:
        "its quorum is `\(function.name ?? function.place.map { machine.sources.text($0) } ?? "a function")`"
      default: "two must consent"
      }
    let done =
      consents.isEmpty
      ? "nobody has" : "\(consents.count) \(consents.count == 1 ? "has" : "have") consented"
    return Explanation(
      "\(name) is not in force on \(wording.date(position)): \(quorum), and \(done)",
      sources: [.entity(entity), .text("quorum")])
  }
}
