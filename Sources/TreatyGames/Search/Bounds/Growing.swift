// One step of each of the two runs: what an actor breaches more, at most and at least, as things stand.
extension SearchBounds {
  /// What is taken as done where legibility is judged.
  enum Done {
    case nothing, least, most
  }

  /// Adds a slot that could be breached to what is to be chosen from, or to what is paid.
  @inline(__always)
  func add(_ actor: Int, _ pattern: Int, _ slot: Int, high: Bool, _ done: Done, isPaid: Bool) {
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

  func growMost(_ actor: Int) -> Bool {
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

  func growLeast(_ actor: Int) -> Bool {
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
    let isWhole = findSureBreaches(actor, first, end, price)
    if isWhole {
      if sure.count > 0, sure.choose(tolerance: tolerance) {
        for (pattern, slots) in sure.chosen { least[pattern] |= slots }
        return true
      }
    } else {
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
    }
    for pattern in first..<end where counts[pattern].high > 0.5 {
      let isSure = counts[pattern].low > 0.5
      var rest = most[pattern] & ~least[pattern]
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        if isSure && (isWhole || isPlain(pattern, slot)) { continue }
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

  /// Puts together what could be added for sure in the patterns in which targets stand for sure.
  ///
  /// - Returns: Whether that is little enough to be weighed together.
  private func findSureBreaches(_ actor: Int, _ first: Int, _ end: Int, _ price: (Int, Double) -> Double) -> Bool {
    sure.begin()
    for pattern in first..<end where counts[pattern].low > 0.5 {
      let row = layout.patterns[pattern]
      let room = most[pattern] & ~least[pattern]
      if room | least[pattern] == 0 { continue }
      for index in row.firstTelling..<row.endTelling {
        let telling = layout.tellings[index]
        guard telling.slots & (room | least[pattern]) != 0 else { continue }
        let verification = layout.tables.verification[telling.part]
        sure.addLevel(
          pattern, telling.part,
          low: price(
            telling.part, layout.detection(telling, row, verification: verification, done: most[pattern])),
          high: price(
            telling.part, layout.detection(telling, row, verification: verification, done: least[pattern])),
          isPaid: telling.slots & least[pattern] != 0)
      }
      for index in row.firstGroup..<row.endGroup {
        let slots = layout.groups[index].slots & room
        if slots == 0 { continue }
        let parts = layout.masks[layout.groups[index].mask].parts
        var (rest, temptation) = (slots, 0.0)
        while rest != 0 {
          let slot = row.firstSlot + rest.trailingZeroBitCount
          rest &= rest - 1
          temptation +=
            layout.gain[slot] * counts[pattern].low
            + layout.rivalWeight[actor] * layout.harm[slot] * exposures[pattern].low
        }
        sure.add(pattern, slots, temptation: temptation, parts: parts)
      }
      if !sure.isSmall { return false }
    }
    return true
  }

  /// The levels that are paid for sure.
  func pay(_ actor: Int, _ first: Int, _ end: Int) {
    for pattern in first..<end where counts[pattern].low > 0.5 {
      var rest = least[pattern]
      while rest != 0 {
        add(actor, pattern, rest.trailingZeroBitCount, high: false, .most, isPaid: true)
        rest &= rest - 1
      }
    }
  }

  /// Whether it is known how visible a breach is.
  func isPlain(_ pattern: Int, _ slot: Int) -> Bool {
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
  func addAgainstLeastTempting(_ actor: Int, _ pattern: Int, _ slot: Int) {
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
