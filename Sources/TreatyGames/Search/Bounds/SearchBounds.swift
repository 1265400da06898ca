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
  private(set) var steps = 0

  private let limit: FlatBuffer<UInt64>
  private let omitsLimit: FlatBuffer<PartSet>
  private let isDue: FlatBuffer<Bool>
  private let chooser: AdditionChooser
  /// By part: the relief that the actor at hand owes, and the sums it is made of.
  private let owed: FlatBuffer<Interval>
  let tallies: FlatBuffer<Tally>
  private let single: FlatBuffer<Interval>
  private let elements: FlatBuffer<Interval>
  private let doers: FlatBuffer<Doers>
  private var askedParts: [Int] = []
  var scratch: [Double] = []
  var standings: [Standing] = []

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

  // MARK: relief

  /// What the actor owes to the reciprocal parts: relief_c(i), left in `owed`.
  private func findRelief(_ actor: Int) {
    let asked = asksMost[actor].intersection(layout.tables.reciprocal)
    askedParts.removeAll(keepingCapacity: true)
    for part in asked {
      if layout.isDuty[part] {
        owed[part] = dutyRelief(part, actor)
      } else {
        tallies[part] = Tally()
        askedParts.append(part)
      }
    }
    guard !askedParts.isEmpty else { return }
    let stride = layout.count + 1
    let surely = asksLeast[actor]
    let exposure = layout.exposure[actor]
    let isFirm = sides[actor] == .out
    steps += 8 * (layout.firstAimer[actor + 1] - layout.firstAimer[actor])
    for index in layout.firstAimer[actor]..<layout.firstAimer[actor + 1] {
      let aimer = layout.aimers[index]
      guard canBeParty(aimer.actor) else { continue }
      for part in askedParts { single[part] = Interval() }
      for place in aimer.place..<aimer.place + aimer.tools {
        let pattern = layout.inside[place]
        let (first, end) = (layout.patterns[pattern].firstGroup, layout.patterns[pattern].endGroup)
        for group in first..<end {
          let high = harm[group].high * exposure + aimer.weight * gain[group].high
          if high <= 0 { continue }
          let shares = layout.masks[layout.groups[group].mask].shares
          let owing = shares.intersection(asked)
          if owing.isEmpty { continue }
          let low = harm[group].low * exposure + aimer.weight * gain[group].low
          if shares.isSingle {
            let part = owing.bits.trailingZeroBitCount
            single[part].high += high
            single[part].low += low
            continue
          }
          let greatest = Double(owing.size)
          let sure = shares.intersection(surely).size
          for part in owing {
            let fewest = surely.contains(part) ? sure : sure + 1
            single[part].high += high / Double(fewest)
            single[part].low += low / greatest
          }
        }
      }
      let isLoose = !isFirm && loose[aimer.actor]
      for part in askedParts where single[part].high > 0 {
        tallies.base[part].add(single[part], sides[aimer.actor], isLoose: isLoose, elements.base + part * stride)
      }
    }
    for part in askedParts { owed[part] = bounds(tallies.base[part], actor, elements.base + part * stride) }
  }

  /// How many may do a duty.
  struct Doers {
    /// Of those inside: how many may, and how many do for sure; likewise of the open ones.
    var inside = 0
    var insideSurely = 0
    var open = 0
    var openSurely = 0
    /// Of those that may have changed sides: how many inside do for sure, and how many outside may.
    var looseSurely = 0
    var looseOutside = 0

    mutating func count(_ side: SearchNode.Side, isSure: Bool, isLoose: Bool, _ step: Int) {
      switch side {
      case .inside:
        inside += step
        if isSure { insideSurely += step }
        if isSure && isLoose { looseSurely += step }
      case .open:
        open += step
        if isSure { openSurely += step }
      case .out: if isLoose { looseOutside += step }
      }
    }
  }

  /// Counts who may do each duty.
  private func countDoers() {
    for part in layout.tables.duties {
      var doers = Doers()
      for other in layout.tables.eligible where canBeParty(other) && layout.owing[other].contains(part) {
        guard !omitsLeast[other].contains(part) else { continue }
        doers.count(sides[other], isSure: !omitsMost[other].contains(part), isLoose: loose[other], 1)
      }
      self.doers[part] = doers
    }
  }

  private func dutyRelief(_ part: Int, _ actor: Int) -> Interval {
    let value = layout.tables.relief(part, actor)
    guard value > 0 else { return Interval() }
    var others = doers[part]
    if canBeParty(actor), layout.owing[actor].contains(part), !omitsLeast[actor].contains(part) {
      others.count(sides[actor], isSure: !omitsMost[actor].contains(part), isLoose: loose[actor], -1)
    }
    let own = sides[actor] == .open ? 1 : 0
    let fewest = max(0, view.fewest - own)
    let greatest = max(0, min(view.open - own, view.greatest - own))
    // An outsider is a party only where it is the one that has changed sides.
    let isFirm = sides[actor] == .out
    let isWide = !isFirm
    let idle = view.open - own - others.openSurely
    var low = max(0, fewest - idle)
    if isWide && view.canLose {
      low = min(max(0, fewest - 1 - idle), low - (!isFirm && others.looseSurely > 0 ? 1 : 0))
    }
    let high =
      max(
        min(others.open, greatest + (isWide ? 1 : 0)),
        min(others.open, greatest) + (!isFirm && others.looseOutside > 0 ? 1 : 0))
    return Interval(
      low: value * Double(max(0, others.insideSurely + low)), high: value * Double(others.inside + high))
  }

  /// The bounds of t of omitting a duty.
  func omission(_ part: Int, _ actor: Int) -> Interval {
    let tables = layout.tables
    let isPublic = tables.game.parts[part].isPublic
    let own = tables.burden(part, actor) - (isPublic ? tables.relief(part, actor) : 0)
    var total = Interval(low: own, high: own)
    var loss = 0.0
    for index in layout.firstRival[actor]..<layout.firstRival[actor + 1] {
      let rival = layout.rivals[index]
      let share = tables.rivalWeight[actor] * tables.relief(part, rival)
      if isPublic {
        total = total + Interval(low: share, high: share)
      } else if canBeParty(rival) {
        total.high += share
        if sides[rival] == .inside {
          total.low += share
          if loose[rival] { loss = max(loss, share) }
        }
      }
    }
    total.low -= loss
    return total
  }

  // MARK: the two runs

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

  /// What is taken as done where legibility is judged.
  private enum Done {
    case nothing, least, most
  }

  /// Adds a slot that could be breached to what is to be chosen from, or to what is paid.
  @inline(__always)
  private func add(_ actor: Int, _ pattern: Int, _ slot: Int, high: Bool, _ done: Done, isPaid: Bool) {
    let row = layout.patterns[pattern]
    if !isPaid {
      let count = high ? counts[pattern].high : counts[pattern].low
      let exposure = high ? exposures[pattern].high : exposures[pattern].low
      chooser.add(
        pattern: pattern, slot: slot,
        temptation: layout.gain[row.firstSlot + slot] * count
          + layout.rivalWeight[actor] * layout.harm[row.firstSlot + slot] * exposure)
    }
    let word =
      switch done {
      case .nothing: 0 as UInt64
      case .least: least[pattern]
      case .most: most[pattern]
      }
    for index in row.firstTelling..<row.endTelling {
      let telling = layout.tellings[index]
      guard telling.slots >> UInt64(slot) & 1 == 1 else { continue }
      let detection = layout.detection(
        telling, row, verification: layout.tables.verification[telling.part], done: word)
      if isPaid { chooser.pay(telling.part, detection) } else { chooser.addBreach(telling.part, detection) }
    }
  }

  private func growMost(_ actor: Int) -> Bool {
    let (first, end) = (layout.firstPattern[actor], layout.firstPattern[actor + 1])
    var room: UInt64 = 0
    for pattern in first..<end where counts[pattern].high > 0.5 { room |= limit[pattern] & ~most[pattern] }
    let duties = omitsLimit[actor].subtracting(omitsMost[actor])
    guard room != 0 || !duties.isEmpty else { return false }
    steps += 40
    findRelief(actor)
    let tables = layout.tables
    let asked = asksMost[actor].count
    let price: (Int, Double) -> Double = { [owed] in
      tables.price($0, actor, detection: $1, asking: asked, relief: owed[$0].low)
    }
    var changed = false
    for part in duties {
      if omission(part, actor).high - price(part, tables.verification[part]) > tables.tolerance {
        omitsMost[actor].insert(part)
        changed = true
      }
    }
    guard room != 0 else { return changed }
    chooser.begin()
    for pattern in first..<end where counts[pattern].high > 0.5 {
      // The levels that may be paid already: those of the greatest detection.
      var rest = limit[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let isDone = most[pattern] >> UInt64(slot) & 1 == 1
        add(actor, pattern, slot, high: true, isDone ? .nothing : .most, isPaid: isDone)
      }
    }
    if chooser.choose(tolerance: tables.tolerance / 2, price: price) {
      for index in chooser.chosen {
        let bundle = chooser.bundles[index]
        most[bundle.pattern] |= 1 << UInt64(bundle.slot)
      }
      changed = true
    }
    return changed
  }

  private func growLeast(_ actor: Int) -> Bool {
    let (first, end) = (layout.firstPattern[actor], layout.firstPattern[actor + 1])
    var room: UInt64 = 0
    for pattern in first..<end where counts[pattern].high > 0.5 { room |= most[pattern] & ~least[pattern] }
    let duties = omitsMost[actor].subtracting(omitsLeast[actor])
    guard room != 0 || !duties.isEmpty else { return false }
    steps += 40
    findRelief(actor)
    let tables = layout.tables
    let asked = max(1, asksLeast[actor].count)
    let tolerance = tables.tolerance * 2
    let price: (Int, Double) -> Double = { [owed] in
      tables.price($0, actor, detection: $1, asking: asked, relief: owed[$0].high)
    }
    var changed = false
    for part in duties {
      if omission(part, actor).low - price(part, tables.verification[part]) > tolerance {
        omitsLeast[actor].insert(part)
        changed = true
      }
    }
    guard room != 0 else { return changed }
    // Those of which it is known how visible they are can be weighed together; the others each by itself.
    chooser.begin()
    pay(actor, first, end)
    for pattern in first..<end where counts[pattern].low > 0.5 {
      var rest = most[pattern] & ~least[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        if isPlain(pattern, slot) { add(actor, pattern, slot, high: false, .least, isPaid: false) }
      }
    }
    if chooser.choose(tolerance: tolerance, price: price) {
      for index in chooser.chosen {
        least[chooser.bundles[index].pattern] |= 1 << UInt64(chooser.bundles[index].slot)
      }
      return true
    }
    for pattern in first..<end where counts[pattern].high > 0.5 {
      let isSure = counts[pattern].low > 0.5
      var rest = most[pattern] & ~least[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        if isSure && isPlain(pattern, slot) { continue }
        chooser.begin()
        pay(actor, first, end)
        if isSure {
          add(actor, pattern, slot, high: false, .least, isPaid: false)
        } else {
          addAgainstLeastTempting(actor, pattern, slot)
        }
        if chooser.choose(tolerance: tolerance, price: price) {
          least[pattern] |= 1 << UInt64(slot)
          changed = true
        }
      }
    }
    return changed
  }

  /// The levels that are paid for sure.
  private func pay(_ actor: Int, _ first: Int, _ end: Int) {
    for pattern in first..<end where counts[pattern].low > 0.5 {
      var rest = least[pattern]
      while rest != 0 {
        add(actor, pattern, rest.trailingZeroBitCount, high: false, .most, isPaid: true)
        rest &= rest - 1
      }
    }
  }

  /// Whether it is known how visible a breach is.
  private func isPlain(_ pattern: Int, _ slot: Int) -> Bool {
    let row = layout.patterns[pattern]
    if row.attribution == 0 { return true }
    let open = row.forbidden & most[pattern] & ~least[pattern]
    for index in row.firstTelling..<row.endTelling {
      let telling = layout.tellings[index]
      if telling.slots >> UInt64(slot) & 1 == 1, open & ~telling.slots != 0 { return false }
    }
    return true
  }

  /// A slot with its temptation against the least tempting of the targets in its pattern.
  private func addAgainstLeastTempting(_ actor: Int, _ pattern: Int, _ slot: Int) {
    let row = layout.patterns[pattern]
    var exposure = Double.infinity
    let tools = layout.tools[actor]
    for index in layout.firstTarget[actor]..<layout.firstTarget[actor + 1] {
      let place = layout.firstPlace[actor] + (index - layout.firstTarget[actor]) * tools
      for tool in place..<place + tools where layout.inside[tool] == pattern || layout.outside[tool] == pattern {
        exposure = min(exposure, layout.exposure[layout.targets[index]])
      }
    }
    add(actor, pattern, slot, high: false, .least, isPaid: false)
    chooser.setTemptation(
      exposure.isFinite
        ? layout.gain[row.firstSlot + slot] + layout.rivalWeight[actor] * layout.harm[row.firstSlot + slot] * exposure
        : 0)
  }
}
