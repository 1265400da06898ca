/// The stable coalitions of the standard model by branch and bound (d'Aspremont et al. 1983 for the notion of stability):
/// exact for conferences too large to enumerate.
///
/// The regimes of the quorum are taken apart, since each changes what an actor's move does: too few signatories; one too
/// few; just enough; more. Within each, open actors are decided by the sign of the bounds of what they gain by signing;
/// where the bounds do not tell, the search branches on the most uncertain actor. Interchangeable actors are treated by
/// count.
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
  private let quorum: Quorum
  private(set) var found: [Found] = []
  private(set) var nodes = 0
  private(set) var work = 0
  /// Whether every coalition was looked at.
  private(set) var isComplete = true
  private let nodeCost: Int
  private let probingFrom: Int
  /// The most classes of stable coalitions that are kept.
  private static let mostFound = 100_000
  private var answers: [ActorSet: Bool] = [:]

  /// The budget has run out.
  private struct Exhausted: Error {}

  /// - Parameter probingFrom: after so many nodes open actors are bounded once more with their side fixed.
  init(_ arithmetic: Arithmetic, budget: Budget, probingFrom: Int = 2_000) {
    self.probingFrom = probingFrom
    tables = SearchTables(arithmetic)
    quorum = arithmetic.game.quorum
    self.budget = budget
    var isTrivial = true
    if case .count = quorum { isTrivial = false }
    interchange = Interchange(tables, isTrivial: isTrivial)
    let uses = (0..<tables.count).reduce(0) { [tables] in $0 + tables.targets[$1].count * (1 + tables.tools[$1].count) }
    nodeCost = 10 + 3 * uses
  }

  /// Looks for all stable coalitions.
  func run() throws {
    do {
      if case .count(let least) = quorum {
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
  private typealias Modes = (_ node: SearchNode, _ actor: Int, _ isMember: Bool) throws -> [SearchDifference.Mode]

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

  private func isInForce(_ signatories: ActorSet) throws -> Bool {
    switch quorum {
    case .count(let least): return signatories.count >= least
    case .monotone(let holds), .function(let holds):
      if let known = answers[signatories] { return known }
      let answer = try holds(signatories)
      answers[signatories] = answer
      return answer
    }
  }

  // MARK: branch and bound

  private func explore(_ start: SearchNode, quorum: Int, _ modes: Modes) throws {
    var stack = [start]
    while var node = stack.popLast() {
      nodes += 1
      work += nodeCost
      if budget.isCancelled() { throw CancellationError() }
      if work > budget.work {
        throw Exhausted()
      }
      guard let uncertain = try settle(&node, quorum, modes) else { continue }
      if node.openCount == 0 {
        let signatories = node.sides.map { $0 == .inside }
        // Those that were decided by proof need not be asked again.
        if try isStable(signatories, asking: Array(node.unproven)) {
          add(signatories, isInForce: try isInForce(ActorSet(flags: signatories)))
        }
        if found.count >= Self.mostFound { throw Exhausted() }
        continue
      }
      // Of interchangeable actors the first signs, or none does.
      let kind = interchange.members[interchange.kind[uncertain]].filter { node.sides[$0] == .open }
      var without = node
      for member in kind { without.decide(member, false) }
      if !without.isEmpty { stack.append(without) }
      node.decide(kind[0], true)
      if !node.isEmpty { stack.append(node) }
    }
  }

  /// Decides the open actors of a node by bounds until nothing changes.
  ///
  /// - Returns: The most uncertain of those that stay open (any actor where none does); nothing if the node holds no
  ///   stable coalition.
  private func settle(_ node: inout SearchNode, _ quorum: Int, _ modes: Modes) throws -> Int? {
    while true {
      if node.isEmpty { return nil }
      if node.openCount > 0, node.mostOpen == 0 || node.leastOpen == node.openCount {
        let isInside = node.mostOpen > 0
        for actor in tables.eligible where node.sides[actor] == .open { node.decide(actor, isInside) }
      }
      if node.openCount == 0 { return tables.eligible.first ?? 0 }
      let bounds = SearchBounds(tables, node, quorum: quorum)
      guard try keepsUnproven(&node, bounds, quorum, modes) else { return nil }
      let difference = SearchDifference(bounds)
      var decisions: [Int: (isInside: Bool, isProven: Bool)] = [:]
      var (uncertain, greatest) = (tables.eligible.first ?? 0, -Double.infinity)
      for actor in tables.eligible where node.sides[actor] == .open {
        if budget.isCancelled() { throw CancellationError() }
        let member = try interval(difference, node, actor, true, modes)
        let outsider = try modesAgree(node, actor, modes) ? member : interval(difference, node, actor, false, modes)
        let canSign = member.high > tables.tolerance
        let canStay = outsider.low <= tables.tolerance
        if !canSign && !canStay { return nil }
        if canSign != canStay {
          decisions[interchange.kind[actor]] = (
            canSign, canSign ? member.low > tables.tolerance : outsider.high <= tables.tolerance
          )
        }
        let doubt = max(min(member.high, -member.low), min(outsider.high, -outsider.low))
        if canSign && canStay && doubt > greatest { (uncertain, greatest) = (actor, doubt) }
      }
      if decisions.isEmpty {
        guard try keepsDoubtful(&node, bounds, quorum, modes) else { return nil }
        guard nodes > probingFrom else { return uncertain }
        switch try probe(&node, quorum, modes) {
        case .nothing: return uncertain
        case .decided: continue
        case .contradiction: return nil
        }
      }
      for (kind, decision) in decisions {
        for actor in interchange.members[kind] where node.sides[actor] == .open {
          node.decide(actor, decision.isInside, isProven: decision.isProven)
        }
      }
      work += nodeCost
    }
  }

  /// Whether it makes no difference to the bounds of an open actor's gain that it is a member or an outsider.
  private func modesAgree(_ node: SearchNode, _ actor: Int, _ modes: Modes) throws -> Bool {
    guard node.leastOpen == 0, node.mostOpen == node.openCount else { return false }
    return try modes(node, actor, true) == modes(node, actor, false)
  }

  /// Whether those that were decided without proof may want to stay so, by bounds that hold for all of them at once.
  private func keepsUnproven(_ node: inout SearchNode, _ bounds: SearchBounds, _ quorum: Int, _ modes: Modes) throws
    -> Bool
  {
    guard !node.unproven.isEmpty else { return true }
    // Where the treaty is not in force without a member, it does not matter what the others would do then.
    func matters(_ actor: Int) throws -> Bool {
      try node.sides[actor] == .out || modes(node, actor, true).contains(.inner)
    }
    var relaxed = bounds
    if try node.unproven.contains(where: matters) {
      relaxed = SearchBounds(tables, node, quorum: quorum, loose: node.unproven)
      work += nodeCost
    }
    let difference = SearchDifference(node, with: relaxed, without: relaxed)
    for actor in node.unproven {
      let isInside = node.sides[actor] == .inside
      let interval = try interval(difference, node, actor, isInside, modes)
      if isInside ? interval.high <= tables.tolerance : interval.low > tables.tolerance { return false }
      if isInside ? interval.low > tables.tolerance : interval.high <= tables.tolerance { node.prove(actor) }
    }
    return true
  }

  private enum Probe {
    case nothing, decided, contradiction
  }

  /// Bounds again with each open actor forced in and forced out: saves nodes and costs time.
  private func probe(_ node: inout SearchNode, _ quorum: Int, _ modes: Modes) throws -> Probe {
    var tried: Set<Int> = []
    var result = Probe.nothing
    for actor in tables.eligible where node.sides[actor] == .open {
      guard tried.insert(interchange.kind[actor]).inserted else { continue }
      var (inside, outside) = (node, node)
      inside.decide(actor, true)
      outside.decide(actor, false)
      work += 2 * nodeCost
      if work > budget.work { throw Exhausted() }
      if budget.isCancelled() { throw CancellationError() }
      let difference = SearchDifference(
        node, with: SearchBounds(tables, inside, quorum: quorum),
        without: SearchBounds(tables, outside, quorum: quorum))
      let member = try interval(difference, node, actor, true, modes)
      let outsider = try modesAgree(node, actor, modes) ? member : interval(difference, node, actor, false, modes)
      let canSign = !inside.isEmpty && member.high > tables.tolerance
      let canStay = !outside.isEmpty && outsider.low <= tables.tolerance
      if !canSign && !canStay { return .contradiction }
      guard canSign != canStay else { continue }
      for other in interchange.members[interchange.kind[actor]] where node.sides[other] == .open {
        node.decide(other, canSign)
      }
      if node.isEmpty { return .contradiction }
      result = .decided
    }
    return result
  }

  /// The same by bounds of its own for each of those that are still in doubt: dearer, and only before a branching.
  private func keepsDoubtful(_ node: inout SearchNode, _ bounds: SearchBounds, _ quorum: Int, _ modes: Modes) throws
    -> Bool
  {
    for actor in node.unproven {
      let isInside = node.sides[actor] == .inside
      guard try !isInside || modes(node, actor, true).contains(.inner) else { continue }
      let flipped = SearchBounds(tables, node.flipping(actor), quorum: quorum)
      work += nodeCost
      if work > budget.work { throw Exhausted() }
      if budget.isCancelled() { throw CancellationError() }
      let difference = SearchDifference(
        node, with: isInside ? bounds : flipped, without: isInside ? flipped : bounds)
      let interval = try interval(difference, node, actor, isInside, modes)
      if isInside ? interval.high <= tables.tolerance : interval.low > tables.tolerance { return false }
      if isInside ? interval.low > tables.tolerance : interval.high <= tables.tolerance { node.prove(actor) }
    }
    return true
  }

  private func interval(
    _ difference: SearchDifference, _ node: SearchNode, _ actor: Int, _ isMember: Bool, _ modes: Modes
  ) throws -> Interval {
    var (least, most) = (node.leastOpen, node.mostOpen)
    if node.sides[actor] == .open {
      if isMember { (least, most) = (max(0, least - 1), most - 1) } else { most = min(most, node.openCount - 1) }
    }
    var total: Interval?
    for mode in try modes(node, actor, isMember) {
      let one = difference.interval(actor, mode, leastOpen: least, mostOpen: most)
      if total == nil { total = one } else { total?.widen(one) }
    }
    return total ?? Interval(low: -.infinity, high: .infinity)
  }

  /// What bounds alone decide, whatever the regime. Whoever always wants in is in every stable coalition, and in every
  /// coalition of an absorbing set too; likewise who always wants out.
  func undecided() throws -> SearchNode {
    var node = SearchNode(tables, least: 0, most: tables.eligible.count)
    // What was decided before the budget ran out holds.
    do { _ = try settle(&node, 0, anyMode) } catch is Exhausted {}
    return node
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

  private func play(_ signatories: [Bool]) throws -> SearchPlay {
    work += nodeCost / 4
    return SearchPlay(tables, signatories, inForce: try isInForce(ActorSet(flags: signatories)))
  }

  /// Whether nobody changes its mind: members gain by being in, outsiders do not by joining.
  func isStable(_ signatories: [Bool], asking actors: [Int]) throws -> Bool {
    if actors.isEmpty { return true }
    let here = try play(signatories).utilities(signatories)
    var tried: Set<Int> = []
    for actor in actors {
      // One member and one outsider of each class stand for all.
      guard tried.insert(interchange.kind[actor] * 2 + (signatories[actor] ? 1 : 0)).inserted else { continue }
      var other = signatories
      other[actor].toggle()
      let there = try play(other).utilities(other)[actor]
      if signatories[actor] ? here[actor] - there <= tables.tolerance : there - here[actor] > tables.tolerance {
        return false
      }
      if work > budget.work { throw Exhausted() }
    }
    return true
  }

  private func flags(_ set: ActorSet) -> [Bool] { (0..<tables.count).map { set.contains($0) } }

  private func add(_ signatories: [Bool], isInForce: Bool) {
    var multiplicity = 1.0
    for members in interchange.members {
      multiplicity *= binomial(members.count, members.reduce(0) { $0 + (signatories[$1] ? 1 : 0) })
    }
    let utility = SearchPlay(tables, signatories, inForce: isInForce).utilities(signatories)
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
