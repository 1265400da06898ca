/// The bounds of what an actor gains by being a signatory rather than not, U_i(S ∪ i) − U_i(S ∖ i), over the coalitions of a
/// node.
struct SearchDifference {
  /// What everyone does in the coalitions with the actor, and in those without it.
  let bounds: SearchBounds
  private let without: SearchBounds
  private var tables: SearchTables { bounds.tables }
  private let node: SearchNode
  private let mindsRivals: Bool
  /// By actor, what it may gain or not, and what harm it may suffer or not, by conduct that may be done or not; made only
  /// where some actor minds its rivals.
  private var perhapsGain: [Double] = []
  private var perhapsHarm: [Double] = []

  /// In which of the two coalitions the treaty is in force.
  enum Mode {
    case dead, pivotal, inner
  }

  /// For the open actors of a node, whose coalitions with and without them it holds.
  init(_ bounds: SearchBounds) { self.init(bounds.node, with: bounds, without: bounds) }

  /// - Parameters:
  ///   - node: the coalitions over which the difference is bounded.
  ///   - bounds: for the coalitions with the actor.
  ///   - without: for the coalitions without it.
  init(_ node: SearchNode, with bounds: SearchBounds, without: SearchBounds) {
    self.node = node
    self.bounds = bounds
    self.without = without
    mindsRivals = bounds.tables.rivalWeight.contains { $0 > 0 }
    guard mindsRivals else { return }
    perhapsGain = Array(repeating: 0, count: bounds.tables.count)
    perhapsHarm = perhapsGain
    for actor in bounds.tables.eligible where node.sides[actor] != .out {
      for (number, target) in bounds.tables.targets[actor].enumerated() {
        let (gain, harm) = perhaps(actor, number, target)
        perhapsGain[actor] += gain
        perhapsHarm[target] += harm
      }
    }
  }

  /// What an actor may do or not against a target whose membership stays the same.
  private func perhaps(_ actor: Int, _ number: Int, _ target: Int) -> (gain: Double, harm: Double) {
    let tools = tables.tools[actor]
    var worst = (gain: 0.0, harm: 0.0)
    for isInside in [true, false] {
      var (gain, harm) = (0.0, 0.0)
      for tool in tools.indices {
        let index = (isInside ? tables.inside : tables.outside)[actor][number * tools.count + tool]
        var rest =
          (bounds.most[actor][index] | without.most[actor][index])
          & ~(bounds.least[actor][index] & without.least[actor][index])
        while rest != 0 {
          let slot = rest.trailingZeroBitCount
          rest &= rest - 1
          gain += tools[tool].gain[slot]
          harm += tools[tool].harm[slot]
        }
      }
      worst = (max(worst.gain, gain), max(worst.harm, harm * tables.game.actors[target].exposure))
    }
    return worst
  }

  /// What the actor does of what is forbidden to it: between two bounds.
  private struct Choice {
    var least: [UInt64]
    var most: [UInt64]
    var omitsLeast: PartSet
    var omitsMost: PartSet
  }

  /// The bounds of the difference for an actor, over how many of the other open ones sign.
  func interval(_ actor: Int, _ mode: Mode, leastOpen: Int, mostOpen: Int) -> Interval {
    let fields = tables.game.actors[actor]
    let image = fields.image * tables.meanSalience - fields.defiance
    if mode == .dead { return Interval(low: image, high: image) }
    let whole = Choice(
      least: bounds.least[actor], most: bounds.most[actor], omitsLeast: bounds.omitsLeast[actor],
      omitsMost: bounds.omitsMost[actor])
    var total: Interval?
    for choice in split(whole, actor) {
      let one = interval(actor, choice, mode, leastOpen, mostOpen)
      if total == nil { total = one } else { total?.widen(one) }
    }
    let found = total ?? Interval()
    return Interval(low: found.low + image, high: found.high + image)
  }

  /// Each of the choices between the bounds, where they are few; else the bounds themselves.
  private func split(_ choice: Choice, _ actor: Int) -> [Choice] {
    var open: [(pattern: Int, slot: Int)] = []
    for index in choice.least.indices where bounds.targets[actor][index].high > 0.5 {
      var rest = choice.most[index] & ~choice.least[index]
      while rest != 0 {
        open.append((index, rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    let duties = Array(choice.omitsMost.subtracting(choice.omitsLeast))
    guard open.count + duties.count <= 5, !(open.isEmpty && duties.isEmpty) else { return [choice] }
    return (0..<1 << (open.count + duties.count)).map { bits in
      var one = choice
      for (place, slot) in open.enumerated() {
        if bits >> place & 1 == 1 {
          one.least[slot.pattern] |= 1 << UInt64(slot.slot)
        } else {
          one.most[slot.pattern] &= ~(1 << UInt64(slot.slot))
        }
      }
      for (place, duty) in duties.enumerated() {
        if bits >> (open.count + place) & 1 == 1 { one.omitsLeast.insert(duty) } else { one.omitsMost.remove(duty) }
      }
      return one
    }
  }

  private func interval(
    _ actor: Int, _ choice: Choice, _ mode: Mode, _ leastOpen: Int, _ mostOpen: Int
  ) -> Interval {
    let count = tables.count
    var total = Interval()
    // What a breach costs whatever the others do, and the share of their restraint that it forfeits, by part.
    var lost: [Int: Interval] = [:]
    let fewest = max(1, bounds.asksLeast[actor].count)
    let greatest = max(1, bounds.asksMost[actor].count)
    for (part, detection) in detections(actor, choice) {
      if let low = detection.low {
        total.high -= tables.price(part, actor, detection: low, asking: greatest, relief: 0)
      }
      total.low -= tables.price(part, actor, detection: detection.high, asking: fewest, relief: 0)
      guard tables.game.parts[part].reciprocal else { continue }
      let patience = tables.game.actors[actor].patience
      lost[part] = Interval(
        low: detection.low.map { lostRestraint(patience: patience, detection: $0) } ?? 0,
        high: lostRestraint(patience: patience, detection: detection.high))
    }
    // The own duties done.
    for part in tables.duties where tables.owing[actor].contains(part) && !choice.omitsLeast.contains(part) {
      let temptation = bounds.omission(part, actor)
      if choice.omitsMost.contains(part) {
        total.low -= max(0, temptation.high)
        total.high -= min(0, temptation.low)
      } else {
        total.low -= temptation.high
        total.high -= temptation.low
      }
    }
    // What is had by another's being in, over what is had by its being out.
    var inside = [Interval](repeating: Interval(), count: count)
    for other in tables.contacts[actor] {
      var within = Interval()
      var without = Interval()
      let number = tables.position[actor * count + other]
      if number >= 0 {
        within = forgone(actor, number, other, choice, tables.inside[actor])
        without = forgone(actor, number, other, choice, tables.outside[actor])
      }
      if tables.isEligible[other] { within = within + restraint(other, actor, lost, mode) }
      switch node.sides[other] {
      case .inside: total = total + within
      case .out: total = total + without
      case .open:
        total = total + without
        inside[other] = Interval(low: within.low - without.high, high: within.high - without.low)
      }
    }
    if mindsRivals, tables.rivalWeight[actor] > 0 { total = total + rivalsAffairs(actor, mode, &inside) }
    let open = tables.eligible.filter { $0 != actor && node.sides[$0] == .open }
    total.low += Self.extreme(open.map { inside[$0].low }, leastOpen, mostOpen)
    total.high -= Self.extreme(open.map { -inside[$0].high }, leastOpen, mostOpen)
    return total
  }

  /// The least sum of at least `fewest` and at most `greatest` of the values.
  private static func extreme(_ values: [Double], _ fewest: Int, _ greatest: Int) -> Double {
    if fewest <= 0 && greatest >= values.count { return values.reduce(0) { $0 + min($1, 0) } }
    var sum = 0.0
    for (place, value) in values.sorted().enumerated() {
      if place >= greatest || (place >= fewest && value >= 0) { break }
      sum += value
    }
    return sum
  }

  /// By part that may be breached, its detection: the low one where the breach is sure.
  private func detections(_ actor: Int, _ choice: Choice) -> [(part: Int, detection: (low: Double?, high: Double))] {
    var found: [Int: (low: Double?, high: Double)] = [:]
    for (index, pattern) in tables.patterns[actor].enumerated() where bounds.targets[actor][index].high > 0.5 {
      let isSure = bounds.targets[actor][index].low > 0.5
      var rest = choice.most[index]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        for part in pattern.masks[slot] {
          var entry = found[part] ?? (nil, 0)
          entry.high = max(entry.high, tables.detection(part, actor, pattern, done: choice.least[index]))
          if isSure && choice.least[index] >> UInt64(slot) & 1 == 1 {
            entry.low = max(entry.low ?? 0, tables.detection(part, actor, pattern, done: choice.most[index]))
          }
          found[part] = entry
        }
      }
    }
    for part in choice.omitsMost {
      let verification = tables.game.parts[part].verification
      found[part] = (choice.omitsLeast.contains(part) ? verification : nil, verification)
    }
    return found.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// −Σ t over what the actor forgoes against a target.
  private func forgone(_ actor: Int, _ number: Int, _ target: Int, _ choice: Choice, _ places: [Int]) -> Interval {
    let tools = tables.tools[actor]
    let exposure = tables.game.actors[target].exposure * tables.rivalWeight[actor]
    var total = Interval()
    for tool in tools.indices {
      let index = places[number * tools.count + tool]
      let pattern = tables.patterns[actor][index]
      var rest = pattern.open & pattern.forbidden & ~choice.least[index]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let temptation = tools[tool].gain[slot] + exposure * tools[tool].harm[slot]
        total.low -= temptation
        if choice.most[index] >> UInt64(slot) & 1 == 0 { total.high -= temptation }
      }
    }
    return total
  }

  /// What another party's restraint towards the actor is worth to it, less what it would have of it as an outsider, and less
  /// the share that its own breaches forfeit.
  private func restraint(_ other: Int, _ actor: Int, _ lost: [Int: Interval], _ mode: Mode) -> Interval {
    var total = Interval()
    let number = tables.position[other * tables.count + actor]
    if number >= 0 {
      let tools = tables.tools[other]
      let exposure = tables.game.actors[actor].exposure
      let weight = tables.game.actors[actor].rivals.contains(other) ? tables.rivalWeight[actor] : 0
      for tool in tools.indices {
        let place = number * tools.count + tool
        let inside = tables.inside[other][place]
        let pattern = tables.patterns[other][inside]
        let outside = tables.outside[other][place]
        let outer = tables.patterns[other][outside]
        var rest = pattern.open
        while rest != 0 {
          let slot = rest.trailingZeroBitCount
          rest &= rest - 1
          let value = tools[tool].harm[slot] * exposure + weight * tools[tool].gain[slot]
          guard value > 0 else { continue }
          if pattern.forbidden >> UInt64(slot) & 1 == 1, bounds.least[other][inside] >> UInt64(slot) & 1 == 0 {
            let kept = kept(pattern.masks[slot], actor, lost)
            total.high += value * kept.high
            if bounds.most[other][inside] >> UInt64(slot) & 1 == 0 { total.low += value * kept.low }
          }
          if mode == .inner, outer.forbidden >> UInt64(slot) & 1 == 1,
            without.least[other][outside] >> UInt64(slot) & 1 == 0
          {
            total.low -= value
            if without.most[other][outside] >> UInt64(slot) & 1 == 0 { total.high -= value }
          }
        }
      }
    }
    for part in tables.duties where tables.owing[other].contains(part) {
      let value = tables.relief(part, actor)
      guard value > 0 else { continue }
      let share = lost[part] ?? Interval()
      if !bounds.omitsLeast[other].contains(part) {
        total.high += value * (1 - share.low)
        if !bounds.omitsMost[other].contains(part) { total.low += value * (1 - share.high) }
      }
      if mode == .inner, tables.game.parts[part].isPublic, !without.omitsLeast[other].contains(part) {
        total.low -= value
        if !without.omitsMost[other].contains(part) { total.high -= value }
      }
    }
    return total
  }

  /// 1 − Σ ℓ / count over the parts that the actor breaches and that forbid the same to the other.
  private func kept(_ mask: PartSet, _ actor: Int, _ lost: [Int: Interval]) -> Interval {
    if lost.isEmpty { return Interval(low: 1, high: 1) }
    let shares = mask.intersection(tables.reciprocal)
    let greatest = Double(max(1, shares.intersection(bounds.asksMost[actor]).count))
    var kept = Interval(low: 1, high: 1)
    for part in shares {
      guard let share = lost[part] else { continue }
      let fewest = Double(max(1, shares.intersection(bounds.asksLeast[actor]).with(part).count))
      kept.low -= share.high / fewest
      kept.high -= share.low / greatest
    }
    return Interval(low: max(0, kept.low), high: max(0, kept.high))
  }

  /// What the others' dealings among themselves, and with the actor's rivals, do to the actor by the mean of its rivals'
  /// fortunes. (The actor's own are in its temptations, and theirs against it in their restraint.)
  private func rivalsAffairs(_ actor: Int, _ mode: Mode, _ inside: inout [Interval]) -> Interval {
    let weight = tables.rivalWeight[actor]
    var total = Interval()
    if mode == .inner {
      // What is the same with and without the actor drops out.
      var slack = 0.0
      for rival in tables.rivals[actor] { slack += perhapsGain[rival] + perhapsHarm[rival] }
      for part in tables.duties {
        for other in tables.eligible where other != actor && node.sides[other] != .out {
          guard tables.owing[other].contains(part),
            bounds.omitsMost[other].contains(part) || without.omitsMost[other].contains(part),
            !(bounds.omitsLeast[other].contains(part) && without.omitsLeast[other].contains(part))
          else { continue }
          for rival in tables.rivals[actor] { slack += tables.relief(part, rival) }
          if tables.rivals[actor].contains(other) { slack += tables.burden(part, other) }
        }
      }
      return Interval(low: -weight * slack, high: weight * slack)
    }
    let rivals = tables.game.actors[actor].rivals
    for other in tables.eligible where other != actor && node.sides[other] != .out {
      var sum = Interval()
      let tools = tables.tools[other]
      let isRival = rivals.contains(other)
      for (number, target) in tables.targets[other].enumerated() where target != actor {
        let isVictim = rivals.contains(target)
        guard isRival || isVictim else { continue }
        var options: [Interval] = []
        if node.sides[target] != .out {
          options.append(affairs(other, number, target, tools, tables.inside[other], isRival, isVictim))
        }
        if node.sides[target] != .inside {
          options.append(affairs(other, number, target, tools, tables.outside[other], isRival, isVictim))
        }
        guard var both = options.first else { continue }
        for option in options.dropFirst() { both.widen(option) }
        sum = sum + both
      }
      for part in tables.duties where tables.owing[other].contains(part) && !bounds.omitsLeast[other].contains(part) {
        let isSure = !bounds.omitsMost[other].contains(part)
        let isPublic = tables.game.parts[part].isPublic
        for rival in tables.rivals[actor] {
          if rival == other && !isPublic { continue }
          let share = tables.relief(part, rival)
          if isPublic || node.sides[rival] != .out { sum.low -= share }
          if isSure && (isPublic || node.sides[rival] == .inside) { sum.high -= share }
        }
        if isRival {
          sum.high += tables.burden(part, other)
          if isSure { sum.low += tables.burden(part, other) }
        }
      }
      let weighed = Interval(low: weight * sum.low, high: weight * sum.high)
      if node.sides[other] == .inside { total = total + weighed } else { inside[other] = inside[other] + weighed }
    }
    return total
  }

  /// What a rival forgoes of gains, less what a rival is spared of harm.
  private func affairs(
    _ actor: Int, _ number: Int, _ target: Int, _ tools: [SearchTables.Tool], _ places: [Int], _ isRival: Bool,
    _ isVictim: Bool
  ) -> Interval {
    var total = Interval()
    let exposure = tables.game.actors[target].exposure
    for tool in tools.indices {
      let index = places[number * tools.count + tool]
      let pattern = tables.patterns[actor][index]
      var rest = pattern.open & pattern.forbidden & ~bounds.least[actor][index]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        var value = 0.0
        if isRival { value += tools[tool].gain[slot] }
        if isVictim { value -= tools[tool].harm[slot] * exposure }
        if bounds.most[actor][index] >> UInt64(slot) & 1 == 0 {
          total.low += value
          total.high += value
        } else {
          total.low += min(0, value)
          total.high += max(0, value)
        }
      }
    }
    return total
  }
}
