import CybSyntax
import TreatyLaw

/// What the norms of one treaty say among given parties (`models.md` §2–3): whom each clause binds, which conduct it
/// forbids, which duties it imposes. The answers are those of the engine that decides a breach.
///
/// What is undetermined or in conflict counts against the actor.
final class TreatyText {
  let clauses: [EntityID]
  /// By clause, whether it has a prohibition on conduct, a duty (an obligation, or a prohibition on another verb), and an
  /// obligation.
  private(set) var kinds: [(conduct: Bool, duty: Bool, obligation: Bool)] = []
  /// Whether some norm turns on a condition.
  let isConditional: Bool
  /// Whether a reserved clause speaks of acts against outsiders too, whose lifting turns on who the others are.
  let isLiftedTowardsSome: Bool
  private let machine: Unowned
  private let law: LawModel
  private let chronicle: Chronicle
  private let treaty: Int?
  private let date: Position
  private let conduct: (verb: VerbID, purpose: Int, target: Int)?
  private let places: [Int: Int]

  private struct Unowned {
    unowned let machine: Machine
  }

  init(_ treaty: EntityID, _ machine: Machine) throws {
    self.machine = Unowned(machine: machine)
    let (law, chronicle) = try machine.oracle.law.current()
    self.law = law
    self.chronicle = chronicle
    self.treaty = law.index(ofTreaty: treaty)
    date = machine.oracle.position(nil)
    let world = machine.world
    let conduct = world.conductVerb
    self.conduct = conduct
    let clauses = world[treaty].clauses
    self.clauses = clauses
    places = Dictionary(
      clauses.enumerated().compactMap { place, clause in law.index(ofClause: clause).map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
    var isConditional = false
    for clause in clauses {
      var kind = (conduct: false, duty: false, obligation: false)
      for norm in world[clause].norms {
        if norm.when != nil || norm.unless != nil { isConditional = true }
        switch norm.modality {
        case .oblige: (kind.duty, kind.obligation) = (true, true)
        case .forbid where norm.act.verb == conduct?.verb: kind.conduct = true
        case .forbid: kind.duty = true
        case .permit, .empower: break
        }
      }
      kinds.append(kind)
    }
    self.isConditional = isConditional
    isLiftedTowardsSome = world.events.contains { event in
      guard world[event.act.verb].name == "reserve", case .value(.entity(let clause)) = event.act.object,
        clauses.contains(clause), let conduct
      else { return false }
      return world[clause].norms.contains { norm in
        guard norm.act.verb == conduct.verb else { return false }
        switch norm.act.roles[conduct.target]?.extent {
        case .anyParty?, .eachParty?: return false
        default: return true
        }
      }
    }
  }

  /// The clauses that forbid `actor use capability for purpose against target`.
  func forbidding(
    _ actor: EntityID, _ capability: EntityID, _ purpose: EntityID, _ target: EntityID, among parties: SupposedParties
  ) throws -> [Int] {
    guard let conduct, let treaty else { return [] }
    var roles = machine.machine.world[conduct.verb].roles.map { _ in TreatyLaw.Filler.open }
    roles[conduct.purpose] = .thing(thing(purpose))
    roles[conduct.target] = .thing(thing(target))
    let act = TreatyLaw.Act(
      verb: Int(conduct.verb.index), subject: .thing(thing(actor)), object: .thing(thing(capability)), roles: roles)
    return try chronicle.clausesForbidding(act, under: treaty, among: parties, at: date).keys.compactMap { places[$0] }
  }

  /// The clauses that impose a duty on the actor.
  func owing(_ actor: EntityID, among parties: SupposedParties) throws -> [Int] {
    guard let treaty else { return [] }
    let verb = conduct.map { Int($0.verb.index) } ?? -1
    return try chronicle.clausesAsking(of: thing(actor), under: treaty, among: parties, conduct: verb, at: date).keys
      .compactMap { places[$0] }
  }

  /// The clauses that bind the actor: the subject of one of their prohibitions or obligations matches it.
  func binding(_ actor: EntityID, among parties: SupposedParties) throws -> [Int] {
    guard let treaty else { return [] }
    return try chronicle.clausesBinding(thing(actor), under: treaty, among: parties, at: date).compactMap { places[$0] }
  }

  func thing(_ entity: EntityID) -> Thing { Thing(entity.index) }
}
