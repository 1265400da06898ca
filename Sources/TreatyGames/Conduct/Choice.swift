/// The choice of one party (models.md §3): which of the things asked of it to do all the same.
struct Choice {
  /// Something forbidden that could be done, or a duty that could be omitted.
  struct Option {
    /// The act, or nothing for the omission of `duty`.
    var act: Int?
    var duty: Int
    /// t_i(x).
    var temptation: Double
    /// Each part that it would breach, with its detection d_c(x).
    var breaches: [(part: Int, detection: Double)]
  }

  /// The greatest detection of what is done already, by part: those levels are paid.
  var paid: [Int: Double] = [:]
  /// What could be added.
  var options: [Option] = []
  /// z_c(d).
  var price: (_ part: Int, _ detection: Double) -> Double
  let tolerance: Double

  /// The options worth adding: the set that maximises temptation less sanctions, and of equals the least.
  func best() -> [Int] {
    let tempting = options.indices.filter { options[$0].temptation > tolerance }
    if tempting.allSatisfy({ options[$0].breaches.count <= 1 }) { return bestByPart(tempting) }
    return bestByCut(tempting)
  }

  /// Where no option breaches two parts: of each part the best prefix by detection.
  private func bestByPart(_ tempting: [Int]) -> [Int] {
    var chosen: [Int] = []
    var byPart: [Int: [Int]] = [:]
    for index in tempting {
      if let breach = options[index].breaches.first {
        byPart[breach.part, default: []].append(index)
      } else {
        chosen.append(index)
      }
    }
    for (part, members) in byPart {
      let sorted = members.sorted { detection($0) < detection($1) }
      let sunk = paid[part].map { price(part, $0) } ?? 0
      var (sum, best, length) = (0.0, 0.0, 0)
      for (position, index) in sorted.enumerated() {
        sum += options[index].temptation
        if position + 1 < sorted.count, detection(sorted[position + 1]) == detection(index) { continue }
        let value = sum - max(price(part, detection(index)) - sunk, 0)
        if value > best + tolerance { (best, length) = (value, position + 1) }
      }
      chosen += sorted.prefix(length)
    }
    return chosen
  }

  private func detection(_ option: Int) -> Double { options[option].breaches.first?.detection ?? 0 }

  /// Parts that share conduct: a maximum-weight closure. Each option needs, in every part that it breaches, its level of
  /// detection, whose increments cost.
  private func bestByCut(_ tempting: [Int]) -> [Int] {
    // A profit counts only above the tolerance, which the options share.
    let slack = tolerance / Double(max(tempting.count, 1))
    var closure = MaximumClosure(tolerance: slack / 1024)
    var levels: [Int: [(detection: Double, node: Int)]] = [:]
    for part in Set(tempting.flatMap { options[$0].breaches.map(\.part) }) {
      let detections = Set(tempting.flatMap { options[$0].breaches.filter { $0.part == part }.map(\.detection) })
        .sorted()
      var below = paid[part].map { price(part, $0) } ?? 0
      for detection in detections {
        let cost = price(part, detection)
        let node = closure.addCost(cost - below)
        below = max(below, cost)
        if let last = levels[part]?.last { closure.require(node, last.node) }
        levels[part, default: []].append((detection, node))
      }
    }
    let projects = tempting.map { index in
      let node = closure.addProject(profit: options[index].temptation - slack)
      for breach in options[index].breaches {
        if let level = levels[breach.part]?.first(where: { $0.detection == breach.detection }) {
          closure.require(node, level.node)
        }
      }
      return node
    }
    let taken = closure.solve()
    return zip(tempting, projects).filter { taken[$1] }.map(\.0)
  }
}
