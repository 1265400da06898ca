/// What stands in the roles of an act, in the order in which its verb declares them: at most eight, one for each
/// preposition. Kept in place, without memory of its own, since a log may hold millions.
public struct Fillers: RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral, Hashable, Sendable {
  private var codes: (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0, 0, 0, 0)
  private var size: Int8 = 0

  /// How many roles an act may have, its object aside.
  public static let capacity = 8

  public init() {}

  public init(_ fillers: some Sequence<Filler>) {
    for filler in fillers { append(filler) }
  }

  public init(arrayLiteral fillers: Filler...) { self.init(fillers) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { Int(size) }

  public subscript(index: Int) -> Filler {
    get {
      precondition(index >= 0 && index < Int(size), "no such role")
      return Filler(code: code(index))
    }
    set {
      precondition(index >= 0 && index < Int(size), "no such role")
      set(index, newValue.code)
    }
  }

  public mutating func append(_ filler: Filler) {
    precondition(size < Self.capacity, "an act has at most eight roles besides its object")
    set(Int(size), filler.code)
    size += 1
  }

  @inline(__always)
  func code(_ index: Int) -> Int32 {
    switch index {
    case 0: codes.0
    case 1: codes.1
    case 2: codes.2
    case 3: codes.3
    case 4: codes.4
    case 5: codes.5
    case 6: codes.6
    default: codes.7
    }
  }

  var areEstablished: Bool { indices.allSatisfy { Filler.isEstablished(code: code($0)) } }

  private mutating func set(_ index: Int, _ code: Int32) {
    switch index {
    case 0: codes.0 = code
    case 1: codes.1 = code
    case 2: codes.2 = code
    case 3: codes.3 = code
    case 4: codes.4 = code
    case 5: codes.5 = code
    case 6: codes.6 = code
    default: codes.7 = code
    }
  }

  public static func == (left: Fillers, right: Fillers) -> Bool {
    left.size == right.size && left.indices.allSatisfy { left.code($0) == right.code($0) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    for index in indices { hasher.combine(code(index)) }
  }
}

extension Filler {
  /// Numbers that no thing has: those of things start far above.
  var code: Int32 {
    switch self {
    case .thing(let thing): thing.index
    case .absent: .min
    case .open: .min + 1
    case .someone: .min + 2
    case .undeclared: .min + 3
    }
  }

  static func isEstablished(code: Int32) -> Bool { code > .min + 3 || code == .min }

  init(code: Int32) {
    switch code {
    case .min: self = .absent
    case .min + 1: self = .open
    case .min + 2: self = .someone
    case .min + 3: self = .undeclared
    default: self = .thing(Thing(code))
    }
  }
}
