import Testing

@testable import CybRuntime

/// What users of other languages are told when they use a name from there.
@Suite struct ForeignNamesTests {
  @Test func whatIsAdvisedIsThere() {
    for (foreign, own) in ForeignNames.renamed {
      #expect(BuiltinTable.named(own) != nil, "\(own)")
      #expect(BuiltinTable.named(foreign) == nil, "\(foreign) is a function here")
    }
    for foreign in Array(ForeignNames.otherwise.keys) + ForeignNames.words.keys {
      #expect(BuiltinTable.named(foreign) == nil, "\(foreign) is a function here")
      #expect(ForeignNames.renamed[foreign] == nil, "\(foreign) is advised twice")
    }
  }
}
