// Who of a node is decided by bounds: the open actors by what they gain by signing, the decided ones by whether they may want
// to stay so.
extension CoalitionSearch {
  /// Bounds what the open actors gain by signing.
  ///
  /// - Returns: Of those in doubt the one that matters most to the others; nothing where one can neither sign nor stay away.
  func judgeOpen(_ node: SearchNode, _ decisions: inout Decisions, _ modes: Modes) throws -> Int? {
    difference.compare(node, with: exact, without: exact)
    var (uncertain, greatest) = (tables.eligible.first ?? 0, -Double.infinity)
    var tried: Set<Int> = []
    var doubtful: [Int] = []
    for actor in tables.eligible where node.sides[actor] == .open {
      guard tried.insert(interchange.kind[actor]).inserted else { continue }
      let isSame = try modesAgree(node, actor, modes)
      let low = try low(node, actor, isMember: false, modes)
      let high = try high(node, actor, isMember: true, modes)
      let canSign = high > tables.tolerance
      let canStay = low <= tables.tolerance
      if !canSign && !canStay { return nil }
      if canSign && canStay {
        doubtful.append(actor)
        // How much its side matters to the others, as a share of what they are in doubt about.
        for other in difference.openActors where other != actor {
          influence[other] += abs(difference.slope(other)) / (high - low)
        }
        continue
      }
      let isProven =
        try isSame
        || (canSign
          ? self.low(node, actor, isMember: true, modes) > tables.tolerance
          : self.high(node, actor, isMember: false, modes) <= tables.tolerance)
      guard decisions.add(interchange.kind[actor], canSign, isProven: isProven) else { return nil }
    }
    for actor in doubtful where influence[actor] > greatest { (uncertain, greatest) = (actor, influence[actor]) }
    return uncertain
  }

  /// Whether those that were decided without proof may want to stay so, by bounds that hold for all of them at once; and
  /// where they may, what that implies for the open ones.
  ///
  /// What the others would do if an actor changed sides is bounded only for those of whom something would follow if the
  /// others did the same either way: they are left in `suspects`.
  func judgeDecided(
    _ branch: inout Branch, _ view: CoalitionView, _ decisions: inout Decisions, _ modes: Modes
  ) throws -> Bool {
    suspects.removeAll(keepingCapacity: true)
    difference.compare(branch.node, with: exact, without: exact)
    for actor in branch.node.unproven {
      if try needsOthers(branch.node, actor, modes) {
        var (node, guesses) = (branch.node, Decisions())
        if try !judge(actor, &node, &guesses, modes) || !guesses.isEmpty { suspects.append(actor) }
      } else {
        guard try judge(actor, &branch.node, &decisions, modes) else { return false }
      }
    }
    if suspects.isEmpty { return true }
    relaxed.run(branch.node, view, within: branch.relaxed, loose: branch.node.unproven)
    relaxed.save(&branch.relaxed)
    for side in [SearchNode.Side.inside, .out] {
      let isInside = side == .inside
      difference.compare(branch.node, with: isInside ? exact : relaxed, without: isInside ? relaxed : exact)
      for actor in suspects where branch.node.sides[actor] == side {
        guard try judge(actor, &branch.node, &decisions, modes) else { return false }
      }
    }
    return true
  }

  /// Whether it matters to a decided actor what the others would do if it changed sides.
  func needsOthers(_ node: SearchNode, _ actor: Int, _ modes: Modes) throws -> Bool {
    if node.sides[actor] == .out { return true }
    guard layout.hasOuterBans || tables.rivalWeight[actor] > 0 || hasPublicDuties else { return false }
    return try modes(node, actor, true).contains(.inner)
  }

  /// Whether a decided actor may want to stay where it is, and what that implies.
  func judge(_ actor: Int, _ node: inout SearchNode, _ decisions: inout Decisions, _ modes: Modes) throws
    -> Bool
  {
    let isMember = node.sides[actor] == .inside
    if isMember, try low(node, actor, isMember: true, modes) > tables.tolerance {
      node.prove(actor)
      return true
    }
    difference.beginImplications()
    var isPossible = false
    let (fewest, greatest) = sizes(node, actor, isMember: isMember)
    for mode in try modes(node, actor, isMember) {
      difference.take(actor, mode)
      if difference.addImplications(isMember: isMember, fewest, greatest) { isPossible = true }
    }
    guard isPossible else { return false }
    if !isMember, try high(node, actor, isMember: false, modes) <= tables.tolerance {
      node.prove(actor)
      return true
    }
    let range = max(tables.tolerance, difference.margin)
    for other in difference.openActors { influence[other] += abs(difference.slope(other)) / range }
    for other in difference.openActors {
      guard let isInside = difference.implied(other) else { continue }
      guard decisions.add(interchange.kind[other], isInside, isProven: false) else { return false }
    }
    return true
  }

  /// The same by bounds of its own for each of those that are still in doubt: dearer, and only before a branching.
  func judgeDoubtful(
    _ branch: inout Branch, _ quorum: Int, _ decisions: inout Decisions, _ modes: Modes
  ) throws -> Bool {
    for actor in suspects {
      let view = CoalitionView(branch.node.flipping(actor), quorum: quorum)
      flipped.run(branch.node, flipping: actor, view, within: branch.relaxed, exact)
      try spend()
      let isInside = branch.node.sides[actor] == .inside
      difference.compare(branch.node, with: isInside ? exact : flipped, without: isInside ? flipped : exact)
      guard try judge(actor, &branch.node, &decisions, modes) else { return false }
    }
    return true
  }

  /// How many of the other open actors sign at least and at most.
  func sizes(_ node: SearchNode, _ actor: Int, isMember: Bool) -> (Int, Int) {
    guard node.sides[actor] == .open else { return (node.leastOpen, node.mostOpen) }
    return isMember
      ? (max(0, node.leastOpen - 1), node.mostOpen - 1) : (node.leastOpen, min(node.mostOpen, node.openCount - 1))
  }

  func low(_ node: SearchNode, _ actor: Int, isMember: Bool, _ modes: Modes) throws -> Double {
    let (fewest, greatest) = sizes(node, actor, isMember: isMember)
    var least = Double.infinity
    for mode in try modes(node, actor, isMember) {
      difference.take(actor, mode)
      least = min(least, difference.low(fewest, greatest))
    }
    return least == .infinity ? -.infinity : least
  }

  func high(_ node: SearchNode, _ actor: Int, isMember: Bool, _ modes: Modes) throws -> Double {
    let (fewest, greatest) = sizes(node, actor, isMember: isMember)
    var most = -Double.infinity
    for mode in try modes(node, actor, isMember) {
      difference.take(actor, mode)
      most = max(most, difference.high(fewest, greatest))
    }
    return most == -.infinity ? .infinity : most
  }

  /// Whether it makes no difference to the bounds of an open actor's gain that it is a member or an outsider.
  func modesAgree(_ node: SearchNode, _ actor: Int, _ modes: Modes) throws -> Bool {
    guard node.leastOpen == 0, node.mostOpen == node.openCount else { return false }
    return try modes(node, actor, true) == modes(node, actor, false)
  }
}
