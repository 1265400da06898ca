/// Which bundles are worth adding to what is done already (models.md §3): the set that maximises temptation less the
/// increments of the sanctions, and of equals the least. The memory is kept from one choice to the next.
final class AdditionChooser {
  /// The slots of a pattern that are taken or left together with those of the same target kind.
  struct Bundle {
    var pattern: Int
    var slot: Int
    var temptation: Double
    var firstBreach: Int
    var endBreach: Int
  }

  /// A part that a bundle breaches, with the detection, and the number of that level among those of the part.
  struct Breach {
    var part: Int
    var detection: Double
    var level = 0
  }

  private(set) var bundles: [Bundle] = []
  private var breaches: [Breach] = []
  /// The bundles worth adding.
  private(set) var chosen: [Int] = []
  /// By part, the detection that is paid already; −1 for none.
  private let base: FlatBuffer<Double>
  private var based: [Int] = []
  private var candidates: [Int] = []
  private var parts: [Int] = []
  /// By part that a candidate breaches (in the order of `parts`), its levels of detection and what each costs.
  private var levels: [[Double]] = []
  private var costs: [[Double]] = []
  private var needs: [[UInt64]] = []
  private var state: [Int] = []
  /// More combinations of levels than these are left to a minimum cut.
  private static let mostCombinations = 1_024

  init(parts: Int) { base = FlatBuffer(repeating: -1, count: parts) }

  deinit { base.free() }

  func begin() {
    bundles.removeAll(keepingCapacity: true)
    breaches.removeAll(keepingCapacity: true)
    for part in based { base[part] = -1 }
    based.removeAll(keepingCapacity: true)
  }

  /// Counts a level of detection as paid.
  @inline(__always)
  func pay(_ part: Int, _ detection: Double) {
    if base[part] < 0 { based.append(part) }
    base[part] = max(base[part], detection)
  }

  /// The parts that are paid for, each once, with their detection.
  var paid: [(part: Int, detection: Double)] { based.map { ($0, base[$0]) } }

  @inline(__always)
  func add(pattern: Int, slot: Int, temptation: Double) {
    bundles.append(
      Bundle(
        pattern: pattern, slot: slot, temptation: temptation, firstBreach: breaches.count, endBreach: breaches.count))
  }

  /// Changes the temptation of the bundle added last.
  func setTemptation(_ temptation: Double) { bundles[bundles.count - 1].temptation = temptation }

  /// A breach of the bundle added last.
  @inline(__always)
  func addBreach(_ part: Int, _ detection: Double) {
    breaches.append(Breach(part: part, detection: detection))
    bundles[bundles.count - 1].endBreach = breaches.count
  }

  /// - Parameter price: z_c(d), which never falls with d.
  /// - Returns: Whether anything is worth adding; it stands in `chosen`.
  func choose(tolerance: Double, price: (_ part: Int, _ detection: Double) -> Double) -> Bool {
    chosen.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    var (total, cheapest, mostBreaches) = (0.0, Double.infinity, 0)
    for index in bundles.indices where bundles[index].temptation > tolerance {
      let bundle = bundles[index]
      candidates.append(index)
      total += bundle.temptation
      var cost = 0.0
      for breach in bundle.firstBreach..<bundle.endBreach {
        let part = breaches[breach].part
        cost += increment(part, breaches[breach].detection, price)
        if !parts.contains(part) { parts.append(part) }
      }
      cheapest = min(cheapest, cost)
      mostBreaches = max(mostBreaches, bundle.endBreach - bundle.firstBreach)
    }
    if candidates.isEmpty || total <= cheapest { return false }
    if mostBreaches <= 1 {
      for part in parts { choosePrefix(part, tolerance, price) }
      return !chosen.isEmpty
    }
    if candidates.count == 1 {
      if total - cheapest > tolerance { chosen.append(candidates[0]) }
      return !chosen.isEmpty
    }
    let combinations = findLevels(price)
    let slack = tolerance / Double(candidates.count)
    if candidates.count <= 64, combinations <= Self.mostCombinations {
      chooseByLevels(slack)
    } else {
      chooseByCut(slack)
    }
    return !chosen.isEmpty
  }

  @inline(__always)
  private func increment(_ part: Int, _ detection: Double, _ price: (Int, Double) -> Double) -> Double {
    let paid = base[part]
    if paid < 0 { return price(part, detection) }
    return detection > paid ? price(part, detection) - price(part, paid) : 0
  }

  /// Where no candidate breaches two parts: of the part the best prefix by detection.
  private func choosePrefix(_ part: Int, _ tolerance: Double, _ price: (Int, Double) -> Double) {
    var sorted = candidates.filter { breaches[bundles[$0].firstBreach].part == part }
    sorted.sort { breaches[bundles[$0].firstBreach].detection < breaches[bundles[$1].firstBreach].detection }
    var (sum, best, length) = (0.0, 0.0, 0)
    for (place, index) in sorted.enumerated() {
      sum += bundles[index].temptation
      let detection = breaches[bundles[index].firstBreach].detection
      if place + 1 < sorted.count, breaches[bundles[sorted[place + 1]].firstBreach].detection == detection { continue }
      let value = sum - increment(part, detection, price)
      if value > best + tolerance { (best, length) = (value, place + 1) }
    }
    chosen += sorted.prefix(length)
  }

  /// Sorts the levels of each part. Returns how many combinations of levels there are, as far as that is of interest.
  private func findLevels(_ price: (Int, Double) -> Double) -> Int {
    while levels.count < parts.count {
      levels.append([])
      costs.append([])
      needs.append([])
    }
    var combinations = 1
    for (number, part) in parts.enumerated() {
      levels[number].removeAll(keepingCapacity: true)
      for index in candidates {
        for breach in bundles[index].firstBreach..<bundles[index].endBreach where breaches[breach].part == part {
          let detection = breaches[breach].detection
          if !levels[number].contains(detection) { levels[number].append(detection) }
        }
      }
      levels[number].sort()
      costs[number].removeAll(keepingCapacity: true)
      for detection in levels[number] { costs[number].append(increment(part, detection, price)) }
      combinations = min(combinations * (levels[number].count + 1), Self.mostCombinations + 1)
    }
    return combinations
  }

  /// Tries all combinations of the levels of the parts: whatever needs no higher level is taken along.
  private func chooseByLevels(_ slack: Double) {
    state.removeAll(keepingCapacity: true)
    for number in parts.indices {
      state.append(0)
      needs[number].removeAll(keepingCapacity: true)
      for level in 0...levels[number].count {
        var within: UInt64 = 0
        for (place, index) in candidates.enumerated() {
          var fits = true
          for breach in bundles[index].firstBreach..<bundles[index].endBreach
          where breaches[breach].part == parts[number] {
            fits = level > 0 && breaches[breach].detection <= levels[number][level - 1]
          }
          if fits { within |= 1 << UInt64(place) }
        }
        needs[number].append(within)
      }
    }
    var (best, bestSet): (Double, UInt64) = (0, 0)
    while true {
      var set = UInt64.max >> UInt64(64 - candidates.count)
      var value = 0.0
      for number in parts.indices {
        set &= needs[number][state[number]]
        if state[number] > 0 { value -= costs[number][state[number] - 1] }
      }
      var rest = set
      while rest != 0 {
        value += bundles[candidates[rest.trailingZeroBitCount]].temptation - slack
        rest &= rest - 1
      }
      if value > best + slack / 1024 || (value > best - slack / 1024 && set.nonzeroBitCount < bestSet.nonzeroBitCount) {
        (best, bestSet) = (value, set)
      }
      var number = 0
      while number < parts.count, state[number] == levels[number].count {
        state[number] = 0
        number += 1
      }
      if number == parts.count { break }
      state[number] += 1
    }
    while bestSet != 0 {
      chosen.append(candidates[bestSet.trailingZeroBitCount])
      bestSet &= bestSet - 1
    }
  }

  private func chooseByCut(_ slack: Double) {
    var closure = MaximumClosure(tolerance: slack / 1024)
    var nodes: [[Int]] = []
    for number in parts.indices {
      var below = 0.0
      var chain: [Int] = []
      for cost in costs[number] {
        let node = closure.addCost(cost - below)
        below = cost
        if let last = chain.last { closure.require(node, last) }
        chain.append(node)
      }
      nodes.append(chain)
    }
    let projects = candidates.map { index in
      let node = closure.addProject(profit: bundles[index].temptation - slack)
      for breach in breaches[bundles[index].firstBreach..<bundles[index].endBreach] {
        if let number = parts.firstIndex(of: breach.part), let level = levels[number].firstIndex(of: breach.detection) {
          closure.require(node, nodes[number][level])
        }
      }
      return node
    }
    let taken = closure.solve()
    for (index, node) in zip(candidates, projects) where taken[node] { chosen.append(index) }
  }
}
