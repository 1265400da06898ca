/// How the targets of an actor fall into one of its patterns: as parties, and as outsiders.
struct Standing {
  var counts = Tally()
  var exposures = Tally()
  /// Those that are outsiders for sure, those that may be, and what one change of sides takes away and adds.
  var outside = Interval()
  var outsideExposure = Interval()
  var outsideLoss = 0.0
  var outsideExposureLoss = 0.0
  var outsideGain = 0.0
  var outsideExposureGain = 0.0

  @inline(__always)
  mutating func addOutsider(_ exposure: Double, _ side: SearchNode.Side, isLoose: Bool) {
    switch side {
    case .out:
      outside = outside + Interval(low: 1, high: 1)
      outsideExposure = outsideExposure + Interval(low: exposure, high: exposure)
      if isLoose {
        outsideLoss = 1
        outsideExposureLoss = max(outsideExposureLoss, exposure)
      }
    case .open:
      outside.high += 1
      outsideExposure.high += exposure
    case .inside:
      if isLoose {
        outsideGain = 1
        outsideExposureGain = max(outsideExposureGain, exposure)
      }
    }
  }
}

extension SearchBounds {
  /// How many targets stand in each pattern of an actor, and what asks something of it.
  func standing(_ actor: Int) {
    let (first, end) = (layout.firstPattern[actor], layout.firstPattern[actor + 1])
    let (firstTarget, tools) = (layout.firstTarget[actor], layout.tools[actor])
    let targets = layout.firstTarget[actor + 1] - firstTarget
    standings.removeAll(keepingCapacity: true)
    for _ in first..<end { standings.append(Standing()) }
    let isFirm = sides[actor] == .out
    withUnsafeTemporaryAllocation(of: Interval.self, capacity: max(1, (end - first) * targets)) { ones in
      withUnsafeTemporaryAllocation(of: Interval.self, capacity: max(1, (end - first) * targets)) { sums in
        guard let ones = ones.baseAddress, let sums = sums.baseAddress else { return }
        for number in 0..<targets {
          let target = layout.targets[firstTarget + number]
          let exposure = layout.exposure[target]
          let (side, isLoose) = (sides[target], !isFirm && loose[target])
          let place = layout.firstPlace[actor] + number * tools
          for place in place..<place + tools {
            let (inner, outer) = (layout.inside[place] - first, layout.outside[place] - first)
            if inner == outer || !layout.tables.isEligible[target] {
              standings[outer].addOutsider(exposure, .out, isLoose: false)
              continue
            }
            standings[inner].counts.add(Interval(low: 1, high: 1), side, isLoose: isLoose, ones + inner * targets)
            standings[inner].exposures.add(
              Interval(low: exposure, high: exposure), side, isLoose: isLoose, sums + inner * targets)
            standings[outer].addOutsider(exposure, side, isLoose: isLoose)
          }
        }
        asksLeast[actor] = layout.owing[actor]
        asksMost[actor] = layout.owing[actor]
        for index in 0..<end - first {
          let row = standings[index]
          counts[first + index] =
            bounds(row.counts, actor, ones + index * targets)
            + Interval(low: row.outside.low - row.outsideLoss, high: row.outside.high + row.outsideGain)
          exposures[first + index] =
            bounds(row.exposures, actor, sums + index * targets)
            + Interval(
              low: max(0, row.outsideExposure.low - row.outsideExposureLoss),
              high: row.outsideExposure.high + row.outsideExposureGain)
          let asked = layout.patterns[first + index].asked
          if asked.isEmpty { continue }
          if counts[first + index].high > 0.5 { asksMost[actor] = asksMost[actor].union(asked) }
          if counts[first + index].low > 0.5 { asksLeast[actor] = asksLeast[actor].union(asked) }
        }
        // What no single pattern makes sure, all together may.
        for part in asksMost[actor].subtracting(asksLeast[actor]) {
          var tally = Tally()
          for number in 0..<targets {
            let target = layout.targets[firstTarget + number]
            guard layout.tables.isEligible[target] else { continue }
            let place = layout.firstPlace[actor] + number * tools
            let asks = (place..<place + tools).contains { layout.patterns[layout.inside[$0]].asked.contains(part) }
            if asks { tally.add(Interval(low: 1, high: 1), sides[target], isLoose: !isFirm && loose[target], ones) }
          }
          if bounds(tally, actor, ones).low > 0.5 { asksLeast[actor].insert(part) }
        }
      }
    }
  }
}
