import Foundation
import FuzzProperties
import TestSupport
import Testing

/// The properties that `make fuzz` looks at for as long as one likes, for a while that is the same every time.
struct FuzzTests {
  /// The committed corpora: what a fuzzer starts from, and what it once found.
  @Test(arguments: FuzzProperty.allCases)
  func corporaHold(property: FuzzProperty) throws {
    let files = Repository.files(below: "Tests/Fuzzing/Corpora/\(property.rawValue)", ending: "")
    #expect(!files.isEmpty)
    for file in files {
      let path = Repository.root.appendingPathComponent("Tests/Fuzzing/Corpora/\(property.rawValue)/\(file)")
      let complaint = property.complaint(about: Array(try Data(contentsOf: path)))
      #expect(complaint == nil, "\(file)")
    }
  }

  /// 10 000 programs, in parts that can run beside each other.
  @Test(arguments: 0..<20)
  func programsHold(part: Int) {
    for number in part * 500..<(part + 1) * 500 {
      let choices = Choices(seed: UInt64(number))
      let bytes = Array(ProgramGenerator.program(choices).utf8)
      for property in [FuzzProperty.run, .format] {
        let complaint = property.complaint(about: bytes)
        #expect(complaint == nil, "\(property) of program \(number)")
      }
    }
  }

  /// Programs must be about something: most get past the checks, and some run to their end.
  @Test func programsMostlyRun() {
    var kinds: [String: Int] = [:]
    for number in 0..<200 {
      let program = ProgramGenerator.program(Choices(seed: UInt64(number)))
      let ending = Sample.ending(of: program)
      #expect(ending != "parse", "program \(number):\n\(program)")
      kinds[ending, default: 0] += 1
    }
    #expect(kinds["check", default: 0] < 40)
    #expect(kinds["end", default: 0] > 20)
  }

  /// Scripts with bytes changed, dropped and doubled: odd input that looks almost right.
  @Test(arguments: 0..<8)
  func damagedScriptsHold(part: Int) throws {
    let files = Repository.files(below: "examples", ending: ".cyb").sorted()
    #expect(files.count > 10)
    for number in part * 50..<(part + 1) * 50 {
      var choices = Choices(seed: UInt64(1_000_000 + number))
      let text = try #require(Repository.text("examples/" + choices.one(of: files)))
      var bytes = Array(text.utf8.prefix(4000))
      for _ in 0..<(1 + choices.below(8)) where !bytes.isEmpty {
        let place = (choices.below(256) << 8 | choices.below(256)) % bytes.count
        switch choices.below(4) {
        case 0: bytes[place] = UInt8(choices.below(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + choices.below(20)))
        case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + choices.below(40))], at: place)
        default:
          bytes.insert(
            contentsOf: Array(choices.one(of: ["{", "}", "(", "\"", "[", "\n", "/*", "each "]).utf8), at: place)
        }
      }
      for property in [FuzzProperty.parse, .format, .run] {
        let complaint = property.complaint(about: bytes)
        #expect(complaint == nil, "\(property) of damaged script \(number)")
      }
    }
  }
}
