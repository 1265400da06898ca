/// The stable coalitions of the standard model by branch and bound (d'Aspremont et al. 1983 for the notion of stability):
/// exact for conferences too large to enumerate.
///
/// The regimes of the quorum are taken apart, since each changes what an actor's move does: too few signatories; one too
/// few; just enough; more. Within each, open actors are decided by the sign of the bounds of what they gain by signing;
/// where the bounds do not tell, the search branches on the actor that matters most to the others. Interchangeable actors
/// are treated by count.
final class CoalitionSearch {
  /// Stable coalitions that differ only in which of the interchangeable actors sign.
  struct Found {
    /// One of them.
    var signatories: [Bool]
    /// How many there are.
    var multiplicity: Double
    /// Everyone's utility in that one.
    var utility: [Double]
  }

  let tables: SearchTables
  let interchange: Interchange
  let budget: Budget
  private let memo: QuorumMemo
  private(set) var found: [Found] = []
  private(set) var nodes = 0
  private(set) var work = 0
  /// Whether every coalition was looked at.
  private(set) var isComplete = true
  let layout: SearchLayout
  /// What everyone does: in the coalitions of a node, in those with one decided actor on its other side, and in those with
  /// one certain actor there.
  let exact: SearchBounds
  let relaxed: SearchBounds
  let flipped: SearchBounds
  let difference: SearchDifference
  private let player: SearchPlay
  let hasPublicDuties: Bool
  /// By open actor, how much its side matters to the others.
  var influence: [Double]
  /// The decided actors whose wish to stay so hangs on what the others would do if they changed sides.
  var suspects: [Int] = []
  /// By actor, how often its change of mind ruled out a coalition: whoever did is asked first.
  private var objections: [Int]
  private var isLastLook = false
  /// How much of the steps of these is in `work`.
  private var counted = 0
  private static let stepsPerWork = 100
  /// The most classes of stable coalitions that are kept.
  private static let mostFound = 100_000

  /// The budget has run out.
  private struct Exhausted: Error {}

  /// A node with what is known of everyone's conduct in it, and where one of its unproven actors has changed sides.
  struct Branch {
    var node: SearchNode
    var tight: ConductMarks
    var relaxed: ConductMarks
  }

  /// Where open actors must be, by class of interchangeable ones.
  struct Decisions {
    private(set) var byKind: [Int: (isInside: Bool, isProven: Bool)] = [:]
    var isEmpty: Bool { byKind.isEmpty }

    /// - Returns: Whether it agrees with what was decided before.
    mutating func add(_ kind: Int, _ isInside: Bool, isProven: Bool) -> Bool {
      if let known = byKind[kind] {
        guard known.isInside == isInside else { return false }
        if known.isProven || !isProven { return true }
      }
      byKind[kind] = (isInside, isProven)
      return true
    }
  }

  init(_ arithmetic: Arithmetic, budget: Budget) {
    tables = SearchTables(arithmetic)
    layout = SearchLayout(tables)
    exact = SearchBounds(layout)
    relaxed = SearchBounds(layout)
    flipped = SearchBounds(layout)
    difference = SearchDifference(layout, exact)
    player = SearchPlay(layout)
    influence = Array(repeating: 0, count: tables.count)
    objections = Array(repeating: 0, count: tables.count)
    hasPublicDuties = tables.duties.contains { [tables] in tables.isPublic[$0] }
    memo = QuorumMemo(arithmetic.game)
    self.budget = budget
    var isTrivial = true
    if case .count = arithmetic.game.quorum { isTrivial = false }
    interchange = Interchange(tables, isTrivial: isTrivial)
  }

  /// Looks for all stable coalitions.
  func run() throws {
    do {
      if case .count(let least) = tables.game.quorum {
        try runBySize(least)
      } else {
        try explore(SearchNode(tables, least: 0, most: tables.eligible.count), quorum: 0, anyMode)
      }
    } catch is Exhausted {
      isComplete = false
    }
  }

  // MARK: regimes

  /// Which modes a move of an actor can have in a node.
  typealias Modes = (_ node: SearchNode, _ actor: Int, _ isMember: Bool) throws -> [SearchDifference.Mode]

  private func runBySize(_ least: Int) throws {
    let count = tables.eligible.count
    // Fewer than one below the quorum: nothing that anyone does brings the treaty into force.
    let willing = ActorSet(
      tables.eligible.filter {
        let fields = tables.game.actors[$0]
        return fields.image * tables.meanSalience - fields.defiance > tables.tolerance
      })
    if least >= 2 {
      if willing.count <= least - 2 { add(flags(willing), isInForce: false) }
    }
    if least >= 1, least - 1 <= count {
      try explore(SearchNode(tables, least: least - 1, most: least - 1), quorum: least) { _, _, isMember in
        isMember || least > count ? [.dead] : [.pivotal]
      }
    }
    if least >= 1, least <= count {
      try explore(SearchNode(tables, least: least, most: least), quorum: least) { _, _, isMember in
        isMember ? [.pivotal] : [.inner]
      }
    }
    if least + 1 <= count || least <= 0 {
      try explore(SearchNode(tables, least: least <= 0 ? 0 : least + 1, most: count), quorum: least) { _, _, _ in
        [.inner]
      }
    }
  }

  private func isInForce(_ signatories: ActorSet) throws -> Bool { try memo.isInForce(signatories) }

  // MARK: branch and bound

  private func explore(_ start: SearchNode, quorum: Int, _ modes: Modes) throws {
    let unknown = ConductMarks(layout)
    var stack = [Branch(node: start, tight: unknown, relaxed: unknown)]
    while var branch = stack.popLast() {
      nodes += 1
      try spend()
      guard let uncertain = try settle(&branch, quorum, modes) else { continue }
      if branch.node.openCount <= Self.fewOpen {
        try lookAtEach(branch.node)
        continue
      }
      // Of interchangeable actors the first signs, or none does.
      let kind = interchange.members[interchange.kind[uncertain]].filter { branch.node.sides[$0] == .open }
      var without = branch
      for member in kind { without.node.decide(member, false) }
      if !without.node.isEmpty { stack.append(without) }
      branch.node.decide(kind[0], true)
      if !branch.node.isEmpty { stack.append(branch) }
    }
  }

  /// So few open actors are not bounded any more: all their coalitions are looked at.
  private static let fewOpen = 3

  /// Looks at all coalitions of a node. Those that were decided by proof need not be asked again.
  private func lookAtEach(_ node: SearchNode) throws {
    guard let actor = tables.eligible.first(where: { node.sides[$0] == .open }) else {
      let signatories = node.sides.map { $0 == .inside }
      if try isStable(signatories, asking: Array(node.unproven)) {
        add(signatories, isInForce: try isInForce(ActorSet(flags: signatories)))
      }
      if found.count >= Self.mostFound { throw Exhausted() }
      return
    }
    // Of interchangeable actors the first signs, or none does.
    var (with, without) = (node, node)
    for member in interchange.members[interchange.kind[actor]] where node.sides[member] == .open {
      without.decide(member, false)
    }
    with.decide(actor, true)
    if !with.isEmpty { try lookAtEach(with) }
    if !without.isEmpty { try lookAtEach(without) }
  }

  /// Counts what was done since, and ends the search where it is enough.
  func spend() throws {
    let now = (exact.steps + relaxed.steps + flipped.steps + difference.steps + player.steps) / Self.stepsPerWork
    work += 1 + now - counted
    counted = now
    if budget.isCancelled() { throw CancellationError() }
    if work > budget.work, !isLastLook { throw Exhausted() }
  }

  /// Decides the open actors of a node by bounds until nothing changes.
  ///
  /// - Returns: Of those that stay open the one to branch on (any actor where none does); nothing if the node holds no
  ///   stable coalition.
  private func settle(_ branch: inout Branch, _ quorum: Int, _ modes: Modes) throws -> Int? {
    while true {
      if branch.node.isEmpty { return nil }
      if branch.node.openCount > 0, branch.node.mostOpen == 0 || branch.node.leastOpen == branch.node.openCount {
        let isInside = branch.node.mostOpen > 0
        for actor in tables.eligible where branch.node.sides[actor] == .open { branch.node.decide(actor, isInside) }
      }
      if branch.node.openCount == 0 { return tables.eligible.first ?? 0 }
      try spend()
      let view = CoalitionView(branch.node, quorum: quorum)
      exact.run(branch.node, view, within: branch.tight)
      exact.save(&branch.tight)
      var decisions = Decisions()
      for actor in influence.indices { influence[actor] = 0 }
      guard try judgeDecided(&branch, view, &decisions, modes) else { return nil }
      // What is cheaper comes first, and whatever tells something is taken up at once.
      if decisions.isEmpty {
        guard let uncertain = try judgeOpen(branch.node, &decisions, modes) else { return nil }
        if decisions.isEmpty {
          guard try judgeDoubtful(&branch, quorum, &decisions, modes) else { return nil }
        }
        if decisions.isEmpty { return uncertain }
      }
      for (kind, decision) in decisions.byKind {
        for actor in interchange.members[kind] where branch.node.sides[actor] == .open {
          branch.node.decide(actor, decision.isInside, isProven: decision.isProven)
        }
      }
    }
  }

  /// What bounds alone decide, whatever the regime. Whoever always wants in is in every stable coalition, and in every
  /// coalition of an absorbing set too; likewise who always wants out.
  func undecided() throws -> SearchNode {
    let unknown = ConductMarks(layout)
    var branch = Branch(
      node: SearchNode(tables, least: 0, most: tables.eligible.count), tight: unknown, relaxed: unknown)
    // One look at the whole is worth its price also where the budget is spent.
    isLastLook = true
    defer { isLastLook = false }
    _ = try settle(&branch, 0, anyMode)
    return branch.node
  }

  /// The modes that a move can have where the size tells nothing: what is in force is judged by the smallest and the largest
  /// coalition of the node.
  private func anyMode(_ node: SearchNode, _ actor: Int, _ isMember: Bool) throws -> [SearchDifference.Mode] {
    var modes: [SearchDifference.Mode] = []
    if try !isInForce(node.inside.with(actor)) { modes.append(.dead) }
    if try isInForce(node.possible.without(actor)) { modes.append(.inner) }
    if try isInForce(node.possible.with(actor)), try !isInForce(node.inside.without(actor)) { modes.append(.pivotal) }
    return modes
  }

  // MARK: single coalitions

  /// Whether nobody changes its mind: members gain by being in, outsiders do not by joining.
  private func isStable(_ signatories: [Bool], asking actors: [Int]) throws -> Bool {
    if actors.isEmpty { return true }
    let inForce = try isInForce(ActorSet(flags: signatories))
    player.run(signatories, inForce: inForce)
    let asked = actors.sorted { objections[$0] > objections[$1] }
    let here = asked.map { player.utility($0, signs: signatories[$0]) }
    var tried: Set<Int> = []
    var other = signatories
    for (place, actor) in asked.enumerated() {
      // One member and one outsider of each class stand for all.
      guard tried.insert(interchange.kind[actor] * 2 + (signatories[actor] ? 1 : 0)).inserted else { continue }
      other[actor].toggle()
      player.run(other, inForce: try isInForce(ActorSet(flags: other)))
      let there = player.utility(actor, signs: other[actor])
      other[actor].toggle()
      if signatories[actor] ? here[place] - there <= tables.tolerance : there - here[place] > tables.tolerance {
        objections[actor] += 1
        try spend()
        return false
      }
      try spend()
    }
    return true
  }

  private func flags(_ set: ActorSet) -> [Bool] { (0..<tables.count).map { set.contains($0) } }

  private func add(_ signatories: [Bool], isInForce: Bool) {
    var multiplicity = 1.0
    for members in interchange.members {
      multiplicity *= binomial(members.count, members.reduce(0) { $0 + (signatories[$1] ? 1 : 0) })
    }
    player.run(signatories, inForce: isInForce)
    let utility = signatories.indices.map { player.utility($0, signs: signatories[$0]) }
    found.append(Found(signatories: signatories, multiplicity: multiplicity, utility: utility))
  }
}

/// How many ways there are to choose; exact up to 2^53.
func binomial(_ count: Int, _ chosen: Int) -> Double {
  var result = 1.0
  for step in 0..<min(chosen, count - chosen) { result = result * Double(count - step) / Double(step + 1) }
  return result
}

extension ActorSet {
  init(flags: [Bool]) { self.init(flags.indices.filter { flags[$0] }) }
}
