/// A sum over the other parties of an actor, each of which counts between two numbers, both ≥ 0.
struct Tally {
  var fixed = Interval()
  var open = Interval()
  /// How many open actors count.
  var seen = 0
  /// The most that one change of sides takes away and adds.
  var loss = 0.0
  var gain = 0.0

  /// - Parameter elements: keeps what each open actor counts.
  @inline(__always)
  mutating func add(
    _ value: Interval, _ side: SearchNode.Side, isLoose: Bool, _ elements: UnsafeMutablePointer<Interval>
  ) {
    switch side {
    case .inside:
      fixed = fixed + value
      if isLoose { loss = max(loss, value.low) }
    case .open:
      elements[seen] = value
      seen += 1
      open = open + value
    case .out:
      if isLoose { gain = max(gain, value.high) }
    }
  }
}

extension SearchBounds {
  /// The bounds of a sum over how many open actors sign.
  func bounds(_ tally: Tally, _ actor: Int, _ elements: UnsafeMutablePointer<Interval>) -> Interval {
    let own = sides[actor] == .open ? 1 : 0
    let open = view.open - own
    let fewest = max(0, view.fewest - own)
    let greatest = max(0, min(open, view.greatest - own))
    // An outsider is a party only where it is the one that has changed sides.
    let isWide = sides[actor] != .out
    var total = tally.fixed
    let needed = fewest - (open - tally.seen)
    let canLose = isWide && view.canLose
    if needed > 0 {
      scratch.removeAll(keepingCapacity: true)
      for index in 0..<tally.seen { scratch.append(elements[index].low) }
      scratch.sort()
      let without = scratch.prefix(needed - 1).reduce(0, +)
      let all = without + (needed <= scratch.count ? scratch[needed - 1] : 0)
      total.low += canLose ? min(without, all - tally.loss) : all
    } else if canLose {
      total.low -= tally.loss
    }
    let reachable = greatest + (isWide ? 1 : 0)
    if greatest >= tally.seen {
      total.high += tally.open.high + tally.gain
    } else {
      scratch.removeAll(keepingCapacity: true)
      for index in 0..<tally.seen { scratch.append(elements[index].high) }
      scratch.sort(by: >)
      let within = scratch.prefix(greatest).reduce(0, +)
      total.high += max(scratch.prefix(reachable).reduce(0, +), within + tally.gain)
    }
    total.low = max(total.low, 0)
    return total
  }
}
