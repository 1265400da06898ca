import Testing

@testable import TreatyGames

/// The choice of models.md §3 against all subsets, tried one by one: of those within the tolerance of the best, the least.
@Suite struct ChoiceTests {
  private struct Case {
    var temptations: [Double]
    var breaches: [[(part: Int, detection: Double)]]
    var slopes: [Double]
    var paid: [Int: Double]

    func price(_ part: Int, _ detection: Double) -> Double { slopes[part] * detection / (0.2 + detection) }

    func value(_ subset: Int) -> Double {
      var value = 0.0
      var levels = paid
      for index in temptations.indices where subset >> index & 1 == 1 {
        value += temptations[index]
        for breach in breaches[index] { levels[breach.part] = max(levels[breach.part] ?? 0, breach.detection) }
      }
      for (part, level) in levels { value -= price(part, level) - (paid[part].map { price(part, $0) } ?? 0) }
      return value
    }

    /// The intersection of all best subsets is best itself, since the gains of adding rise with what is there.
    func least() -> Set<Int> {
      let values = (0..<1 << temptations.count).map(value)
      let best = values.max() ?? 0
      let least = values.indices.filter { values[$0] >= best - 1e-8 }.reduce(~0) { $0 & $1 }
      return Set(temptations.indices.filter { least >> $0 & 1 == 1 })
    }
  }

  private func cases() -> [Case] {
    (0..<600).map { seed in
      var random = SeededGenerator(seed: UInt64(seed))
      let count = Int.random(in: 1...9, using: &random)
      let parts = Int.random(in: 1...4, using: &random)
      return Case(
        temptations: (0..<count).map { _ in random.field(4) },
        breaches: (0..<count).map { _ in
          let first = Int.random(in: 0..<parts, using: &random)
          return (0..<parts).filter { $0 == first || random.chance(0.3) }.map { ($0, random.field(1)) }
        },
        slopes: (0..<parts).map { _ in random.field(8) },
        paid: random.chance(0.3) ? [0: random.field(1)] : [:])
    }
  }

  @Test func bundlesAgainstAllSubsets() {
    for (number, one) in cases().enumerated() {
      let chooser = AdditionChooser(parts: 8)
      chooser.begin()
      for (part, detection) in one.paid { chooser.pay(part, detection) }
      for slot in one.temptations.indices {
        chooser.add(pattern: 0, slot: slot, temptation: one.temptations[slot])
        for breach in one.breaches[slot] { chooser.addBreach(breach.part, breach.detection) }
      }
      let chosen = chooser.choose(tolerance: 1e-9, price: one.price) ? chooser.chosen : []
      #expect(Set(chosen) == one.least(), "case \(number)")
    }
  }

  @Test func optionsAgainstAllSubsets() {
    for (number, one) in cases().enumerated() {
      let options = one.temptations.indices.map {
        Choice.Option(act: $0, duty: 0, temptation: one.temptations[$0], breaches: one.breaches[$0])
      }
      let choice = Choice(paid: one.paid, options: options, price: one.price, tolerance: 1e-9)
      #expect(Set(choice.best()) == one.least(), "case \(number)")
    }
  }
}
