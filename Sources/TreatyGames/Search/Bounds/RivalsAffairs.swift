/// What the others' dealings among themselves, and with an actor's rivals, do to the actor by the mean of its rivals'
/// fortunes, where it joins. (Its own are in its temptations, and theirs against it in their restraint.)
///
/// Third parties whose conduct the actor's joining cannot change drop out: it can change only the conduct of those that aim
/// at it or that it aims at, then of those at which these aim, and so on, as far as it is open what they do.
final class RivalsAffairs {
  private let layout: SearchLayout
  private let tables: SearchTables
  private(set) var isActive = false
  private(set) var hasSlopes = false
  private(set) var fixed = Interval()
  /// By other actor, how its signing changes the bounds.
  let slopes: FlatBuffer<Interval>
  private var bounds: SearchBounds?
  private var without: SearchBounds?
  /// By pattern, what may be done or not.
  private let uncertain: FlatBuffer<UInt64>
  /// Those of whom it is open what they do.
  private var open: ActorBits
  private var reached: ActorBits
  private var frontier: ActorBits
  /// By actor, those that aim at it, and those at which it aims; of a duty, all.
  private let aimers: [ActorBits]
  private let targets: [ActorBits]

  init(_ layout: SearchLayout) {
    self.layout = layout
    tables = layout.tables
    slopes = FlatBuffer(repeating: Interval(), count: layout.count)
    uncertain = FlatBuffer(repeating: 0, count: layout.patterns.count)
    open = ActorBits(layout.count)
    reached = open
    frontier = open
    guard layout.mindsRivals else {
      (aimers, targets) = ([], [])
      return
    }
    var all = ActorBits(layout.count)
    for actor in tables.eligible { all.insert(actor) }
    var (aimers, targets) = (Array(repeating: open, count: layout.count), Array(repeating: open, count: layout.count))
    for actor in tables.eligible {
      for target in tables.targets[actor] where tables.isEligible[target] {
        aimers[target].insert(actor)
        targets[actor].insert(target)
      }
      if !layout.owing[actor].isEmpty { targets[actor] = all }
    }
    (self.aimers, self.targets) = (aimers, targets)
  }

  deinit {
    slopes.free()
    uncertain.free()
  }

  func clear() {
    isActive = false
    hasSlopes = false
  }

  /// Finds of whom it is open what they do, with the actor or without it.
  func compare(_ node: SearchNode, _ bounds: SearchBounds, _ without: SearchBounds) {
    self.bounds = bounds
    self.without = without
    open.clear()
    for actor in tables.eligible where node.sides[actor] != .out {
      var isOpen =
        bounds.omitsMost[actor].union(without.omitsMost[actor])
        != bounds.omitsLeast[actor].intersection(without.omitsLeast[actor])
      for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] {
        let bits =
          (bounds.most[pattern] | without.most[pattern]) & ~(bounds.least[pattern] & without.least[pattern])
        uncertain[pattern] = bits
        if bits != 0 { isOpen = true }
      }
      if isOpen { open.insert(actor) }
    }
  }

  func take(_ actor: Int, _ node: SearchNode, _ mode: SearchDifference.Mode) {
    guard let bounds, let without else { return }
    isActive = true
    hasSlopes = mode == .pivotal
    fixed = Interval()
    if mode == .inner {
      let slack = layout.rivalWeight[actor] * slack(actor, node, bounds, without)
      fixed = Interval(low: -slack, high: slack)
    } else {
      for other in tables.eligible { slopes[other] = Interval() }
      findAffairs(actor, node, bounds)
    }
  }

  /// The most that the fortunes of the actor's rivals may change by what the others change when it joins.
  private func slack(_ actor: Int, _ node: SearchNode, _ bounds: SearchBounds, _ without: SearchBounds) -> Double {
    if open.isEmpty { return 0 }
    reach(actor, bounds)
    var slack = 0.0
    for index in layout.firstRival[actor]..<layout.firstRival[actor + 1] {
      let rival = layout.rivals[index]
      if reached.contains(rival) {
        let (first, tools) = (layout.firstTarget[rival], layout.tools[rival])
        for number in first..<layout.firstTarget[rival + 1] where layout.targets[number] != actor {
          let place = layout.firstPlace[rival] + (number - first) * tools
          slack += perhaps(place, tools, node.sides[layout.targets[number]], layout.gain)
        }
      }
      for number in layout.firstAimer[rival]..<layout.firstAimer[rival + 1] {
        let aimer = layout.aimers[number]
        guard aimer.actor != actor, reached.contains(aimer.actor), node.sides[aimer.actor] != .out else { continue }
        slack += perhaps(aimer.place, aimer.tools, node.sides[rival], layout.harm) * layout.exposure[rival]
      }
    }
    for part in tables.duties {
      for other in tables.eligible where other != actor && reached.contains(other) && node.sides[other] != .out {
        guard layout.owing[other].contains(part),
          bounds.omitsMost[other].contains(part) || without.omitsMost[other].contains(part),
          !(bounds.omitsLeast[other].contains(part) && without.omitsLeast[other].contains(part))
        else { continue }
        for rival in tables.rivals[actor] { slack += tables.relief(part, rival) }
        if tables.rivals[actor].contains(other) { slack += tables.burden(part, other) }
      }
    }
    return slack
  }

  /// Those whose conduct the actor's joining may change: those that aim at it and may no longer do so as they did, those to
  /// whom it may show restraint, and those to whom these show more or less.
  private func reach(_ actor: Int, _ bounds: SearchBounds) {
    reached.clear()
    frontier.clear()
    reached.take(aimers[actor], within: open, frontier: &frontier)
    if mayForgo(actor, bounds) { reached.take(targets[actor], within: open, frontier: &frontier) }
    while let next = frontier.removeFirst() { reached.take(targets[next], within: open, frontier: &frontier) }
  }

  /// Whether it is possible that the actor leaves anything undone that is forbidden to it, or does a duty.
  private func mayForgo(_ actor: Int, _ bounds: SearchBounds) -> Bool {
    if !layout.owing[actor].isEmpty { return true }
    for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1]
    where layout.patterns[pattern].banned & ~bounds.least[pattern] != 0 && bounds.counts[pattern].high > 0.5 {
      return true
    }
    return false
  }

  /// What may be done or not against a target whose membership stays the same.
  @inline(__always)
  private func perhaps(_ place: Int, _ tools: Int, _ side: SearchNode.Side, _ values: FlatBuffer<Double>) -> Double {
    var (inner, outer) = (0.0, 0.0)
    for place in place..<place + tools {
      if side != .out { inner += sum(layout.inside[place], values) }
      if side != .inside { outer += sum(layout.outside[place], values) }
    }
    return max(inner, outer)
  }

  @inline(__always)
  private func sum(_ pattern: Int, _ values: FlatBuffer<Double>) -> Double {
    var total = 0.0
    var rest = uncertain[pattern]
    while rest != 0 {
      total += values[layout.patterns[pattern].firstSlot + rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return total
  }

  /// Where the treaty is not in force without the actor: all that its rivals forgo, and are spared.
  private func findAffairs(_ actor: Int, _ node: SearchNode, _ bounds: SearchBounds) {
    let weight = layout.rivalWeight[actor]
    let rivals = tables.game.actors[actor].rivals
    for other in tables.eligible where other != actor && node.sides[other] != .out {
      var sum = Interval()
      let tools = layout.tools[other]
      let isRival = rivals.contains(other)
      let first = layout.firstTarget[other]
      for number in first..<layout.firstTarget[other + 1] where layout.targets[number] != actor {
        let target = layout.targets[number]
        let isVictim = rivals.contains(target)
        guard isRival || isVictim else { continue }
        let place = layout.firstPlace[other] + (number - first) * tools
        var both: Interval?
        if node.sides[target] != .out {
          both = affairs(layout.inside, place, tools, target, bounds, isRival, isVictim)
        }
        if node.sides[target] != .inside {
          let outside = affairs(layout.outside, place, tools, target, bounds, isRival, isVictim)
          both?.widen(outside)
          both = both ?? outside
        }
        sum = sum + (both ?? Interval())
      }
      for part in tables.duties where layout.owing[other].contains(part) && !bounds.omitsLeast[other].contains(part) {
        let isSure = !bounds.omitsMost[other].contains(part)
        for rival in tables.rivals[actor] where rival != other || tables.isPublic[part] {
          let share = tables.relief(part, rival)
          if tables.isPublic[part] || node.sides[rival] != .out { sum.low -= share }
          if isSure && (tables.isPublic[part] || node.sides[rival] == .inside) { sum.high -= share }
        }
        if isRival {
          sum.high += tables.burden(part, other)
          if isSure { sum.low += tables.burden(part, other) }
        }
      }
      let weighed = Interval(low: weight * sum.low, high: weight * sum.high)
      if node.sides[other] == .inside { fixed = fixed + weighed } else { slopes[other] = weighed }
    }
  }

  /// What a rival forgoes of gains, less what a rival is spared of harm.
  private func affairs(
    _ patterns: FlatBuffer<Int>, _ place: Int, _ tools: Int, _ target: Int, _ bounds: SearchBounds, _ isRival: Bool,
    _ isVictim: Bool
  ) -> Interval {
    var total = Interval()
    for place in place..<place + tools {
      let pattern = patterns[place]
      let row = layout.patterns[pattern]
      var rest = row.banned & ~bounds.least[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        var value = isRival ? layout.gain[row.firstSlot + slot] : 0
        if isVictim { value -= layout.harm[row.firstSlot + slot] * layout.exposure[target] }
        let isSure = bounds.most[pattern] >> UInt64(slot) & 1 == 0
        total.low += isSure ? value : min(0, value)
        total.high += isSure ? value : max(0, value)
      }
    }
    return total
  }
}

/// A set of actors of a fixed size.
struct ActorBits {
  private var words: [UInt64]

  init(_ count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  @inline(__always)
  func contains(_ member: Int) -> Bool { words[member >> 6] >> UInt64(member & 63) & 1 == 1 }
  mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }
  mutating func clear() { for index in words.indices { words[index] = 0 } }

  mutating func removeFirst() -> Int? {
    for index in words.indices where words[index] != 0 {
      let bit = words[index].trailingZeroBitCount
      words[index] &= words[index] - 1
      return index << 6 + bit
    }
    return nil
  }

  /// Adds those of others that are within a set; the new ones to the frontier too.
  mutating func take(_ others: ActorBits, within set: ActorBits, frontier: inout ActorBits) {
    for index in words.indices {
      let added = others.words[index] & set.words[index] & ~words[index]
      words[index] |= added
      frontier.words[index] |= added
    }
  }
}
