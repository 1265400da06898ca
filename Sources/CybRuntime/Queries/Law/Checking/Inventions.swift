import CybSyntax
import TreatyLaw

/// Entities made up for a check of the wording, so that a kind with no member, or few, has some that may act.
struct Inventions {
  let world: World
  private var plain: [KindID: EntityID] = [:]

  init(world: World) { self.world = world }

  /// Makes up what a treaty's norms speak of: three actors of each kind that may join or is named, and something to act
  /// with.
  mutating func add(for treaty: EntityID) {
    let norms = world[treaty].clauses.flatMap { world[$0].norms }.flatMap(\.chain)
    let patterns = norms.flatMap(\.patterns)
    var kinds = patterns.compactMap(\.kind)
    for field in ["open_to", "binds"] {
      if case .kind(let kind)? = world.field(field, of: treaty) { kinds.append(kind) }
    }
    if world.field("open_to", of: treaty) == nil, world.field("binds", of: treaty) == nil,
      let state = world.kinds.firstIndex(where: { $0.name == "state" })
    {
      kinds.append(KindID(index: Int32(state)))
    }
    var seen = Set<KindID>()
    for kind in kinds where seen.insert(kind).inserted {
      if world.isKind(kind, within: BuiltinKind.actor.id) {
        for _ in 0..<max(0, 3 - world.all(kind).count) { declare(freeLetter, kind) }
      } else if world.isKind(kind, within: BuiltinKind.capability.id) || world[kind].parent == nil {
        makeOne(of: kind)
      }
    }
    let verbs = Set(norms.flatMap { [$0.act.verb] + ($0.trigger.map { [$0.act.verb] } ?? []) })
    for verb in verbs.sorted(by: { $0.index < $1.index }) {
      for role in [world[verb].object].compactMap({ $0 }) + world[verb].roles.map(\.role) {
        guard case .kind(let kind)? = role.kinds.first, !world.isKind(kind, within: BuiltinKind.treaty.id),
          !world.isKind(kind, within: BuiltinKind.clause.id), !world.isKind(kind, within: BuiltinKind.actor.id)
        else { continue }
        makeOne(of: kind)
      }
    }
  }

  private mutating func makeOne(of kind: KindID) {
    guard world.all(kind).isEmpty else { return }
    let name = world.isKind(kind, within: BuiltinKind.capability.id) ? "tool" : "a_\(world.name(of: kind))"
    plain[kind] = declare(name, kind)
  }

  @discardableResult
  private func declare(_ name: String, _ kind: KindID) -> EntityID {
    let entity = world.add(
      Entity(
        name: name, title: nil, kind: kind, declaration: Span(file: FileID(index: 0), start: 0, end: 0),
        documentation: nil))
    world.declare(entity, title: nil, fields: world[kind].defaults.copy())
    return entity
  }

  /// `A`, `B` …, the first that is not taken.
  private var freeLetter: String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)
    let names = letters + (1...).lazy.prefix(1000).map { "A\($0)" }
    return names.first { world.entity(named: $0) == nil } ?? "somebody"
  }

  /// What may stand in a role that takes neither actors, capabilities nor purposes.
  func things(_ verb: Int, _ place: Int, _ treaty: EntityID, _ model: LawModel) -> [Thing] {
    let verb = world.verbs[verb]
    guard let role = place == 0 ? verb.object : verb.roles[place - 1].role else { return [] }
    let mentioned = model.model.norms.flatMap { norm -> [Thing] in
      guard norm.act.verb == model.world.verbs.firstIndex(where: { $0.name == verb.name }) else { return [] }
      let pattern = place == 0 ? norm.act.object : norm.act.roles[place - 1]
      if case .things(let things) = pattern.extent { return things }
      return []
    }
    let others = role.kinds.flatMap { kind -> [Value] in
      switch kind {
      case .kind(let kind):
        if world.isKind(kind, within: BuiltinKind.treaty.id) { return [.entity(treaty)] }
        if world.isKind(kind, within: BuiltinKind.clause.id) { return world[treaty].clauses.map { .entity($0) } }
        return world.all(kind).prefix(2).map { .entity($0) }
      case .type(.number): return [.number(1)]
      case .type(.text): return [.text("x")]
      case .type(.truth): return [.truth(.yes)]
      default: return []
      }
    }
    var found: [Thing] = []
    for thing in mentioned + others.map(model.thing) where !found.contains(thing) { found.append(thing) }
    return found
  }
}

extension NormRecord {
  /// The norm and its reparations.
  var chain: [NormRecord] { [self] + (reparation?.chain ?? []) }

  fileprivate var patterns: [Pattern] {
    let acts = [act] + (trigger.map { [$0.act] } ?? [])
    let roles = acts.flatMap { [$0.object].compactMap { $0 } + $0.roles.compactMap { $0 } }
    return [subject] + (trigger.map { [$0.subject] } ?? []) + roles
  }
}

extension NormRecord.Pattern {
  fileprivate var kind: KindID? {
    switch extent {
    case .any(let kind), .each(let kind): kind
    default: nil
    }
  }
}
