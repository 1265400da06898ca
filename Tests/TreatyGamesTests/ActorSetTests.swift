import Testing

@testable import TreatyGames

@Suite struct ActorSetTests {
  @Test func equalSetsAreEqualWhateverTheyHeld() {
    var set: ActorSet = [1, 70]
    set.remove(70)
    #expect(set == [1])
    #expect(set.hashValue == ([1] as ActorSet).hashValue)
    #expect(Array([65, 3, 64] as ActorSet) == [3, 64, 65])
  }

  @Test func algebra() {
    let left: ActorSet = [0, 63, 64]
    let right: ActorSet = [63, 200]
    #expect(left.union(right) == [0, 63, 64, 200])
    #expect(left.intersection(right) == [63])
    #expect(left.subtracting(right) == [0, 64])
    #expect(left.intersection(right).isSubset(of: left))
    #expect(left.count == 3)
  }
}
