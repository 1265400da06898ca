// What the actor at hand does itself of what is forbidden to it, between its bounds, and what that costs.
extension SearchDifference {
  /// Whether the actor breaches something for sure.
  var breachesSurely: Bool {
    if !bounds.omitsLeast[actor].isEmpty { return true }
    for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] where bounds.least[pattern] != 0 {
      return true
    }
    return false
  }

  func findOpenSlots() {
    openSlots.removeAll(keepingCapacity: true)
    openDuties.removeAll(keepingCapacity: true)
    let first = layout.firstPattern[actor]
    for pattern in first..<layout.firstPattern[actor + 1] where bounds.counts[pattern].high > 0.5 {
      var rest = bounds.most[pattern] & ~bounds.least[pattern]
      while rest != 0 {
        openSlots.append((pattern - first, rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    for duty in bounds.omitsMost[actor].subtracting(bounds.omitsLeast[actor]) { openDuties.append(duty) }
  }

  func honourAll() {
    let first = layout.firstPattern[actor]
    for pattern in first..<layout.firstPattern[actor + 1] {
      least[pattern - first] = 0
      most[pattern - first] = 0
      forgo(pattern, first)
    }
    omitsLeast = []
    omitsMost = []
  }

  /// Goes through the choices between the bounds, where they are few; else takes the bounds themselves.
  ///
  /// - Parameter body: Whether to go on.
  func forEachChoice(_ body: () -> Bool) {
    let bits = openSlots.count + openDuties.count
    let isSplit = bits <= Self.mostOpenSlots
    let (first, end) = (layout.firstPattern[actor], layout.firstPattern[actor + 1])
    for choice in 0..<(isSplit ? 1 << bits : 1) {
      for pattern in first..<end {
        least[pattern - first] = bounds.least[pattern]
        most[pattern - first] =
          isSplit || bounds.counts[pattern].high <= 0.5 ? bounds.least[pattern] : bounds.most[pattern]
      }
      omitsLeast = bounds.omitsLeast[actor]
      omitsMost = isSplit ? omitsLeast : bounds.omitsMost[actor]
      if isSplit {
        for (place, slot) in openSlots.enumerated() where choice >> place & 1 == 1 {
          least[slot.pattern] |= 1 << UInt64(slot.slot)
          most[slot.pattern] |= 1 << UInt64(slot.slot)
        }
        for (place, duty) in openDuties.enumerated() where choice >> (openSlots.count + place) & 1 == 1 {
          omitsLeast.insert(duty)
          omitsMost.insert(duty)
        }
      }
      for pattern in first..<end { forgo(pattern, first) }
      if !body() { return }
    }
  }

  /// Adds up what the actor forgoes in a pattern by the choice at hand.
  @inline(__always)
  func forgo(_ pattern: Int, _ first: Int) {
    let (banned, slot) = (layout.patterns[pattern].banned, layout.patterns[pattern].firstSlot)
    var (gain, harm) = (Interval(), Interval())
    var rest = banned & ~least[pattern - first]
    while rest != 0 {
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      let (g, h) = (layout.gain[slot + bit], layout.harm[slot + bit])
      gain.high += g
      harm.high += h
      if most[pattern - first] >> UInt64(bit) & 1 == 0 {
        gain.low += g
        harm.low += h
      }
    }
    ownGain[pattern - first] = gain
    ownHarm[pattern - first] = harm
  }

  /// What a breach costs whatever the others do, taken off; and the share of the others' restraint that is kept.
  func sanctions(isHigh: Bool) -> Double {
    var total = 0.0
    kept.fill(1)
    let first = layout.firstPattern[actor]
    let patterns = layout.firstPattern[actor + 1] - first
    let asking = max(1, (isHigh ? bounds.asksMost[actor] : bounds.asksLeast[actor]).count)
    // By part, the detection: for the upper bound that of what is surely breached.
    var found: PartSet = []
    for index in 0..<patterns {
      let done = isHigh ? least[index] : most[index]
      if done == 0 || (isHigh ? bounds.counts[first + index].low : bounds.counts[first + index].high) <= 0.5 {
        continue
      }
      let row = layout.patterns[first + index]
      for number in row.firstTelling..<row.endTelling {
        let telling = layout.tellings[number]
        guard telling.slots & done != 0 else { continue }
        let detection = layout.detection(
          telling, row, verification: tables.verification[telling.part], done: isHigh ? most[index] : least[index])
        lost[telling.part] = found.contains(telling.part) ? max(lost[telling.part], detection) : detection
        found.insert(telling.part)
      }
    }
    for part in isHigh ? omitsLeast : omitsMost {
      lost[part] = tables.verification[part]
      found.insert(part)
    }
    if found.isEmpty { return 0 }
    for part in found {
      total -= tables.price(part, actor, detection: lost[part], asking: asking, relief: 0)
      lost[part] = tables.lostRestraint(part, actor, lost[part])
      kept[layout.masks.count + part] = 1 - lost[part]
    }
    for index in 0..<layout.masks.count {
      let shares = layout.masks[index].shares
      let breached = shares.intersection(found)
      if breached.isEmpty { continue }
      let sure = shares.intersection(isHigh ? bounds.asksMost[actor] : bounds.asksLeast[actor])
      var rest = 1.0
      for part in breached {
        let sharing = isHigh ? max(1, sure.count) : max(1, sure.with(part).count)
        rest -= lost[part] / Double(sharing)
      }
      kept[index] = max(0, rest)
    }
    return total
  }
}
