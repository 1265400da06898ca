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

  /// That an object is held once is read off its header (`UnsafeMutablePointer.isHeldOnce`).
  @Test func theHeaderOfAnObjectTellsWhetherItIsHeldOnce() {
    let makers: [() -> Object] = [
      { ListObject([.number(1)]) }, { RecordObject([("x", .number(1))]) }, { TextObject("a") },
    ]
    for make in makers {
      var value = Value.object(make())
      withUnsafeMutablePointer(to: &value) { place in
        #expect(place.isHeldOnce)
        var others = [place.pointee]
        withExtendedLifetime(others) { #expect(!place.isHeldOnce) }
        others.append(place.pointee)
        withExtendedLifetime(others) { #expect(!place.isHeldOnce) }
        others = []
        #expect(place.isHeldOnce)
      }
    }
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
    // Elements as operands: of locals and top-level lists, numbers and others, there or not.
    (
      "let g = [2, \"b\"]\nfn f(xs, i) = [xs[i] == 2, g[i] == xs[i], xs[i] + g[i]]\n[f([2, \"b\"], 0), f([2, \"b\"], 1)]",
      "[[yes, yes, 4], [no, yes, \"bb\"]]"
    ),
    (
      "fn f(xs, i, x) { if xs[i] == x { return \"same\" }\n return \"other\" }\n[f([1, 2], 1, 2), f([[1]], 0, 1), f([\"a\"], 0, \"a\")]",
      "[\"same\", \"other\", \"same\"]"
    ),
    (
      "fn f(xs, i) = try xs[i] * 2 else \"none\"\n[f([3], 0), f([3], 1), f([3], -1), f([3], 0.5)]",
      "[6, \"none\", \"none\", \"none\"]"
    ),
    ("fn f(a) { var x = a * 2\n x = \"t\" + \"u\"\n x = x + \"v\"\n return x }\nf(3)", "\"tuv\""),
    (
      "[7 mod 3, -7 mod 3, 7 mod -3, -7 mod -3, 0 mod -3, -6 mod 3, 5.5 mod 2, -5.5 mod 2]",
      "[1, 2, -2, -1, 0, 0, 1.5, 0.5]"
    ),
    (
      "[9007199254740991 mod 10, 2251799813685247 mod 7, 2251799813685246 mod 2251799813685247, 1e300 mod 7]",
      "[1, 0, 2251799813685246, 1]"
    ),
    ("fn f(xs) = xs[0]\nvar g = [1, 2]\nfn h() { g[0] += 4\n return 1 }\n[g[h()], g[0], f(g)]", "[2, 5, 5]"),
    ("fn f(r) = [r.x is nothing, r.y is not nothing]\nf({x: nothing, y: [nothing]})", "[yes, yes]"),
    ("fn f(a, b, c) = a - b - c\nlet g = f\n[g(9, 3, 2), g(c: 1, a: 9, b: 2), f(1, 1, 1)]", "[4, 6, -1]"),
    ("-7 mod 3", "2"), ("7 mod -3", "-2"), ("-6 mod 3", "0"), ("5.5 mod 2", "1.5"), ("1e300 mod 7", "1"),
  ])
  func valuesKeepTheirMeaning(source: String, expected: String) throws {
    #expect(try evaluate(source) == expected)
  }
}
