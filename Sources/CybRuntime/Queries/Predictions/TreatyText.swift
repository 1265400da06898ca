import CybSyntax
import TreatyLaw

/// What the norms of one treaty say, all taken together, with the treaty in force between a given set of parties
/// (`models.md` §2–3): whom each clause binds, which conduct it forbids, which duties it imposes.
///
/// Acts are fully established here. What the conditions leave open counts against the actor.
final class TreatyText {
  /// A norm with the clause that it stands in.
  struct Entry {
    let clause: Int
    let norm: NormRecord
    /// Whether it speaks of conduct: `use k for p against j`.
    let isConduct: Bool
  }

  /// `actor use capability for purpose against target`.
  struct Use {
    let actor: EntityID
    let capability: EntityID
    let purpose: EntityID
    let target: EntityID
  }

  unowned let machine: Machine
  let treaty: EntityID
  let clauses: [EntityID]
  let entries: [Entry]
  private let conduct: (verb: VerbID, purpose: Int, target: Int)?
  private let order: NormOrder
  /// By clause, those that reserved it.
  private var reserved: [Set<EntityID>]

  init(_ treaty: EntityID, _ machine: Machine) {
    self.machine = machine
    self.treaty = treaty
    clauses = machine.world[treaty].clauses
    let conduct = machine.world.conductVerb
    self.conduct = conduct
    var entries: [Entry] = []
    for (index, clause) in clauses.enumerated() {
      for norm in machine.world[clause].norms {
        entries.append(Entry(clause: index, norm: norm, isConduct: norm.act.verb == conduct?.verb))
      }
    }
    self.entries = entries
    order = NormOrder(treaty, clauses, machine.world)
    reserved = machine.reservations(of: clauses)
  }

  private var world: World { machine.world }

  /// The clauses whose standing norms forbid the use. `isParty` tells whether an actor is a party.
  func forbidding(_ use: Use, isParty: (EntityID) -> Bool) throws -> Set<Int> {
    guard let conduct else { return [] }
    let act = machine.actRecord(use, conduct.verb)
    var roles: [EntityID?] = Array(repeating: nil, count: world[conduct.verb].roles.count)
    roles[conduct.purpose] = use.purpose
    roles[conduct.target] = use.target
    var prohibitions: [Entry] = []
    var others: [Entry] = []
    for entry in entries where entry.isConduct && entry.norm.modality != .empower {
      guard let names = match(entry.norm, by: use.actor, object: use.capability, roles, isParty) else { continue }
      let applies = try conditions(of: entry.norm, act, names)
      if entry.norm.modality == .forbid {
        if applies != .no { prohibitions.append(entry) }
      } else if applies == .yes {
        others.append(entry)
      }
    }
    var found: Set<Int> = []
    for prohibition in prohibitions where !found.contains(prohibition.clause) {
      guard !isLifted(prohibition.clause, use.actor, use.target, isParty) else { continue }
      if order.stands(prohibition, among: prohibitions, against: others) { found.insert(prohibition.clause) }
    }
    return found
  }

  /// The clauses that impose a duty on the actor: by an obligation, or a prohibition on another verb.
  func owing(_ actor: EntityID, parties: [EntityID], isParty: (EntityID) -> Bool) throws -> Set<Int> {
    var found: Set<Int> = []
    for entry in entries where isDuty(entry.norm) && !found.contains(entry.clause) {
      guard let names = matchSubject(entry.norm, actor, isParty) else { continue }
      let others = parties.filter { $0 != actor }
      if reserved[entry.clause].contains(actor) { continue }
      if !others.isEmpty, others.allSatisfy({ reserved[entry.clause].contains($0) }) { continue }
      let act = machine.dutyRecord(entry.norm, actor, names)
      guard try conditions(of: entry.norm, act, names) != .no else { continue }
      guard try stands(entry, actor, act, isParty) else { continue }
      found.insert(entry.clause)
    }
    return found
  }

  /// The clauses that bind the actor: the subject of one of their prohibitions or duties matches it.
  func binding(_ actor: EntityID, isParty: (EntityID) -> Bool) -> (conduct: Set<Int>, duties: Set<Int>) {
    var conduct: Set<Int> = []
    var duties: Set<Int> = []
    for entry in entries where matchSubject(entry.norm, actor, isParty) != nil {
      if isDuty(entry.norm) {
        duties.insert(entry.clause)
      } else if entry.norm.modality == .forbid {
        conduct.insert(entry.clause)
      }
    }
    return (conduct, duties)
  }

  /// Whether it is an obligation, or a prohibition on a verb other than that of conduct.
  func isDuty(_ norm: NormRecord) -> Bool {
    norm.modality == .oblige || (norm.modality == .forbid && norm.act.verb != conduct?.verb)
  }

  // MARK: one norm

  private func stands(
    _ entry: Entry, _ actor: EntityID, _ act: Value, _ isParty: (EntityID) -> Bool
  ) throws -> Bool {
    // A permission to do the forbidden, or not to be weighed against an obligation: only norms on the same verb oppose.
    guard entry.norm.modality == .forbid else { return true }
    var others: [Entry] = []
    for other in entries where other.norm.act.verb == entry.norm.act.verb && other.norm.modality == .permit {
      guard let names = matchSubject(other.norm, actor, isParty) else { continue }
      if try conditions(of: other.norm, act, names) == .yes { others.append(other) }
    }
    return order.stands(entry, among: [entry], against: others)
  }

  /// Whether a reservation takes the clause out between an actor and whom it acts against.
  private func isLifted(
    _ clause: Int, _ actor: EntityID, _ target: EntityID, _ isParty: (EntityID) -> Bool
  ) -> Bool {
    if reserved[clause].isEmpty { return false }
    return reserved[clause].contains(actor) || (isParty(target) && reserved[clause].contains(target))
  }

  /// The names that the norm binds, if its subject matches the actor.
  private func matchSubject(_ norm: NormRecord, _ actor: EntityID, _ isParty: (EntityID) -> Bool) -> [Value]? {
    var names = [Value](repeating: .unknown, count: norm.names.count)
    return matches(norm.subject, actor, &names, isParty) ? names : nil
  }

  private func match(
    _ norm: NormRecord, by actor: EntityID, object: EntityID, _ roles: [EntityID?], _ isParty: (EntityID) -> Bool
  ) -> [Value]? {
    var names = [Value](repeating: .unknown, count: norm.names.count)
    guard matches(norm.subject, actor, &names, isParty) else { return nil }
    if let pattern = norm.act.object, !matches(pattern, object, &names, isParty) { return nil }
    for (pattern, filler) in zip(norm.act.roles, roles) {
      guard let pattern, let filler else { continue }
      guard matches(pattern, filler, &names, isParty) else { return nil }
    }
    return names
  }

  private func matches(
    _ pattern: NormRecord.Pattern, _ filler: EntityID, _ names: inout [Value], _ isParty: (EntityID) -> Bool
  ) -> Bool {
    let fits: Bool
    switch pattern.extent {
    case .anyone, .anything: fits = true
    case .any(let kind), .each(let kind): fits = world.isEntity(filler, of: kind)
    case .anyParty, .eachParty: fits = isParty(filler)
    case .value(let value): fits = value == .entity(filler)
    case .values(let values): fits = values.contains(.entity(filler))
    case .name(let index):
      if case .truth(.unknown) = names[index] { fits = true } else { fits = names[index] == .entity(filler) }
      if fits { names[index] = .entity(filler) }
    }
    if fits, let binding = pattern.binding { names[binding] = .entity(filler) }
    return fits
  }

  /// Whether the norm has its `when` and lacks its `unless`.
  private func conditions(of norm: NormRecord, _ act: Value, _ names: [Value]) throws -> Truth {
    guard norm.when != nil || norm.unless != nil else { return .yes }
    let predictor = machine.oracle.predictor
    predictor.conditionDepth += 1
    defer { predictor.conditionDepth -= 1 }
    var result = Truth.yes
    if let when = norm.when { result = try truth(when, act, names, norm) }
    if result != .no, let unless = norm.unless {
      let lifts = try truth(unless, act, names, norm)
      result = result && !lifts
    }
    return result
  }

  private func truth(_ condition: FunctionObject, _ act: Value, _ names: [Value], _ norm: NormRecord) throws -> Truth {
    let value = try machine.call(.object(condition), arguments: [act] + names)
    guard case .truth(let truth) = value else {
      throw Failure(
        Diagnostic("cyb-not-a-truth", "a condition must be yes, no or unknown, not \(value.typePhrase)", at: norm.span))
    }
    return truth
  }
}

extension Machine {
  /// The act as a condition reads it.
  fileprivate func actRecord(_ use: TreatyText.Use, _ verb: VerbID) -> Value {
    var fields: [(String, Value)] = [
      ("date", ambientAsOf.map { .date($0) } ?? .nothing), ("by", .entity(use.actor)),
      ("verb", .text(world[verb].name)), ("object", .entity(use.capability)),
    ]
    for role in world[verb].roles {
      switch role.preposition.rawValue {
      case "for": fields.append(("for", .entity(use.purpose)))
      case "against": fields.append(("against", .entity(use.target)))
      default: fields.append((role.preposition.rawValue, .unknown))
      }
    }
    return .record(fields)
  }

  /// The act that a duty is about, as far as it is known before anything has happened.
  fileprivate func dutyRecord(_ norm: NormRecord, _ actor: EntityID, _ names: [Value]) -> Value {
    let verb = world[norm.act.verb]
    var fields: [(String, Value)] = [
      ("date", ambientAsOf.map { .date($0) } ?? .nothing), ("by", .entity(actor)), ("verb", .text(verb.name)),
      ("object", .unknown),
    ]
    for role in verb.roles { fields.append((role.preposition.rawValue, .unknown)) }
    return .record(fields)
  }

  /// By clause, those that have reserved it and not taken that back.
  fileprivate func reservations(of clauses: [EntityID]) -> [Set<EntityID>] {
    var found = [Set<EntityID>](repeating: [], count: clauses.count)
    let date = ambientAsOf
    for event in world.events where world[event.act.verb].name == "reserve" {
      if let date, event.date.minutes > date.minutes { continue }
      guard case .value(.entity(let actor)) = event.act.subject, case .value(.entity(let clause)) = event.act.object,
        let index = clauses.firstIndex(of: clause)
      else { continue }
      found[index].insert(actor)
    }
    return found
  }
}
