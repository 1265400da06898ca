/// What everyone does and has where a given coalition signs: models.md §3–4, exactly, over patterns. The memory is kept
/// from one coalition to the next.
final class SearchPlay {
  let layout: SearchLayout
  private let tables: SearchTables
  private let parties: FlatBuffer<Bool>
  /// By pattern, the forbidden slots that are done all the same, and those added in the present round.
  private let breached: FlatBuffer<UInt64>
  private let added: FlatBuffer<UInt64>
  private let omitted: FlatBuffer<PartSet>
  private let addedOmissions: FlatBuffer<PartSet>
  private let asking: FlatBuffer<PartSet>
  /// By pattern: how many targets stand in it, and the sum of their exposures.
  private let targetCount: FlatBuffer<Double>
  private let exposure: FlatBuffer<Double>
  private let isDue: FlatBuffer<Bool>
  private let relief: FlatBuffer<Double>
  private let chooser: AdditionChooser
  private var members: [Int] = []
  private var grown: [Int] = []
  /// How much was looked at, in steps of about a nanosecond.
  private(set) var steps = 0

  init(_ layout: SearchLayout) {
    self.layout = layout
    tables = layout.tables
    let (count, patterns) = (layout.count, layout.patterns.count)
    parties = FlatBuffer(repeating: false, count: count)
    breached = FlatBuffer(repeating: 0, count: patterns)
    added = FlatBuffer(repeating: 0, count: patterns)
    omitted = FlatBuffer(repeating: [], count: count)
    addedOmissions = FlatBuffer(repeating: [], count: count)
    asking = FlatBuffer(repeating: [], count: count)
    targetCount = FlatBuffer(repeating: 0, count: patterns)
    exposure = FlatBuffer(repeating: 0, count: patterns)
    isDue = FlatBuffer(repeating: false, count: count)
    relief = FlatBuffer(repeating: 0, count: layout.parts)
    chooser = AdditionChooser(parts: layout.parts)
  }

  deinit {
    parties.free()
    breached.free()
    added.free()
    omitted.free()
    addedOmissions.free()
    asking.free()
    targetCount.free()
    exposure.free()
    isDue.free()
    relief.free()
  }

  /// Lets the parties come to rest.
  func run(_ signatories: [Bool], inForce: Bool) {
    breached.fill(0)
    added.fill(0)
    omitted.fill([])
    addedOmissions.fill([])
    members.removeAll(keepingCapacity: true)
    for actor in 0..<layout.count {
      parties[actor] = inForce && signatories[actor]
      isDue[actor] = false
    }
    guard inForce else { return }
    for actor in tables.eligible where parties[actor] {
      standing(actor)
      if asking[actor].isEmpty { continue }
      members.append(actor)
      isDue[actor] = true
    }
    rest()
  }

  private func standing(_ actor: Int) {
    let (first, end) = (layout.firstPattern[actor], layout.firstPattern[actor + 1])
    for pattern in first..<end {
      targetCount[pattern] = 0
      exposure[pattern] = 0
    }
    var place = layout.firstPlace[actor]
    let tools = layout.tools[actor]
    steps += 10 + 3 * tools * (layout.firstTarget[actor + 1] - layout.firstTarget[actor])
    for index in layout.firstTarget[actor]..<layout.firstTarget[actor + 1] {
      let target = layout.targets[index]
      for place in place..<place + tools {
        let pattern = self.pattern(place, target)
        targetCount[pattern] += 1
        exposure[pattern] += layout.exposure[target]
      }
      place += tools
    }
    var asked = layout.owing[actor]
    for pattern in first..<end where targetCount[pattern] > 0 { asked = asked.union(layout.patterns[pattern].asked) }
    asking[actor] = asked
  }

  @inline(__always)
  private func pattern(_ place: Int, _ target: Int) -> Int {
    parties[target] ? layout.inside[place] : layout.outside[place]
  }

  /// The slots of a pattern of a party that are done: what is not forbidden, and what is breached.
  @inline(__always)
  private func done(_ pattern: Int) -> UInt64 {
    let row = layout.patterns[pattern]
    return (row.open & ~row.forbidden) | breached[pattern]
  }

  // MARK: the most lawful rest point

  /// In each round all parties choose at once; those whose circumstances are as they were need not choose again.
  private func rest() {
    while true {
      grown.removeAll(keepingCapacity: true)
      for actor in members where isDue[actor] {
        isDue[actor] = false
        if grow(actor) { grown.append(actor) }
      }
      if grown.isEmpty { return }
      for actor in grown {
        for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] {
          breached[pattern] |= added[pattern]
          added[pattern] = 0
        }
        isDue[actor] = true
        if addedOmissions[actor].isEmpty {
          for index in layout.firstTarget[actor]..<layout.firstTarget[actor + 1] { isDue[layout.targets[index]] = true }
        } else {
          omitted[actor] = omitted[actor].union(addedOmissions[actor])
          addedOmissions[actor] = []
          for other in members { isDue[other] = true }
        }
      }
    }
  }

  /// What the actor owes to each reciprocal part that asks something of it, left in `relief`.
  private func findRelief(_ actor: Int) {
    let asked = asking[actor].intersection(tables.reciprocal)
    for part in asking[actor] { relief[part] = 0 }
    guard !asked.isEmpty else { return }
    let exposure = layout.exposure[actor]
    steps += 10 + 10 * (layout.firstAimer[actor + 1] - layout.firstAimer[actor])
    for index in layout.firstAimer[actor]..<layout.firstAimer[actor + 1] {
      let aimer = layout.aimers[index]
      guard parties[aimer.actor] else { continue }
      for place in aimer.place..<aimer.place + aimer.tools {
        let pattern = layout.inside[place]
        let row = layout.patterns[pattern]
        for group in row.firstGroup..<row.endGroup {
          var rest = layout.groups[group].slots & ~breached[pattern]
          if rest == 0 { continue }
          let owed = layout.masks[layout.groups[group].mask].parts.intersection(asked)
          if owed.isEmpty { continue }
          var value = 0.0
          while rest != 0 {
            let slot = row.firstSlot + rest.trailingZeroBitCount
            rest &= rest - 1
            value += layout.harm[slot] * exposure + aimer.weight * layout.gain[slot]
          }
          value /= Double(owed.size)
          for part in owed { relief[part] += value }
        }
      }
    }
    for part in tables.duties where asked.contains(part) {
      relief[part] += tables.relief(part, actor) * Double(doers(part, except: actor))
    }
  }

  private func doers(_ part: Int, except actor: Int) -> Int {
    var count = 0
    for other in tables.eligible
    where other != actor && parties[other] && layout.owing[other].contains(part) && !omitted[other].contains(part) {
      count += 1
    }
    return count
  }

  /// t of omitting a duty.
  private func omission(_ part: Int, _ actor: Int) -> Double {
    let isPublic = tables.isPublic[part]
    var sum = tables.burden(part, actor)
    for index in layout.firstRival[actor]..<layout.firstRival[actor + 1] {
      let rival = layout.rivals[index]
      if isPublic || parties[rival] { sum += layout.rivalWeight[actor] * tables.relief(part, rival) }
    }
    return isPublic ? sum - tables.relief(part, actor) : sum
  }

  private func grow(_ actor: Int) -> Bool {
    findRelief(actor)
    let asked = asking[actor].size
    var changed = false
    for part in layout.owing[actor].subtracting(omitted[actor]) {
      let cost = tables.price(
        part, actor, detection: tables.verification[part], asking: asked, relief: relief[part])
      if omission(part, actor) - cost > tables.tolerance {
        addedOmissions[actor].insert(part)
        changed = true
      }
    }
    findBundles(actor)
    if chooser.bundles.isEmpty { return changed }
    let hasChosen = chooser.choose(tolerance: tables.tolerance) { [tables, relief] in
      tables.price($0, actor, detection: $1, asking: asked, relief: relief[$0])
    }
    if hasChosen {
      for index in chooser.chosen { added[chooser.bundles[index].pattern] |= 1 << UInt64(chooser.bundles[index].slot) }
    }
    return changed || hasChosen
  }

  /// Puts before the chooser what could be added, and the detection of what is done.
  private func findBundles(_ actor: Int) {
    chooser.begin()
    for pattern in layout.firstPattern[actor]..<layout.firstPattern[actor + 1] where targetCount[pattern] > 0 {
      let row = layout.patterns[pattern]
      var rest = row.tempting & row.forbidden
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let isDone = breached[pattern] >> UInt64(slot) & 1 == 1
        if !isDone {
          chooser.add(
            pattern: pattern, slot: slot,
            temptation: layout.gain[row.firstSlot + slot] * targetCount[pattern]
              + layout.rivalWeight[actor] * layout.harm[row.firstSlot + slot] * exposure[pattern])
        }
        for index in row.firstTelling..<row.endTelling {
          let telling = layout.tellings[index]
          guard telling.slots >> UInt64(slot) & 1 == 1 else { continue }
          let detection = layout.detection(
            telling, row, verification: tables.verification[telling.part], done: breached[pattern])
          if isDone { chooser.pay(telling.part, detection) } else { chooser.addBreach(telling.part, detection) }
        }
      }
    }
  }

  // MARK: utility

  /// Σ z_c over the parts that a party breaches.
  private func sanctions(_ actor: Int) -> Double {
    guard parties[actor], !asking[actor].isEmpty else { return 0 }
    findBundles(actor)
    let paid = chooser.paid
    guard !paid.isEmpty || !omitted[actor].isEmpty else { return 0 }
    findRelief(actor)
    let asked = asking[actor].size
    var sum = 0.0
    for (part, detection) in paid {
      sum += tables.price(part, actor, detection: detection, asking: asked, relief: relief[part])
    }
    for part in omitted[actor] {
      sum += tables.price(part, actor, detection: tables.verification[part], asking: asked, relief: relief[part])
    }
    return sum
  }

  /// What an actor does with a tool against a target: the sum of its gains, or of its harms.
  @inline(__always)
  private func sum(_ actor: Int, _ place: Int, _ tools: Int, _ target: Int, _ values: FlatBuffer<Double>) -> Double {
    var total = 0.0
    for place in place..<place + tools {
      let pattern = self.pattern(place, target)
      var rest = parties[actor] ? done(pattern) : layout.patterns[pattern].open
      while rest != 0 {
        total += values[layout.patterns[pattern].firstSlot + rest.trailingZeroBitCount]
        rest &= rest - 1
      }
    }
    return total
  }

  /// m_i.
  private func fortune(_ actor: Int) -> Double {
    var total = 0.0
    let tools = layout.tools[actor]
    var place = layout.firstPlace[actor]
    for index in layout.firstTarget[actor]..<layout.firstTarget[actor + 1] {
      total += sum(actor, place, tools, layout.targets[index], layout.gain)
      place += tools
    }
    steps += 8 * (layout.firstContact[actor + 1] - layout.firstContact[actor])
    for source in tables.sources[actor] {
      let tools = layout.tools[source.actor]
      let place = layout.firstPlace[source.actor] + source.number * tools
      total -= sum(source.actor, place, tools, actor, layout.harm) * layout.exposure[actor]
    }
    for part in tables.duties where tables.isPublic[part] || parties[actor] {
      let others = doers(part, except: actor)
      let does = parties[actor] && layout.owing[actor].contains(part) && !omitted[actor].contains(part)
      total += tables.relief(part, actor) * Double(others + (does && tables.isPublic[part] ? 1 : 0))
      if does { total -= tables.burden(part, actor) }
    }
    return total
  }

  /// U_i.
  func utility(_ actor: Int, signs: Bool) -> Double {
    let fields = tables.game.actors[actor]
    var total = fortune(actor) - sanctions(actor)
    if fields.relative > 0 {
      for rival in tables.rivals[actor] { total -= layout.rivalWeight[actor] * fortune(rival) }
    }
    return total + (signs ? fields.image * tables.meanSalience : fields.defiance)
  }
}
