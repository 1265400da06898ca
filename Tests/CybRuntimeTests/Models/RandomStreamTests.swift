import Testing

@testable import CybRuntime

struct RandomStreamTests {
  @Test func wordsAreThoseOfNumPy() {
    // numpy.random.Philox(key=[42, 0], counter=[0, 0, 7, 0]).random_raw(8), which counts up before each block.
    let words = [1, 2].map { RandomStream.philox(counter: ($0, 0, 7, 0), key: (42, 0)) }
    let made = words.flatMap { [$0.0, $0.1, $0.2, $0.3] }
    #expect(
      made == [
        0x2BFB_9D63_5BE1_88E2, 0x2B00_49F7_90AF_FF84, 0x1479_A84F_09F8_426D, 0xF188_DDE2_8EC7_9DC1,
        0xC837_2FC2_E316_F82D, 0x2D55_DDF2_4A0B_6A16, 0xD601_DC0A_EFE5_5811, 0xE2F4_82CC_8F8F_1995,
      ])
    var stream = RandomStream(seed: 42, run: 7)
    for _ in 0..<4 { _ = stream.next() }
    #expect((0..<8).map { _ in stream.next() } == made)
  }

  @Test func theNormalQuantileIsThatOfTables() {
    // Wichura (1988), and the usual tables.
    for (share, value) in [
      (0.5, 0), (0.975, 1.959963984540054), (0.025, -1.959963984540054), (0.25, -0.6744897501960817),
      (0.001, -3.090232306167813), (1e-20, -9.262340089798408),
    ] {
      #expect(abs(NormalDistribution.quantile(share) - value) < 1e-14 * max(1, abs(value)))
    }
  }

  @Test func drawsFollowTheirDistributions() {
    var stream = RandomStream(seed: 1, run: 0)
    let count = 200_000
    let normal = (0..<count).map { _ in stream.normal() }
    let triangular = (0..<count).map { _ in stream.triangular(0, 1, 4) }
    let indices = (0..<count).map { _ in stream.index(below: 3) }
    func mean(_ xs: [Double]) -> Double { xs.reduce(0, +) / Double(xs.count) }
    // Four standard errors: 1/√n, and √(13/18)/√n for the triangular distribution, whose mean is 5/3.
    #expect(abs(mean(normal)) < 4 / 447)
    #expect(abs(mean(normal.map { $0 * $0 }) - 1) < 4 * 1.42 / 447)
    #expect(abs(mean(triangular) - 5.0 / 3) < 4 * 0.85 / 447)
    #expect(triangular.allSatisfy { $0 >= 0 && $0 <= 4 })
    for index in 0..<3 { #expect(abs(indices.count { $0 == index } - count / 3) < 4 * 211) }
  }

  @Test func streamsOfDifferentRunsDiffer() {
    var words = Set<UInt64>()
    for run in 0..<1000 {
      var stream = RandomStream(seed: 9, run: UInt64(run))
      for _ in 0..<10 { words.insert(stream.next()) }
    }
    #expect(words.count == 10_000)
  }
}
