/// What each party does at least and at most in every coalition of a node that is in force, and in those that have one open
/// actor more or fewer (whose wish to be in or out is to be judged).
///
/// Two runs of models.md §3: a pessimistic one, in which everyone breaches what could pay under the most tempting
/// circumstances that are still possible, and an optimistic one for what would be breached under the least tempting ones.
/// Lowering one detection can shrink the best choice, since others that were paid along with it no longer are: for the
/// upper bound what is taken counts with its high detection and what is left with its low one, for the lower bound the
/// reverse.
struct SearchBounds {
  let tables: SearchTables
  let node: SearchNode
  /// Whether a coalition of the node without one of its members can be in force.
  private let canLose: Bool
  /// Of decided actors, those one of which may have changed sides.
  private let loose: [Bool]
  /// By actor and pattern, the forbidden slots done at least and at most.
  private(set) var least: [[UInt64]]
  private(set) var most: [[UInt64]]
  private(set) var omitsLeast: [PartSet]
  private(set) var omitsMost: [PartSet]
  /// The parts that ask something of the actor for sure, and perhaps.
  private(set) var asksLeast: [PartSet]
  private(set) var asksMost: [PartSet]
  /// By actor and pattern, how many targets stand in it, and the sum of their exposures.
  private(set) var targets: [[Interval]]
  private var exposures: [[Interval]]

  /// - Parameters:
  ///   - quorum: the least size in force, where that is known; else 0.
  ///   - loose: decided actors whose wish to stay so is to be judged: the bounds hold also where one of them has changed
  ///     sides.
  init(_ tables: SearchTables, _ node: SearchNode, quorum: Int, loose: ActorSet = []) {
    self.tables = tables
    self.node = node
    canLose = node.most - 1 >= quorum
    var flags = [Bool](repeating: false, count: tables.count)
    for actor in loose { flags[actor] = true }
    self.loose = flags
    least = tables.patterns.map { Array(repeating: 0, count: $0.count) }
    most = least
    omitsLeast = Array(repeating: [], count: tables.count)
    omitsMost = omitsLeast
    asksLeast = omitsLeast
    asksMost = omitsLeast
    targets = tables.patterns.map { Array(repeating: Interval(), count: $0.count) }
    exposures = targets
    for actor in tables.eligible where canBeParty(actor) { standing(actor) }
    run { bounds, actor in bounds.growMost(actor) }
    run { bounds, actor in bounds.growLeast(actor) }
  }

  private func canBeParty(_ actor: Int) -> Bool { node.sides[actor] != .out || loose[actor] }

  // MARK: sums over the other parties

  /// The bounds of a sum over the other parties of an actor, each of which counts between two numbers, both ≥ 0. Only
  /// those that count need be added.
  private struct Tally {
    private var fixed = Interval()
    private var openLow: [Double] = []
    private var openHigh: [Double] = []
    /// The most that one change of sides takes away and adds.
    private var loss = 0.0
    private var gain = 0.0

    @inline(__always)
    mutating func add(_ low: Double, _ high: Double, _ side: SearchNode.Side, isLoose: Bool) {
      switch side {
      case .inside:
        fixed.low += low
        fixed.high += high
        if isLoose { loss = max(loss, low) }
      case .open:
        openLow.append(low)
        openHigh.append(high)
      case .out:
        if isLoose { gain = max(gain, high) }
      }
    }

    /// - Parameters:
    ///   - open: how many others are open; `fewest` to `greatest` of them sign, or one fewer or more.
    func bounds(open: Int, fewest: Int, greatest: Int, canLose: Bool) -> Interval {
      var total = fixed
      let absent = open - openLow.count
      let needed = fewest - absent
      if needed > 0 {
        let sorted = openLow.sorted()
        let without = sorted.prefix(needed - 1).reduce(0, +)
        let all = without + (needed <= sorted.count ? sorted[needed - 1] : 0)
        total.low += canLose ? min(without, all - loss) : all
      } else if canLose {
        total.low -= loss
      }
      let reachable = max(0, greatest) + 1
      if reachable >= openHigh.count {
        let all = openHigh.reduce(0, +)
        total.high += max(all, greatest >= openHigh.count ? all + gain : largest(max(0, greatest)) + gain)
      } else {
        total.high += max(largest(reachable), largest(max(0, greatest)) + gain)
      }
      total.low = max(total.low, 0)
      return total
    }

    private func largest(_ count: Int) -> Double { openHigh.sorted(by: >).prefix(count).reduce(0, +) }
  }

  private func bounds(_ tally: Tally, _ actor: Int) -> Interval {
    let isOpen = node.sides[actor] == .open
    let open = node.openCount - (isOpen ? 1 : 0)
    return tally.bounds(
      open: open, fewest: max(0, node.leastOpen - (isOpen ? 1 : 0)),
      greatest: min(open, node.mostOpen - (isOpen ? 1 : 0)), canLose: canLose)
  }

  /// What of a pattern's targets is no party.
  private struct Outsiders {
    var total = Interval()
    private var loss = 0.0
    private var gain = 0.0

    mutating func add(_ value: Double, _ side: SearchNode.Side, isLoose: Bool) {
      switch side {
      case .out:
        total.low += value
        total.high += value
        if isLoose { loss = max(loss, value) }
      case .open: total.high += value
      case .inside: if isLoose { gain = max(gain, value) }
      }
    }

    var bounds: Interval { Interval(low: max(0, total.low - loss), high: total.high + gain) }
  }

  /// How many targets stand in each pattern, and what asks something of the actor.
  private mutating func standing(_ actor: Int) {
    let tools = tables.tools[actor].count
    let patterns = tables.patterns[actor].count
    var (counts, sums) = ([Tally](repeating: Tally(), count: patterns), [Tally](repeating: Tally(), count: patterns))
    var (outer, outerSums) = (
      [Outsiders](repeating: Outsiders(), count: patterns), [Outsiders](repeating: Outsiders(), count: patterns)
    )
    for (number, target) in tables.targets[actor].enumerated() {
      let exposure = tables.game.actors[target].exposure
      let (side, isLoose) = (node.sides[target], loose[target])
      for place in number * tools..<(number + 1) * tools {
        let (inside, outside) = (tables.inside[actor][place], tables.outside[actor][place])
        if !tables.isEligible[target] || inside == outside {
          outer[outside].add(1, .out, isLoose: false)
          outerSums[outside].add(exposure, .out, isLoose: false)
          continue
        }
        counts[inside].add(1, 1, side, isLoose: isLoose)
        sums[inside].add(exposure, exposure, side, isLoose: isLoose)
        outer[outside].add(1, side, isLoose: isLoose)
        outerSums[outside].add(exposure, side, isLoose: isLoose)
      }
    }
    asksLeast[actor] = tables.owing[actor]
    asksMost[actor] = tables.owing[actor]
    for index in 0..<patterns {
      targets[actor][index] = bounds(counts[index], actor) + outer[index].bounds
      exposures[actor][index] = bounds(sums[index], actor) + outerSums[index].bounds
      let asked = tables.patterns[actor][index].asked
      if asked.isEmpty { continue }
      if targets[actor][index].high > 0.5 { asksMost[actor] = asksMost[actor].union(asked) }
      if targets[actor][index].low > 0.5 { asksLeast[actor] = asksLeast[actor].union(asked) }
    }
    // What no single pattern makes sure, all together may.
    for part in asksMost[actor] where !asksLeast[actor].contains(part) {
      var tally = Tally()
      for (number, target) in tables.targets[actor].enumerated() where tables.isEligible[target] {
        let asks = (number * tools..<(number + 1) * tools).contains { place in
          tables.patterns[actor][tables.inside[actor][place]].asked.contains(part)
        }
        if asks { tally.add(1, 1, node.sides[target], isLoose: loose[target]) }
      }
      if bounds(tally, actor).low > 0.5 { asksLeast[actor].insert(part) }
    }
  }

  /// The bounds of relief_c(i) for the reciprocal parts.
  private func relief(_ actor: Int, _ parts: PartSet) -> [Int: Interval] {
    let parts = parts.intersection(tables.reciprocal).intersection(asksMost[actor])
    guard !parts.isEmpty else { return [:] }
    let exposure = tables.game.actors[actor].exposure
    var result: [Int: Interval] = [:]
    for part in parts {
      var tally = Tally()
      if tables.game.parts[part].kind == .duty {
        let value = tables.relief(part, actor)
        guard value > 0 else {
          result[part] = Interval()
          continue
        }
        for other in tables.eligible where other != actor && canBeParty(other) && tables.owing[other].contains(part) {
          let (isSure, isPossible) = (!omitsMost[other].contains(part), !omitsLeast[other].contains(part))
          if isPossible {
            tally.add(isSure ? value : 0, value, node.sides[other], isLoose: loose[other])
          }
        }
        result[part] = bounds(tally, actor)
        continue
      }
      for (other, number) in tables.aimers[actor] where canBeParty(other) {
        let tools = tables.tools[other]
        let weight = tables.game.actors[actor].rivals.contains(other) ? tables.rivalWeight[actor] : 0
        var (low, high) = (0.0, 0.0)
        for tool in tools.indices {
          let index = tables.inside[other][number * tools.count + tool]
          let pattern = tables.patterns[other][index]
          guard pattern.asked.contains(part) else { continue }
          var rest = pattern.open & pattern.forbidden & ~least[other][index]
          while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest - 1
            guard pattern.masks[slot].contains(part) else { continue }
            let shares = pattern.masks[slot].intersection(tables.reciprocal)
            let fewest = max(1, shares.intersection(asksLeast[actor]).with(part).count)
            let greatest = max(1, shares.intersection(asksMost[actor]).count)
            let value = tools[tool].harm[slot] * exposure + weight * tools[tool].gain[slot]
            high += value / Double(fewest)
            if most[other][index] >> UInt64(slot) & 1 == 0 { low += value / Double(greatest) }
          }
        }
        if high > 0 { tally.add(low, high, node.sides[other], isLoose: loose[other]) }
      }
      result[part] = bounds(tally, actor)
    }
    return result
  }

  // MARK: the two runs

  /// All slots that could be breached, with their greatest or least temptation and detection.
  private func bundles(_ actor: Int, where wanted: (Int, Int) -> Bool, high: Bool, detection: UInt64Detection)
    -> [Bundle]
  {
    var bundles: [Bundle] = []
    for (index, pattern) in tables.patterns[actor].enumerated() where targets[actor][index].high > 0.5 {
      var rest = pattern.tempting & pattern.forbidden
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        guard wanted(index, slot) else { continue }
        let tool = tables.tools[actor][pattern.tool]
        let count = high ? targets[actor][index].high : targets[actor][index].low
        let exposure = high ? exposures[actor][index].high : exposures[actor][index].low
        bundles.append(
          Bundle(
            pattern: index, slot: slot,
            temptation: tool.gain[slot] * count + tables.rivalWeight[actor] * tool.harm[slot] * exposure,
            breaches: pattern.masks[slot].map {
              ($0, tables.detection($0, actor, pattern, done: detection.done(self, actor, index)))
            }))
      }
    }
    return bundles
  }

  /// What is taken as done where legibility is judged.
  private enum UInt64Detection {
    case nothing, least, most
    func done(_ bounds: SearchBounds, _ actor: Int, _ pattern: Int) -> UInt64 {
      switch self {
      case .nothing: 0
      case .least: bounds.least[actor][pattern]
      case .most: bounds.most[actor][pattern]
      }
    }
  }

  /// Lets everyone grow until nothing changes; whoever is aimed at by one that grew is asked again.
  private mutating func run(_ grow: (inout SearchBounds, Int) -> Bool) {
    let parties = tables.eligible.filter { canBeParty($0) && !asksMost[$0].isEmpty }
    var isDue = [Bool](repeating: false, count: tables.count)
    for actor in parties { isDue[actor] = true }
    var changed = true
    while changed {
      changed = false
      for actor in parties where isDue[actor] {
        isDue[actor] = false
        var hasGrown = false
        while grow(&self, actor) { hasGrown = true }
        guard hasGrown else { continue }
        changed = true
        if tables.duties.isEmpty {
          for target in tables.targets[actor] { isDue[target] = true }
        } else {
          for other in parties where other != actor { isDue[other] = true }
        }
      }
    }
  }

  /// Whether an actor could still do more than is marked.
  private func hasRoom(_ actor: Int, beyond done: [[UInt64]], _ omitted: [PartSet], within limit: [[UInt64]]?) -> Bool {
    for (index, pattern) in tables.patterns[actor].enumerated() where targets[actor][index].high > 0.5 {
      let most = pattern.tempting & pattern.forbidden & (limit?[actor][index] ?? UInt64.max)
      if most & ~done[actor][index] != 0 { return true }
    }
    return !tables.owing[actor].subtracting(omitted[actor]).isEmpty
  }

  private mutating func growMost(_ actor: Int) -> Bool {
    guard hasRoom(actor, beyond: most, omitsMost, within: nil) else { return false }
    let owed = relief(actor, asksMost[actor])
    let asked = asksMost[actor].count
    let price: (Int, Double) -> Double = { [tables] in
      tables.price($0, actor, detection: $1, asking: asked, relief: owed[$0]?.low ?? 0)
    }
    var changed = false
    for part in tables.duties where tables.owing[actor].contains(part) && !omitsMost[actor].contains(part) {
      if omission(part, actor).high - price(part, tables.game.parts[part].verification) > tables.tolerance {
        omitsMost[actor].insert(part)
        changed = true
      }
    }
    let now = most[actor]
    // The levels that may be paid already: those of the greatest detection.
    var base: [Int: Double] = [:]
    for bundle in bundles(
      actor, where: { now[$0] >> UInt64($1) & 1 == 1 }, high: true, detection: .nothing)
    {
      for breach in bundle.breaches { base[breach.part] = max(base[breach.part] ?? 0, breach.detection) }
    }
    let rest = bundles(actor, where: { now[$0] >> UInt64($1) & 1 == 0 }, high: true, detection: .most)
    let slackless = bestAddition(rest, base: { base[$0] }, tolerance: tables.tolerance / 2, price: price)
    for index in slackless {
      most[actor][rest[index].pattern] |= 1 << UInt64(rest[index].slot)
      changed = true
    }
    return changed
  }

  private mutating func growLeast(_ actor: Int) -> Bool {
    guard hasRoom(actor, beyond: least, omitsLeast, within: most) else { return false }
    let owed = relief(actor, asksMost[actor])
    let asked = max(1, asksLeast[actor].count)
    let tolerance = tables.tolerance * 2
    let price: (Int, Double) -> Double = { [tables] in
      tables.price($0, actor, detection: $1, asking: asked, relief: owed[$0]?.high ?? 0)
    }
    var changed = false
    for part in tables.duties where tables.owing[actor].contains(part) && !omitsLeast[actor].contains(part) {
      if omission(part, actor).low - price(part, tables.game.parts[part].verification) > tolerance {
        omitsLeast[actor].insert(part)
        changed = true
      }
    }
    let now = least[actor]
    let sure = targets[actor].map { $0.low > 0.5 }
    var base: [Int: Double] = [:]
    for bundle in bundles(
      actor, where: { sure[$0] && now[$0] >> UInt64($1) & 1 == 1 }, high: false, detection: .most)
    {
      for breach in bundle.breaches { base[breach.part] = max(base[breach.part] ?? 0, breach.detection) }
    }
    let rest = bundles(actor, where: { now[$0] >> UInt64($1) & 1 == 0 }, high: false, detection: .least)
    // Those of which it is known how visible they are can be weighed together; the others each by itself.
    let exact = rest.indices.filter { index in
      sure[rest[index].pattern]
        && rest[index].breaches.allSatisfy { breach in
          breach.detection
            == tables.detection(
              breach.part, actor, tables.patterns[actor][rest[index].pattern], done: most[actor][rest[index].pattern])
        }
    }
    for chosen in bestAddition(exact.map { rest[$0] }, base: { base[$0] }, tolerance: tolerance, price: price) {
      let bundle = rest[exact[chosen]]
      least[actor][bundle.pattern] |= 1 << UInt64(bundle.slot)
      changed = true
    }
    if changed { return true }
    for var bundle in rest {
      if !sure[bundle.pattern] { bundle.temptation = leastTemptation(actor, bundle) }
      if !bestAddition([bundle], base: { base[$0] }, tolerance: tolerance, price: price).isEmpty {
        least[actor][bundle.pattern] |= 1 << UInt64(bundle.slot)
        changed = true
      }
    }
    return changed
  }

  /// The temptation of a slot against the least tempting of the targets in its pattern.
  private func leastTemptation(_ actor: Int, _ bundle: Bundle) -> Double {
    let tool = tables.patterns[actor][bundle.pattern].tool
    let tools = tables.tools[actor]
    var exposure = Double.infinity
    for (number, target) in tables.targets[actor].enumerated() {
      let place = number * tools.count + tool
      if tables.inside[actor][place] == bundle.pattern || tables.outside[actor][place] == bundle.pattern {
        exposure = min(exposure, tables.game.actors[target].exposure)
      }
    }
    guard exposure.isFinite else { return 0 }
    return tools[tool].gain[bundle.slot] + tables.rivalWeight[actor] * tools[tool].harm[bundle.slot] * exposure
  }

  /// The bounds of t of omitting a duty.
  func omission(_ part: Int, _ actor: Int) -> Interval {
    let isPublic = tables.game.parts[part].isPublic
    let own = tables.burden(part, actor) - (isPublic ? tables.relief(part, actor) : 0)
    var total = Interval(low: own, high: own)
    var loss = 0.0
    for rival in tables.rivals[actor] {
      let share = tables.rivalWeight[actor] * tables.relief(part, rival)
      if isPublic {
        total = total + Interval(low: share, high: share)
      } else if canBeParty(rival) {
        total.high += share
        if node.sides[rival] == .inside {
          total.low += share
          if loose[rival] { loss = max(loss, share) }
        }
      }
    }
    total.low -= loss
    return total
  }
}

extension PartSet {
  func with(_ part: Int) -> PartSet {
    var copy = self
    copy.insert(part)
    return copy
  }

  func subtracting(_ other: PartSet) -> PartSet { PartSet(bits: bits & ~other.bits) }
}
