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

  /// - Parameter quorum: the least size in force, where that is known; else 0.
  init(_ tables: SearchTables, _ node: SearchNode, quorum: Int) {
    self.tables = tables
    self.node = node
    canLose = node.most - 1 >= quorum
    least = tables.patterns.map { Array(repeating: 0, count: $0.count) }
    most = least
    omitsLeast = Array(repeating: [], count: tables.count)
    omitsMost = omitsLeast
    asksLeast = omitsLeast
    asksMost = omitsLeast
    targets = tables.patterns.map { Array(repeating: Interval(), count: $0.count) }
    exposures = targets
    for actor in tables.eligible where canBeParty(actor) { standing(actor) }
    runPessimistic()
    runOptimistic()
  }

  private func canBeParty(_ actor: Int) -> Bool { node.sides[actor] != .out }

  // MARK: sums over the other parties

  /// The bounds of a sum over the other parties of an actor, each of which counts between `low` and `high`, both ≥ 0.
  private func sum(_ actor: Int, _ low: [Double], _ high: [Double]) -> Interval {
    var total = Interval()
    var (openLow, openHigh): ([Double], [Double]) = ([], [])
    for other in tables.eligible where other != actor {
      switch node.sides[other] {
      case .inside:
        total.low += low[other]
        total.high += high[other]
      case .open:
        openLow.append(low[other])
        openHigh.append(high[other])
      case .out: break
      }
    }
    let isOpen = node.sides[actor] == .open
    let leastOpen = max(0, node.leastOpen - (isOpen ? 1 : 0))
    let mostOpen = min(openHigh.count, node.mostOpen - (isOpen ? 1 : 0))
    if leastOpen > 0 { openLow.sort() }
    let withoutOne = openLow.prefix(max(0, leastOpen - 1)).reduce(0, +)
    let all = leastOpen > 0 ? withoutOne + (leastOpen <= openLow.count ? openLow[leastOpen - 1] : 0) : 0
    total.low += canLose ? withoutOne : all
    if mostOpen >= openHigh.count {
      total.high += openHigh.reduce(0, +)
    } else {
      openHigh.sort(by: >)
      total.high += openHigh.prefix(max(0, mostOpen) + 1).reduce(0, +)
    }
    total.low = max(total.low, 0)
    return total
  }

  /// The bounds of a sum over those targets that are no parties.
  private func sumOutside(_ actor: Int, _ value: [Double]) -> Interval {
    var total = Interval()
    for target in tables.targets[actor] where value[target] > 0 {
      guard tables.isEligible[target] else {
        total.low += value[target]
        total.high += value[target]
        continue
      }
      if node.sides[target] == .out {
        total.low += value[target]
        total.high += value[target]
      } else if node.sides[target] == .open {
        total.high += value[target]
      }
    }
    return total
  }

  /// How many targets stand in each pattern, and what asks something of the actor.
  private mutating func standing(_ actor: Int) {
    let tools = tables.tools[actor].count
    let count = tables.count
    for pattern in tables.patterns[actor].indices {
      var (inside, insideExposure) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
      var (outside, outsideExposure) = (inside, inside)
      var (always, alwaysExposure) = (0.0, 0.0)
      let tool = tables.patterns[actor][pattern].tool
      for (number, target) in tables.targets[actor].enumerated() {
        let place = number * tools + tool
        let exposure = tables.game.actors[target].exposure
        let isInside = tables.inside[actor][place] == pattern && tables.isEligible[target]
        let isOutside = tables.outside[actor][place] == pattern
        if isOutside && (isInside || !tables.isEligible[target]) {
          always += 1
          alwaysExposure += exposure
        } else if isInside {
          (inside[target], insideExposure[target]) = (1, exposure)
        } else if isOutside {
          (outside[target], outsideExposure[target]) = (1, exposure)
        }
      }
      targets[actor][pattern] =
        sum(actor, inside, inside) + sumOutside(actor, outside) + Interval(low: always, high: always)
      exposures[actor][pattern] =
        sum(actor, insideExposure, insideExposure) + sumOutside(actor, outsideExposure)
        + Interval(low: alwaysExposure, high: alwaysExposure)
    }
    asksLeast[actor] = tables.owing[actor]
    asksMost[actor] = tables.owing[actor]
    for (index, pattern) in tables.patterns[actor].enumerated() where !pattern.asked.isEmpty {
      if targets[actor][index].high > 0.5 { asksMost[actor] = asksMost[actor].union(pattern.asked) }
      if targets[actor][index].low > 0.5 { asksLeast[actor] = asksLeast[actor].union(pattern.asked) }
    }
    // What no single pattern makes sure, all together may.
    for part in asksMost[actor] where !asksLeast[actor].contains(part) {
      var inside = [Double](repeating: 0, count: count)
      for (number, target) in tables.targets[actor].enumerated() where tables.isEligible[target] {
        for tool in 0..<tools
        where tables.patterns[actor][tables.inside[actor][number * tools + tool]].asked.contains(part) {
          inside[target] = 1
        }
      }
      if sum(actor, inside, inside).low > 0.5 { asksLeast[actor].insert(part) }
    }
  }

  /// The bounds of relief_c(i) for the reciprocal parts.
  private func relief(_ actor: Int, _ parts: PartSet) -> [Int: Interval] {
    var result: [Int: Interval] = [:]
    let exposure = tables.game.actors[actor].exposure
    for part in parts.intersection(tables.reciprocal).intersection(asksMost[actor]) {
      var low = [Double](repeating: 0, count: tables.count)
      var high = low
      for other in tables.eligible where other != actor && canBeParty(other) {
        if tables.game.parts[part].kind == .duty {
          guard tables.owing[other].contains(part) else { continue }
          if !omitsMost[other].contains(part) { low[other] += tables.relief(part, actor) }
          if !omitsLeast[other].contains(part) { high[other] += tables.relief(part, actor) }
          continue
        }
        let number = tables.position[other * tables.count + actor]
        guard number >= 0 else { continue }
        let tools = tables.tools[other]
        let weight = tables.game.actors[actor].rivals.contains(other) ? tables.rivalWeight[actor] : 0
        for tool in tools.indices {
          let index = tables.inside[other][number * tools.count + tool]
          let pattern = tables.patterns[other][index]
          var rest = pattern.open & pattern.forbidden & ~least[other][index]
          while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest - 1
            guard pattern.masks[slot].contains(part) else { continue }
            let shares = pattern.masks[slot].intersection(tables.reciprocal)
            let fewest = max(1, shares.intersection(asksLeast[actor]).with(part).count)
            let greatest = max(1, shares.intersection(asksMost[actor]).count)
            let value = tools[tool].harm[slot] * exposure + weight * tools[tool].gain[slot]
            high[other] += value / Double(fewest)
            if most[other][index] >> UInt64(slot) & 1 == 0 { low[other] += value / Double(greatest) }
          }
        }
      }
      result[part] = sum(actor, low, high)
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

  private mutating func runPessimistic() {
    var changed = true
    while changed {
      changed = false
      for actor in tables.eligible where canBeParty(actor) && !asksMost[actor].isEmpty {
        while growMost(actor) { changed = true }
      }
    }
  }

  private mutating func growMost(_ actor: Int) -> Bool {
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

  private mutating func runOptimistic() {
    var changed = true
    while changed {
      changed = false
      for actor in tables.eligible where canBeParty(actor) && !asksMost[actor].isEmpty {
        while growLeast(actor) { changed = true }
      }
    }
  }

  private mutating func growLeast(_ actor: Int) -> Bool {
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
    for rival in tables.rivals[actor] {
      let share = tables.rivalWeight[actor] * tables.relief(part, rival)
      if isPublic {
        total = total + Interval(low: share, high: share)
      } else if node.sides[rival] != .out {
        total.high += share
        if node.sides[rival] == .inside { total.low += share }
      }
    }
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
