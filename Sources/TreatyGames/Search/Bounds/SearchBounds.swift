/// What each party does at least and at most in every coalition of a node that is in force, and in those in which one
/// actor has changed sides (whose wish to be in or out is to be judged).
///
/// Two runs of models.md §3: a pessimistic one, in which everyone breaches what could pay under the most tempting
/// circumstances that are still possible, and an optimistic one for what would be breached under the least tempting ones.
/// Lowering one detection can shrink the best choice, since others that were paid along with it no longer are: for the
/// upper bound what is taken counts with its high detection and what is left with its low one, for the lower bound the
/// reverse.
///
/// Bounds that hold for a node hold for all below it, so that only what was not settled above is looked at again.
final class SearchBounds {
  let layout: SearchLayout
  var view: CoalitionView
  let sides: FlatBuffer<SearchNode.Side>
  /// Of decided actors, those one of which may have changed sides.
  let loose: FlatBuffer<Bool>
  /// By pattern, the forbidden slots done at least and at most.
  let least: FlatBuffer<UInt64>
  let most: FlatBuffer<UInt64>
  let omitsLeast: FlatBuffer<PartSet>
  let omitsMost: FlatBuffer<PartSet>
  /// The parts that ask something of the actor for sure, and perhaps.
  let asksLeast: FlatBuffer<PartSet>
  let asksMost: FlatBuffer<PartSet>
  /// By pattern, how many targets stand in it, and the sum of their exposures.
  let counts: FlatBuffer<Interval>
  let exposures: FlatBuffer<Interval>
  /// By group, the harm and the gain of what is forgone at least and at most, against a target of exposure 1.
  let harm: FlatBuffer<Interval>
  let gain: FlatBuffer<Interval>
  /// How much was looked at, in steps of about a nanosecond.
  var steps = 0

  let limit: FlatBuffer<UInt64>
  let omitsLimit: FlatBuffer<PartSet>
  private let isDue: FlatBuffer<Bool>
  let chooser: AdditionChooser
  /// By part: the relief that the actor at hand owes, and the sums it is made of.
  let owed: FlatBuffer<Interval>
  let tallies: FlatBuffer<Tally>
  let single: FlatBuffer<Interval>
  let elements: FlatBuffer<Interval>
  let doers: FlatBuffer<Doers>
  var askedParts: [Int] = []
  var scratch: [Double] = []
  var standings: [Standing] = []
  var sure = SureBreaches()

  init(_ layout: SearchLayout) {
    self.layout = layout
    let (count, patterns, parts) = (layout.count, layout.patterns.count, layout.parts)
    view = CoalitionView(SearchNode(layout.tables, least: 0, most: 0), quorum: 0)
    sides = FlatBuffer(repeating: .out, count: count)
    loose = FlatBuffer(repeating: false, count: count)
    least = FlatBuffer(repeating: 0, count: patterns)
    most = FlatBuffer(repeating: 0, count: patterns)
    limit = FlatBuffer(repeating: 0, count: patterns)
    omitsLeast = FlatBuffer(repeating: [], count: count)
    omitsMost = FlatBuffer(repeating: [], count: count)
    omitsLimit = FlatBuffer(repeating: [], count: count)
    asksLeast = FlatBuffer(repeating: [], count: count)
    asksMost = FlatBuffer(repeating: [], count: count)
    counts = FlatBuffer(repeating: Interval(), count: patterns)
    exposures = FlatBuffer(repeating: Interval(), count: patterns)
    harm = FlatBuffer(repeating: Interval(), count: layout.groups.count)
    gain = FlatBuffer(repeating: Interval(), count: layout.groups.count)
    isDue = FlatBuffer(repeating: false, count: count)
    chooser = AdditionChooser(parts: parts)
    owed = FlatBuffer(repeating: Interval(), count: parts)
    tallies = FlatBuffer(repeating: Tally(), count: parts)
    single = FlatBuffer(repeating: Interval(), count: parts)
    elements = FlatBuffer(repeating: Interval(), count: parts * (layout.count + 1))
    doers = FlatBuffer(repeating: Doers(), count: parts)
  }

  deinit {
    sides.free()
    loose.free()
    least.free()
    most.free()
    limit.free()
    omitsLeast.free()
    omitsMost.free()
    omitsLimit.free()
    asksLeast.free()
    asksMost.free()
    counts.free()
    exposures.free()
    harm.free()
    gain.free()
    isDue.free()
    owed.free()
    tallies.free()
    single.free()
    elements.free()
    doers.free()
  }

  /// Bounds what is done in the coalitions of a node, within what is known already.
  ///
  /// - Parameters:
  ///   - loose: decided actors whose wish to stay so is to be judged: the bounds hold also where one of them has changed
  ///     sides.
  func run(_ node: SearchNode, _ view: CoalitionView, within marks: ConductMarks, loose flags: ActorSet = []) {
    self.view = view
    sides.copy(node.sides)
    loose.fill(false)
    for actor in flags { loose[actor] = true }
    least.copy(marks.least)
    limit.copy(marks.most)
    omitsLeast.copy(marks.omitsLeast)
    omitsLimit.copy(marks.omitsMost)
    for actor in layout.tables.eligible {
      asksLeast[actor] = []
      asksMost[actor] = []
      if canBeParty(actor) { standing(actor) }
    }
    run()
  }

  /// The same where a decided actor of the node has changed sides, and nobody else.
  ///
  /// - Parameter bounds: of the node: what stands in the patterns of those that cannot aim at the actor is the same.
  func run(
    _ node: SearchNode, flipping flipped: Int, _ view: CoalitionView, within marks: ConductMarks, _ bounds: SearchBounds
  ) {
    self.view = view
    sides.copy(node.sides)
    sides[flipped] = node.sides[flipped] == .inside ? .out : .inside
    loose.fill(false)
    least.copy(marks.least)
    limit.copy(marks.most)
    omitsLeast.copy(marks.omitsLeast)
    omitsLimit.copy(marks.omitsMost)
    asksLeast.copy(bounds.asksLeast)
    asksMost.copy(bounds.asksMost)
    counts.copy(bounds.counts)
    exposures.copy(bounds.exposures)
    for index in layout.firstAimer[flipped]..<layout.firstAimer[flipped + 1] {
      let aimer = layout.aimers[index].actor
      if canBeParty(aimer) { standing(aimer) }
    }
    if canBeParty(flipped) { standing(flipped) }
    run()
  }

  /// What is known now, to be kept.
  func save(_ marks: inout ConductMarks) {
    least.save(&marks.least)
    most.save(&marks.most)
    if layout.tables.duties.isEmpty { return }
    omitsLeast.save(&marks.omitsLeast)
    omitsMost.save(&marks.omitsMost)
  }

  @inline(__always)
  func canBeParty(_ actor: Int) -> Bool { sides[actor] != .out || loose[actor] }

  private func run() {
    most.copy(least)
    omitsMost.copy(omitsLeast)
    for actor in layout.tables.eligible where canBeParty(actor) {
      for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] { weigh(pattern) }
    }
    countDoers()
    grow { $0.growMost($1) }
    for actor in layout.tables.eligible where canBeParty(actor) {
      for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] { weigh(pattern) }
    }
    countDoers()
    grow { $0.growLeast($1) }
  }

  /// Adds up what is forgone in a pattern.
  @inline(__always)
  private func weigh(_ pattern: Int) {
    let row = layout.patterns[pattern]
    for index in row.firstGroup..<row.endGroup {
      let group = layout.groups[index]
      var (hurt, earned) = (Interval(), Interval())
      var rest = group.slots & ~least[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let (h, g) = (layout.harm[row.firstSlot + slot], layout.gain[row.firstSlot + slot])
        hurt.high += h
        earned.high += g
        if most[pattern] >> UInt64(slot) & 1 == 0 {
          hurt.low += h
          earned.low += g
        }
      }
      harm[index] = hurt
      gain[index] = earned
    }
  }

  /// Lets everyone grow until nothing changes; whoever is aimed at by one that grew is asked again.
  private func grow(_ step: (SearchBounds, Int) -> Bool) {
    let eligible = layout.tables.eligible
    for actor in eligible { isDue[actor] = canBeParty(actor) && !asksMost[actor].isEmpty && isOpen(actor) }
    var changed = true
    while changed {
      changed = false
      for actor in eligible where isDue[actor] {
        isDue[actor] = false
        var hasGrown = false
        while isOpen(actor), step(self, actor) { hasGrown = true }
        guard hasGrown else { continue }
        for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] { weigh(pattern) }
        if !layout.owing[actor].isEmpty { countDoers() }
        changed = true
        if layout.tables.duties.isEmpty {
          for index in layout.firstTarget[actor]..<layout.firstTarget[actor + 1] {
            let target = layout.targets[index]
            if sides[target] != .out || loose[target] { isDue[target] = true }
          }
        } else {
          for other in eligible where other != actor && canBeParty(other) { isDue[other] = true }
        }
      }
    }
  }

  /// Whether it is still open what an actor does: the two runs end where they meet.
  @inline(__always)
  private func isOpen(_ actor: Int) -> Bool {
    for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1]
    where limit[pattern] & ~least[pattern] != 0 && counts[pattern].high > 0.5 {
      return true
    }
    return !omitsLimit[actor].subtracting(omitsLeast[actor]).isEmpty
  }
}
