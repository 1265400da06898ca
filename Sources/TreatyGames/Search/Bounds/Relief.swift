// What the parties owe each other: the relief of the reciprocal parts, of prohibitions and of duties.
extension SearchBounds {
  /// What the actor owes to the reciprocal parts: relief_c(i), left in `owed`.
  func findRelief(_ actor: Int) {
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
  func countDoers() {
    for part in layout.tables.duties {
      var doers = Doers()
      for other in layout.tables.eligible where canBeParty(other) && layout.owing[other].contains(part) {
        guard !omitsLeast[other].contains(part) else { continue }
        doers.count(sides[other], isSure: !omitsMost[other].contains(part), isLoose: loose[other], 1)
      }
      self.doers[part] = doers
    }
  }

  func dutyRelief(_ part: Int, _ actor: Int) -> Interval {
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
}
