import TestSupport
import Testing

@testable import CybRuntime

/// Specialised nodes change how fast a program runs and nothing else.
@Suite(.serialized)
struct SpecialisationTests {
  static let programs =
    Repository.files(below: "Benchmarks/programs", ending: ".cyb").map { "Benchmarks/programs/" + $0 }
    + Repository.files(below: "Tests/Corpus", ending: ".cyb").map { "Tests/Corpus/" + $0 }
    + Repository.files(below: "examples", ending: ".cyb").map { "examples/" + $0 }

  @Test func everyProgramSaysTheSameWithoutThem() {
    defer { Specialisation.isOn = true }
    #expect(Self.programs.count > 20)
    for program in Self.programs {
      let path = Repository.root.appendingPathComponent(program).path
      let folder = Repository.root.appendingPathComponent(program).deletingLastPathComponent().path
      Specialisation.isOn = true
      let with = ScriptRun(path: path, name: program, reading: folder)
      Specialisation.isOn = false
      let without = ScriptRun(path: path, name: program, reading: folder)
      #expect(with.output == without.output, "\(program)")
      #expect(with.rendering == without.rendering, "\(program)")
    }
  }

  /// Nodes ask in place whether an object is held once (`UnsafeMutablePointer.object`): that rests on the layout.
  @Test func anObjectLiesAtTheStartOfItsValue() {
    let list = ListObject([])
    var value = Value.object(list)
    withUnsafeMutablePointer(to: &value) { #expect($0.object.pointee === list) }
    #expect(MemoryLayout<Value>.size == 9)
  }

  /// Nodes read fields of entities in place (`World.borrowedFields`): they lie at the start of an entity.
  @Test func theFieldsLieAtTheStartOfAnEntity() {
    #expect(MemoryLayout<Entity>.offset(of: \Entity.fields) == 0)
    #expect(MemoryLayout<Unmanaged<RecordObject>?>.size == MemoryLayout<RecordObject?>.size)
  }

  /// A record of up to four fields lies in one piece; one that grows beyond keeps what it had.
  @Test(arguments: 0...9)
  func recordsGrow(count: Int) {
    let record = RecordObject([])
    for index in 0..<count { record.append("f\(index)", .list([.number(Double(index))])) }
    let copy = record.copy()
    record.append("last", .text("end"))
    #expect(record.fields.count == count + 1 && copy.fields.count == count)
    for index in 0..<count {
      #expect(copy["f\(index)"] == .list([.number(Double(index))]))
      #expect(record["f\(index)"] == copy["f\(index)"])
    }
    #expect(record["last"] == .text("end"))
    #expect(copy["last"] == nil)
  }

  /// Expected values by hand: what is shared is copied before it is changed, what is not is changed in place.
  @Test(arguments: [
    ("var a = [1, 2]\nlet b = a\na[0] += 5\n[a, b]", "[[6, 2], [1, 2]]"),
    ("var a = {x: 1}\nlet b = a\na.x *= 3\n[a.x, b.x]", "[3, 1]"),
    ("fn f() { var xs = [1]\n let ys = xs\n xs += [2]\n xs[0] = 7\n return [xs, ys] }\nf()", "[[7, 2], [1]]"),
    (
      "fn f() { var r = {n: 1, m: [1]}\n let s = r\n r.n -= 4\n r.m = [2]\n return [r.n, r.m, s.n, s.m] }\nf()",
      "[-3, [2], 1, [1]]"
    ),
    ("fn f() { var xs = []\n xs += [[1]]\n xs += [xs]\n return xs }\nf()", "[[1], [[1]]]"),
    ("state A { debt: 1 }\nfn f() { A.debt += 2\n A.debt *= 5\n return A.debt }\nf()", "15"),
    ("fn f(xs) = xs[0]\nvar g = [1, 2]\nfn h() { g[0] += 4\n return 1 }\n[g[h()], g[0], f(g)]", "[2, 5, 5]"),
    ("fn f(r) = [r.x is nothing, r.y is not nothing]\nf({x: nothing, y: [nothing]})", "[yes, yes]"),
    ("fn f(a, b, c) = a - b - c\nlet g = f\n[g(9, 3, 2), g(c: 1, a: 9, b: 2), f(1, 1, 1)]", "[4, 6, -1]"),
    ("-7 mod 3", "2"), ("7 mod -3", "-2"), ("-6 mod 3", "0"), ("5.5 mod 2", "1.5"), ("1e300 mod 7", "1"),
  ])
  func valuesKeepTheirMeaning(source: String, expected: String) throws {
    #expect(try evaluate(source) == expected)
  }
}
