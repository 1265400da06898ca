/// The slots of one pattern that a choice takes or leaves together with those of the same target kind.
struct Bundle {
  var pattern: Int
  var slot: Int
  var temptation: Double
  /// Each part that forbids it, with the detection.
  var breaches: [(part: Int, detection: Double)]
}

/// Which bundles are worth adding to what is done already (models.md §3): the set that maximises temptation less the
/// increments of the sanctions, and of equals the least.
///
/// - Parameters:
///   - base: by part, the detection that is paid already; 0 for none.
///   - price: z_c(d), which never falls with d.
func bestAddition(
  _ bundles: [Bundle], base: (Int) -> Double?, tolerance: Double, price: (_ part: Int, _ detection: Double) -> Double
) -> [Int] {
  func increment(_ part: Int, _ detection: Double) -> Double {
    guard let paid = base(part) else { return price(part, detection) }
    return detection > paid ? price(part, detection) - price(part, paid) : 0
  }
  let candidates = bundles.indices.filter { bundles[$0].temptation > tolerance }
  if candidates.isEmpty { return [] }
  // All of one and the same set of parts with detections rising together: the best prefix.
  if let first = candidates.first,
    candidates.allSatisfy({ index in
      bundles[index].breaches.count == 1 && bundles[index].breaches[0].part == bundles[first].breaches[0].part
    })
  {
    let part = bundles[first].breaches[0].part
    let sorted = candidates.sorted { bundles[$0].breaches[0].detection < bundles[$1].breaches[0].detection }
    var (sum, best, length) = (0.0, 0.0, 0)
    for (place, index) in sorted.enumerated() {
      sum += bundles[index].temptation
      let detection = bundles[index].breaches[0].detection
      if place + 1 < sorted.count, bundles[sorted[place + 1]].breaches[0].detection == detection { continue }
      let value = sum - increment(part, detection)
      if value > best + tolerance { (best, length) = (value, place + 1) }
    }
    return Array(sorted.prefix(length))
  }
  if candidates.count == 1 {
    let only = bundles[candidates[0]]
    let cost = only.breaches.reduce(0) { $0 + increment($1.part, $1.detection) }
    return only.temptation - cost > tolerance ? candidates : []
  }
  // All together cannot pay for the cheapest; or each pays for all that it could need.
  let highest = bundles.reduce(into: [Int: Double]()) { highest, bundle in
    for breach in bundle.breaches { highest[breach.part] = max(highest[breach.part] ?? 0, breach.detection) }
  }
  let dearest = highest.reduce(into: [Int: Double]()) { $0[$1.key] = increment($1.key, $1.value) }
  var (total, cheapest, allPay) = (0.0, Double.infinity, true)
  for index in candidates {
    let bundle = bundles[index]
    total += bundle.temptation
    cheapest = min(cheapest, bundle.breaches.reduce(0) { $0 + increment($1.part, $1.detection) })
    let most = bundle.breaches.reduce(0) { $0 + (dearest[$1.part] ?? 0) }
    if bundle.temptation - most <= tolerance { allPay = false }
  }
  if allPay { return candidates }
  if total <= cheapest { return [] }
  let slack = tolerance / Double(candidates.count)
  var closure = MaximumClosure(tolerance: slack / 1024)
  var levels: [Int: [(detection: Double, node: Int)]] = [:]
  for part in Set(candidates.flatMap { bundles[$0].breaches.map(\.part) }) {
    let detections = Set(
      candidates.flatMap { bundles[$0].breaches.filter { $0.part == part }.map(\.detection) }
    ).sorted()
    var below = 0.0
    for detection in detections {
      let cost = increment(part, detection)
      let node = closure.addCost(cost - below)
      below = cost
      if let last = levels[part]?.last { closure.require(node, last.node) }
      levels[part, default: []].append((detection, node))
    }
  }
  let nodes = candidates.map { index in
    let node = closure.addProject(profit: bundles[index].temptation - slack)
    for breach in bundles[index].breaches {
      if let level = levels[breach.part]?.first(where: { $0.detection == breach.detection }) {
        closure.require(node, level.node)
      }
    }
    return node
  }
  let taken = closure.solve()
  return zip(candidates, nodes).filter { taken[$1] }.map(\.0)
}
