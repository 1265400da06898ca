/// The bounds of what an actor gains by being a signatory rather than not, U_i(S ∪ i) − U_i(S ∖ i), over the coalitions of a
/// node: linear in who else signs, between what is known of everyone's conduct.
///
/// A party has at least what it would have if it honoured everything, since prices only fall from round to round while
/// the parties come to rest: so the lower bound need not know what the actor itself does.
final class SearchDifference {
  /// In which of the two coalitions the treaty is in force.
  enum Mode {
    case dead, pivotal, inner
  }

  /// What another does against the actor and would not as a party, and what its duties are worth to it: by what of it is
  /// kept if the actor breaches (the number of a mask, or, beyond these, of a duty).
  private struct Restraint {
    var kept: Int
    var value: Interval
  }

  /// An open actor that matters to this one.
  private struct Line {
    var other: Int
    var ownPlace: Int
    /// What harm to it counts.
    var weight: Double
    var endRestraint: Int
    /// What it forgoes towards the actor as an outsider.
    var outer: Interval
  }

  /// How many targets that stay where they are stand in a pattern of the actor, and what harm to them counts.
  private struct Fixed {
    var count = 0.0
    var weight = 0.0
  }

  let layout: SearchLayout
  let tables: SearchTables
  /// What everyone does in the coalitions with the actor, and in those without it.
  var bounds: SearchBounds
  private var without: SearchBounds
  private var node: SearchNode
  var actor = -1
  var mode = Mode.dead
  private let affairs: RivalsAffairs
  /// How much was looked at, in steps of about a nanosecond.
  private(set) var steps = 0

  var open: [Int] = []
  private var restraints: [Restraint] = []
  private var lines: [Line] = []
  /// Of those that are in: their restraints, by what is kept of them; and what all of them forgo towards an outsider.
  private let fixedRestraint: FlatBuffer<Interval>
  private var fixedOuter = Interval()
  private let fixed: FlatBuffer<Fixed>
  let ownGain: FlatBuffer<Interval>
  let ownHarm: FlatBuffer<Interval>
  let lost: FlatBuffer<Double>
  let kept: FlatBuffer<Double>
  /// By other actor, how its signing changes the bound.
  let slopes: FlatBuffer<Double>
  /// The bound without regard to size, were every open actor where it suits it best.
  var unsized = 0.0
  private var sorted: [Double] = []
  /// Of each open actor, whether it may sign, and may not, if the actor at hand is to stay as it is.
  let maySign: FlatBuffer<Bool>
  let mayStay: FlatBuffer<Bool>
  /// The choice at hand: what the actor does of what is forbidden to it, between two bounds, by pattern of its own.
  let least: FlatBuffer<UInt64>
  let most: FlatBuffer<UInt64>
  var omitsLeast: PartSet = []
  var omitsMost: PartSet = []
  var openSlots: [(pattern: Int, slot: Int)] = []
  var openDuties: [Int] = []
  /// More open slots than these are not taken apart.
  static let mostOpenSlots = 8

  init(_ layout: SearchLayout, _ bounds: SearchBounds) {
    self.layout = layout
    tables = layout.tables
    self.bounds = bounds
    without = bounds
    node = SearchNode(layout.tables, least: 0, most: 0)
    affairs = RivalsAffairs(layout)
    let patterns = (0..<layout.count).map { layout.firstPattern[$0 + 1] - layout.firstPattern[$0] }.max() ?? 0
    fixedRestraint = FlatBuffer(repeating: Interval(), count: layout.masks.count + layout.parts)
    fixed = FlatBuffer(repeating: Fixed(), count: patterns)
    ownGain = FlatBuffer(repeating: Interval(), count: patterns)
    ownHarm = FlatBuffer(repeating: Interval(), count: patterns)
    least = FlatBuffer(repeating: 0, count: patterns)
    most = FlatBuffer(repeating: 0, count: patterns)
    lost = FlatBuffer(repeating: 0, count: layout.parts)
    kept = FlatBuffer(repeating: 1, count: layout.masks.count + layout.parts)
    slopes = FlatBuffer(repeating: 0, count: layout.count)
    maySign = FlatBuffer(repeating: false, count: layout.count)
    mayStay = FlatBuffer(repeating: false, count: layout.count)
  }

  deinit {
    fixedRestraint.free()
    fixed.free()
    ownGain.free()
    ownHarm.free()
    least.free()
    most.free()
    lost.free()
    kept.free()
    slopes.free()
    maySign.free()
    mayStay.free()
  }

  /// - Parameters:
  ///   - node: the coalitions over which differences are bounded.
  ///   - bounds: for the coalitions with the actor.
  ///   - without: for the coalitions without it.
  func compare(_ node: SearchNode, with bounds: SearchBounds, without: SearchBounds) {
    self.node = node
    self.bounds = bounds
    self.without = without
    actor = -1
    open.removeAll(keepingCapacity: true)
    for other in tables.eligible {
      slopes[other] = 0
      if node.sides[other] == .open { open.append(other) }
    }
    if layout.mindsRivals { affairs.compare(node, bounds, without) }
  }

  /// Turns to the difference for an actor.
  func take(_ actor: Int, _ mode: Mode) {
    if actor == self.actor, mode == self.mode { return }
    self.actor = actor
    self.mode = mode
    if mode == .dead { return }
    for other in open { slopes[other] = 0 }
    restraints.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    fixedRestraint.fill(Interval())
    fixedOuter = Interval()
    let first = layout.firstPattern[actor]
    for pattern in 0..<layout.firstPattern[actor + 1] - first { fixed[pattern] = Fixed() }
    let tools = layout.tools[actor]
    let hasDuties = !tables.duties.isEmpty
    steps += 8 * (layout.firstContact[actor + 1] - layout.firstContact[actor])
    for index in layout.firstContact[actor]..<layout.firstContact[actor + 1] {
      let contact = layout.contacts[index]
      let side = node.sides[contact.other]
      let weight = layout.rivalWeight[actor] * layout.exposure[contact.other]
      if side != .open, contact.ownPlace >= 0 {
        for place in contact.ownPlace..<contact.ownPlace + tools {
          let pattern = (side == .inside ? layout.inside[place] : layout.outside[place]) - first
          fixed[pattern].count += 1
          fixed[pattern].weight += weight
        }
      }
      if side == .out { continue }
      var outer = Interval()
      if contact.theirPlace >= 0 { outer = addRestraint(contact, isFixed: side == .inside) }
      if hasDuties { outer = outer + addDuties(contact.other, isFixed: side == .inside) }
      if side == .open {
        lines.append(
          Line(
            other: contact.other, ownPlace: contact.ownPlace, weight: weight, endRestraint: restraints.count,
            outer: outer))
      } else {
        fixedOuter = fixedOuter + outer
      }
    }
    if layout.mindsRivals, layout.rivalWeight[actor] > 0 { affairs.take(actor, node, mode) } else { affairs.clear() }
    findOpenSlots()
  }

  /// What another's conduct towards the actor is, where it is a party.
  ///
  /// - Returns: What it forgoes towards it as an outsider.
  private func addRestraint(_ contact: SearchLayout.Contact, isFixed: Bool) -> Interval {
    let exposure = layout.exposure[actor]
    var outside = Interval()
    for place in contact.theirPlace..<contact.theirPlace + contact.theirTools {
      let pattern = layout.inside[place]
      for group in layout.patterns[pattern].firstGroup..<layout.patterns[pattern].endGroup {
        let (harm, gain) = (bounds.harm[group], bounds.gain[group])
        let high = harm.high * exposure + contact.weight * gain.high
        if high <= 0 { continue }
        let low = harm.low * exposure + contact.weight * gain.low
        add(Restraint(kept: layout.groups[group].mask, value: Interval(low: low, high: high)), isFixed: isFixed)
      }
      guard mode == .inner, layout.hasOuterBans else { continue }
      let other = layout.outside[place]
      for group in layout.patterns[other].firstGroup..<layout.patterns[other].endGroup {
        let (harm, gain) = (without.harm[group], without.gain[group])
        outside.high += harm.high * exposure + contact.weight * gain.high
        outside.low += harm.low * exposure + contact.weight * gain.low
      }
    }
    return outside
  }

  /// What another's doing of its duties is worth to the actor as a party.
  ///
  /// - Returns: What it is worth to it as an outsider.
  private func addDuties(_ other: Int, isFixed: Bool) -> Interval {
    var outside = Interval()
    for part in tables.duties where layout.owing[other].contains(part) {
      let value = tables.relief(part, actor)
      guard value > 0 else { continue }
      let high = bounds.omitsLeast[other].contains(part) ? 0 : value
      let low = bounds.omitsMost[other].contains(part) ? 0 : value
      if high > 0 {
        add(Restraint(kept: layout.masks.count + part, value: Interval(low: low, high: high)), isFixed: isFixed)
      }
      if mode == .inner, tables.isPublic[part] {
        outside.high += without.omitsLeast[other].contains(part) ? 0 : value
        outside.low += without.omitsMost[other].contains(part) ? 0 : value
      }
    }
    return outside
  }

  @inline(__always)
  private func add(_ restraint: Restraint, isFixed: Bool) {
    if isFixed {
      fixedRestraint[restraint.kept] = fixedRestraint[restraint.kept] + restraint.value
    } else {
      restraints.append(restraint)
    }
  }

  var image: Double { tables.standing[actor] }

  // MARK: bounds

  /// The lower bound, where between so many of the other open actors sign: at least as far as it tells on which side of the
  /// tolerance it lies.
  func low(_ fewest: Int, _ greatest: Int) -> Double {
    if mode == .dead { return image }
    // What honouring everything would bring.
    honourAll()
    let honest = evaluate(isHigh: false, fewest, greatest)
    if honest > tables.tolerance || !breachesSurely { return honest }
    var least = Double.infinity
    forEachChoice {
      least = min(least, evaluate(isHigh: false, fewest, greatest))
      return least > tables.tolerance
    }
    return max(least, honest)
  }

  /// The upper bound: at least as far as it tells on which side of the tolerance it lies.
  func high(_ fewest: Int, _ greatest: Int) -> Double {
    if mode == .dead { return image }
    var most = -Double.infinity
    forEachChoice {
      most = max(most, evaluate(isHigh: true, fewest, greatest))
      return most <= tables.tolerance
    }
    return most
  }

  // MARK: adding up

  /// One bound of the difference for the choice at hand.
  func evaluate(isHigh: Bool, _ fewest: Int, _ greatest: Int) -> Double {
    let first = layout.firstPattern[actor]
    let patterns = layout.firstPattern[actor + 1] - first
    steps += 20 + 4 * patterns + 6 * lines.count
    var total = image + sanctions(isHigh: isHigh)
    // The own duties done.
    if !tables.duties.isEmpty {
      for part in layout.owing[actor].subtracting(omitsLeast) {
        let temptation = bounds.omission(part, actor)
        let cost = isHigh ? temptation.low : temptation.high
        total -= omitsMost.contains(part) ? (isHigh ? min(0, cost) : max(0, cost)) : cost
      }
    }
    // Those that stay where they are.
    for pattern in 0..<patterns {
      let (gain, harm) = (ownGain[pattern], ownHarm[pattern])
      let fixed = fixed[pattern]
      total -=
        isHigh ? gain.low * fixed.count + harm.low * fixed.weight : gain.high * fixed.count + harm.high * fixed.weight
    }
    for index in 0..<fixedRestraint.count {
      total += (isHigh ? fixedRestraint[index].high : fixedRestraint[index].low) * kept[index]
    }
    total -= isHigh ? fixedOuter.low : fixedOuter.high
    // The open ones: what is had by another's being in, over what is had by its being out.
    if affairs.hasSlopes { for other in open { slopes[other] = 0 } }
    let tools = layout.tools[actor]
    var start = 0
    for line in lines {
      var within = 0.0
      var (apart, otherEnd) = (0.0, 0.0)
      if line.ownPlace >= 0 {
        for place in line.ownPlace..<line.ownPlace + tools {
          let pattern = layout.inside[place] - first
          let (gain, harm) = (ownGain[pattern], ownHarm[pattern])
          within -= isHigh ? gain.low + line.weight * harm.low : gain.high + line.weight * harm.high
          guard layout.hasOuterBans else { continue }
          let outside = layout.outside[place] - first
          let (outerGain, outerHarm) = (ownGain[outside], ownHarm[outside])
          let (least, most) = (
            outerGain.low + line.weight * outerHarm.low, outerGain.high + line.weight * outerHarm.high
          )
          apart -= isHigh ? least : most
          otherEnd -= isHigh ? most : least
        }
      }
      for index in start..<line.endRestraint {
        let restraint = restraints[index]
        within += (isHigh ? restraint.value.high : restraint.value.low) * kept[restraint.kept]
      }
      start = line.endRestraint
      within -= isHigh ? line.outer.low : line.outer.high
      total += apart
      slopes[line.other] = within - otherEnd
    }
    if affairs.isActive {
      total += isHigh ? affairs.fixed.high : affairs.fixed.low
      if affairs.hasSlopes {
        for other in open { slopes[other] += isHigh ? affairs.slopes[other].high : affairs.slopes[other].low }
      }
    }
    return sum(total, isHigh: isHigh, fewest, greatest)
  }

  /// Adds the extreme sum of the slopes of at least `fewest` and at most `greatest` open actors.
  private func sum(_ total: Double, isHigh: Bool, _ fewest: Int, _ greatest: Int) -> Double {
    var result = total
    var (wanted, idle) = (0, 0)
    for other in open where other != actor {
      let value = slopes[other]
      if value == 0 {
        idle += 1
      } else if (value > 0) == isHigh {
        result += value
        wanted += 1
      }
    }
    unsized = result
    if wanted <= greatest, wanted + idle >= fewest { return result }
    sorted.removeAll(keepingCapacity: true)
    for other in open where other != actor { sorted.append(isHigh ? -slopes[other] : slopes[other]) }
    sorted.sort()
    var sum = 0.0
    for (place, value) in sorted.enumerated() {
      if place >= greatest || (place >= fewest && value >= 0) { break }
      sum += value
    }
    return total + (isHigh ? -sum : sum)
  }
}
