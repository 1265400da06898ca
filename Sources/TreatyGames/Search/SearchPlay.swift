/// What everyone does and has where a given coalition signs: models.md §3–4, exactly, over patterns.
struct SearchPlay {
  let tables: SearchTables
  let parties: [Bool]
  /// By actor and pattern, the forbidden slots that are done all the same.
  private(set) var breached: [[UInt64]]
  private(set) var omitted: [PartSet]
  private(set) var asking: [PartSet]
  /// By actor and pattern: how many targets stand in it, and the sum of their exposures.
  private var targetCount: [[Double]]
  private var exposure: [[Double]]

  init(_ tables: SearchTables, _ signatories: [Bool], inForce: Bool) {
    self.tables = tables
    let count = tables.count
    parties = inForce ? signatories : Array(repeating: false, count: count)
    breached = tables.patterns.map { Array(repeating: 0, count: $0.count) }
    omitted = Array(repeating: [], count: count)
    asking = omitted
    targetCount = tables.patterns.map { Array(repeating: 0, count: $0.count) }
    exposure = targetCount
    for actor in 0..<count where parties[actor] {
      let tools = tables.tools[actor].count
      for (number, target) in tables.targets[actor].enumerated() {
        for tool in 0..<tools {
          let pattern = pattern(actor, number * tools + tool, target)
          targetCount[actor][pattern] += 1
          exposure[actor][pattern] += tables.game.actors[target].exposure
        }
      }
      var asked = tables.owing[actor]
      for (index, pattern) in tables.patterns[actor].enumerated() where targetCount[actor][index] > 0 {
        asked = asked.union(pattern.asked)
      }
      asking[actor] = asked
    }
    if inForce { rest() }
  }

  @inline(__always)
  private func pattern(_ actor: Int, _ place: Int, _ target: Int) -> Int {
    parties[target] ? tables.inside[actor][place] : tables.outside[actor][place]
  }

  /// The slots of a pattern that are done: what is not forbidden, and what is breached.
  @inline(__always)
  private func done(_ actor: Int, _ pattern: Int) -> UInt64 {
    let fields = tables.patterns[actor][pattern]
    return parties[actor] ? (fields.open & ~fields.forbidden) | breached[actor][pattern] : fields.open
  }

  // MARK: the most lawful rest point

  private mutating func rest() {
    let members = parties.indices.filter { parties[$0] && !asking[$0].isEmpty }
    while true {
      let present = self
      var changed = false
      for actor in members where present.grow(actor, into: &self) { changed = true }
      if !changed { return }
    }
  }

  /// What i owes to each reciprocal part that asks something of it.
  func relief(_ actor: Int) -> [Double] {
    var relief = [Double](repeating: 0, count: tables.game.parts.count)
    let asked = asking[actor].intersection(tables.reciprocal)
    guard !asked.isEmpty else { return relief }
    let exposure = tables.game.actors[actor].exposure
    for other in parties.indices where other != actor && parties[other] {
      let number = tables.position[other * tables.count + actor]
      if number >= 0 {
        let tools = tables.tools[other]
        let weight = tables.game.actors[actor].rivals.contains(other) ? tables.rivalWeight[actor] : 0
        for tool in tools.indices {
          let index = tables.inside[other][number * tools.count + tool]
          let pattern = tables.patterns[other][index]
          var rest = pattern.open & pattern.forbidden & ~breached[other][index]
          while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest - 1
            let owed = pattern.masks[slot].intersection(asked)
            guard !owed.isEmpty else { continue }
            let value = (tools[tool].harm[slot] * exposure + weight * tools[tool].gain[slot]) / Double(owed.count)
            for part in owed { relief[part] += value }
          }
        }
      }
    }
    for part in tables.duties where asked.contains(part) {
      relief[part] += tables.relief(part, actor) * Double(doers(part, except: actor))
    }
    return relief
  }

  private func doers(_ part: Int, except actor: Int) -> Int {
    parties.indices.reduce(0) { sum, other in
      other != actor && parties[other] && tables.owing[other].contains(part) && !omitted[other].contains(part)
        ? sum + 1 : sum
    }
  }

  /// t of omitting a duty.
  private func omission(_ part: Int, _ actor: Int) -> Double {
    let isPublic = tables.game.parts[part].isPublic
    var sum = tables.burden(part, actor)
    for rival in tables.rivals[actor] where isPublic || parties[rival] {
      sum += tables.rivalWeight[actor] * tables.relief(part, rival)
    }
    return isPublic ? sum - tables.relief(part, actor) : sum
  }

  private func grow(_ actor: Int, into next: inout SearchPlay) -> Bool {
    let relief = relief(actor)
    let asked = asking[actor].count
    var changed = false
    for part in tables.duties where tables.owing[actor].contains(part) && !omitted[actor].contains(part) {
      let detection = tables.game.parts[part].verification
      let cost = tables.price(part, actor, detection: detection, asking: asked, relief: relief[part])
      if omission(part, actor) - cost > tables.tolerance {
        next.omitted[actor].insert(part)
        changed = true
      }
    }
    let (bundles, base) = bundles(actor)
    let chosen = bestAddition(
      bundles, base: { base[$0] }, tolerance: tables.tolerance,
      price: { tables.price($0, actor, detection: $1, asking: asked, relief: relief[$0]) })
    for index in chosen {
      next.breached[actor][bundles[index].pattern] |= 1 << UInt64(bundles[index].slot)
      changed = true
    }
    return changed
  }

  /// What could be added, and the detection of what is done, by part.
  private func bundles(_ actor: Int) -> ([Bundle], [Int: Double]) {
    var bundles: [Bundle] = []
    var base: [Int: Double] = [:]
    for (index, pattern) in tables.patterns[actor].enumerated() where targetCount[actor][index] > 0 {
      var rest = pattern.tempting & pattern.forbidden
      while rest != 0 {
        let slot = rest.trailingZeroBitCount
        rest &= rest - 1
        let isDone = breached[actor][index] >> UInt64(slot) & 1 == 1
        var breaches: [(part: Int, detection: Double)] = []
        for part in pattern.masks[slot] {
          let detection = tables.detection(part, actor, pattern, done: breached[actor][index])
          if isDone { base[part] = max(base[part] ?? 0, detection) } else { breaches.append((part, detection)) }
        }
        if isDone { continue }
        let tool = tables.tools[actor][pattern.tool]
        bundles.append(
          Bundle(
            pattern: index, slot: slot,
            temptation: tool.gain[slot] * targetCount[actor][index]
              + tables.rivalWeight[actor] * tool.harm[slot] * exposure[actor][index],
            breaches: breaches))
      }
    }
    return (bundles, base)
  }

  // MARK: utility

  /// Σ z_c over the parts that a party breaches.
  func sanctions(_ actor: Int) -> Double {
    guard parties[actor] else { return 0 }
    let (_, detections) = bundles(actor)
    guard !detections.isEmpty || !omitted[actor].isEmpty else { return 0 }
    let relief = relief(actor)
    let asked = asking[actor].count
    var sum = 0.0
    for (part, detection) in detections {
      sum += tables.price(part, actor, detection: detection, asking: asked, relief: relief[part])
    }
    for part in omitted[actor] {
      sum += tables.price(
        part, actor, detection: tables.game.parts[part].verification, asking: asked, relief: relief[part])
    }
    return sum
  }

  /// m_i for all actors.
  func fortunes() -> [Double] {
    var fortunes = [Double](repeating: 0, count: tables.count)
    for actor in 0..<tables.count {
      let tools = tables.tools[actor]
      for (number, target) in tables.targets[actor].enumerated() {
        var (gain, harm) = (0.0, 0.0)
        for tool in tools.indices {
          var rest = done(actor, pattern(actor, number * tools.count + tool, target))
          while rest != 0 {
            let slot = rest.trailingZeroBitCount
            rest &= rest - 1
            gain += tools[tool].gain[slot]
            harm += tools[tool].harm[slot]
          }
        }
        fortunes[actor] += gain
        fortunes[target] -= harm * tables.game.actors[target].exposure
      }
    }
    for part in tables.duties {
      let isPublic = tables.game.parts[part].isPublic
      let doing = parties.indices.filter {
        parties[$0] && tables.owing[$0].contains(part) && !omitted[$0].contains(part)
      }
      guard !doing.isEmpty else { continue }
      for actor in 0..<tables.count where isPublic || parties[actor] {
        fortunes[actor] += tables.relief(part, actor) * Double(doing.count)
      }
      for actor in doing {
        fortunes[actor] -= tables.burden(part, actor) + (isPublic ? 0 : tables.relief(part, actor))
      }
    }
    return fortunes
  }

  /// U_i for all actors.
  func utilities(_ signatories: [Bool]) -> [Double] {
    let fortunes = fortunes()
    return (0..<tables.count).map { actor in
      let fields = tables.game.actors[actor]
      let others = tables.rivals[actor]
      let mean = others.isEmpty ? 0 : others.reduce(0) { $0 + fortunes[$1] } / Double(others.count)
      return fortunes[actor] - fields.relative * mean - sanctions(actor)
        + (signatories[actor] ? fields.image * tables.meanSalience : fields.defiance)
    }
  }
}
