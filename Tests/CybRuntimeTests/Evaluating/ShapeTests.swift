import CybSyntax
import Testing

@testable import CybRuntime

/// Records share their shapes while these are few and small, and have their own beyond, which go with them.
struct ShapeTests {
  private func record(_ count: Int) -> RecordObject {
    RecordObject((0..<count).map { ("n\($0)", Value.number(Double($0))) })
  }

  @Test func smallOnesAreShared() {
    #expect(record(64).shape === record(64).shape)
    #expect(record(64).shape.isShared)
    #expect(record(65).shape !== record(65).shape)
  }

  @Test func aLargeOneGoesWithItsLastRecord() {
    weak var shape: Shape?
    do {
      let first = record(100)
      let second = first.copy()
      shape = first.shape
      #expect(second.shape === first.shape)
      #expect(second["n99"] == .number(99))
      first.append("more", .number(1))
      #expect(first["more"] == .number(1) && first["n99"] == .number(99) && second["more"] == nil)
    }
    #expect(shape == nil)
  }

  @Test func recordsOfSharedAndOwnShapesAreEqual() {
    let grown = record(64)
    for index in 64..<70 { grown.append("n\(index)", .number(Double(index))) }
    #expect(Value.object(grown) == .object(record(70)))
    #expect(Value.object(grown).hashValue == Value.object(record(70)).hashValue)
    #expect(Value.object(grown) != .object(record(69)))
  }

  /// Names may be computed: a record of many takes time and memory in proportion.
  @Test func manyNames() {
    let large = record(100_000)
    #expect(large["n99999"] == .number(99_999))
  }
}
