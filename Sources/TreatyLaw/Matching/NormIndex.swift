/// The norms about one verb, found by what stands in the roles of an act.
///
/// For each role it holds, for every thing that some pattern there mentions, a row of bits: which norms take it. Rows of
/// all roles, intersected, leave the norms that can match; `party` and names are taken to match here, and are looked at
/// afterwards.
final class NormIndex: Sendable {
  let norms: [Norm]
  /// Their indices in the model.
  let numbers: [Int32]
  let hasPowers: Bool
  let hasProhibitions: Bool
  /// How many blocks of bits a row has.
  let blocks: Int
  /// The places of roles (0 is the subject, 1 the object) besides the subject that some norm wants a party in.
  let partyPlaces: [Int]
  /// For each of them, the norms that do not: rows of bits, one after the other.
  let notWantingParties: [NormBits]
  /// Norms of which names tie the roles together.
  let named: [NormBits]
  /// The roles in which some things are taken by fewer norms than others.
  private let deciding: [Role]
  /// Where the row of each thing begins, role after role.
  private let starts: [Int32]
  private let rows: [NormBits]
  /// The row of all norms.
  private let all: [NormBits]
  /// Rows of the few things that stand for values and events, by place.
  private let others: [Int: [Thing: Int32]]

  fileprivate struct Role {
    var place: Int
    /// Where its things' rows stand in `starts`.
    var first: Int
    var count: Int
    /// The row of things that no pattern mentions.
    var unmentioned: Int32
  }

  init(_ norms: [Norm], patterns: (Norm) -> [RolePattern]) {
    self.norms = norms
    numbers = norms.map { Int32($0.index) }
    hasPowers = norms.contains { $0.modality == .empower }
    hasProhibitions = norms.contains { $0.modality == .forbid }
    let blocks = NormBits.blocks(for: norms.count)
    self.blocks = blocks
    let patterns = norms.map(patterns)
    func bits(_ isIn: ([RolePattern]) -> Bool) -> [NormBits] {
      var row = [NormBits](repeating: .zero, count: blocks)
      for (index, patterns) in patterns.enumerated() where isIn(patterns) {
        row[index / NormBits.size].set(index % NormBits.size)
      }
      return row
    }
    var roles: [Role] = []
    var starts: [Int32] = []
    var rows: [NormBits] = []
    var others: [Int: [Thing: Int32]] = [:]
    var known: [[NormBits]: Int32] = [:]
    func start(of row: [NormBits]) -> Int32 {
      if let start = known[row] { return start }
      let start = Int32(rows.count)
      known[row] = start
      rows += row
      return start
    }
    let count = patterns.map(\.count).max() ?? 0
    for place in 0..<count {
      let extents = patterns.map { place < $0.count ? $0[place].extent : .everything }
      var takers: [Thing: [NormBits]] = [:]
      let openEnded = bits { place >= $0.count || $0[place].extent.isOpenEnded }
      for (index, extent) in extents.enumerated() where !extent.isOpenEnded {
        for thing in extent.mentioned {
          takers[thing, default: openEnded][index / NormBits.size].set(index % NormBits.size)
        }
      }
      let small = takers.keys.filter { $0.index >= 0 && $0.event == nil }
      let size = 1 + Int(small.map(\.index).max() ?? -1)
      let role = Role(
        place: place, first: starts.count, count: size, unmentioned: start(of: openEnded))
      starts.append(contentsOf: repeatElement(role.unmentioned, count: size))
      for (thing, row) in takers {
        if thing.index >= 0, thing.event == nil {
          starts[role.first + Int(thing.index)] = start(of: row)
        } else {
          others[place, default: [:]][thing] = start(of: row)
        }
      }
      roles.append(role)
    }
    let everything = start(of: bits { _ in true })
    deciding = roles.filter { role in
      let isAlike = starts[role.first..<(role.first + role.count)].allSatisfy { $0 == everything }
      return role.unmentioned != everything || !isAlike || others[role.place] != nil
    }
    self.starts = starts
    self.rows = rows
    all = bits { _ in true }
    self.others = others
    var partyPlaces: [Int] = []
    var notWantingParties: [NormBits] = []
    for place in 1..<max(count, 1) {
      let wanting = bits { patterns in
        if place < patterns.count, case .party = patterns[place].extent { true } else { false }
      }
      guard wanting.contains(where: { !$0.isEmpty }) else { continue }
      partyPlaces.append(place)
      notWantingParties += wanting.map { ~$0 }
    }
    self.partyPlaces = partyPlaces
    self.notWantingParties = notWantingParties
    named = bits { patterns in
      var bound: [Int] = []
      return patterns.contains { pattern in
        if case .name = pattern.extent { return true }
        guard let name = pattern.binding else { return false }
        defer { bound.append(name) }
        return bound.contains(name)
      }
    }
  }

  /// The norms that an act can match; all of them, where a role is not established.
  func candidates(for act: Act) -> [Norm] {
    guard !norms.isEmpty else { return [] }
    guard act.isEstablished else { return norms }
    var matching: [NormBits] = []
    guard match(act, into: &matching) else { return [] }
    return norms(in: matching)
  }

  /// The norms of a row of bits.
  func norms(in row: [NormBits]) -> [Norm] {
    var found: [Norm] = []
    for (block, bits) in row.prefix(blocks).enumerated() {
      bits.forEach { found.append(norms[block * NormBits.size + $0]) }
    }
    return found
  }

  /// Sets the bits of the norms that an established act can match; false where there is none.
  func match(_ act: Act, into matching: inout [NormBits]) -> Bool {
    while matching.count < blocks { matching.append(.zero) }
    return matching.withUnsafeMutableBufferPointer { matching in
      withTables { $0.mark(act, in: matching.baseAddress) }
    }
  }

  /// Lends the tables, which go through acts without looking each time whether they are still there.
  @inline(__always)
  func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    deciding.withUnsafeBufferPointer { deciding in
      starts.withUnsafeBufferPointer { starts in
        rows.withUnsafeBufferPointer { rows in
          all.withUnsafeBufferPointer { all in
            named.withUnsafeBufferPointer { named in
              partyPlaces.withUnsafeBufferPointer { partyPlaces in
                notWantingParties.withUnsafeBufferPointer { notWantingParties in
                  numbers.withUnsafeBufferPointer { numbers in
                    body(
                      Tables(
                        blocks: blocks, deciding: deciding, starts: starts, rows: rows, all: all, others: others,
                        named: named, partyPlaces: partyPlaces, notWantingParties: notWantingParties, numbers: numbers))
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  struct Tables {
    let blocks: Int
    fileprivate let deciding: UnsafeBufferPointer<Role>
    fileprivate let starts: UnsafeBufferPointer<Int32>
    fileprivate let rows: UnsafeBufferPointer<NormBits>
    fileprivate let all: UnsafeBufferPointer<NormBits>
    fileprivate let others: [Int: [Thing: Int32]]
    let named: UnsafeBufferPointer<NormBits>
    let partyPlaces: UnsafeBufferPointer<Int>
    let notWantingParties: UnsafeBufferPointer<NormBits>
    let numbers: UnsafeBufferPointer<Int32>

    /// Sets the bits of the norms that an established act can match, where there is room for all of them; false where
    /// there is none.
    @inline(__always)
    func mark(_ act: Act, in matching: UnsafeMutablePointer<NormBits>?) -> Bool {
      guard blocks > 0, let matching else { return false }
      if blocks == 1 {
        var left = all[0]
        for role in deciding { left = left & rows[start(role, act.code(role.place))] }
        matching[0] = left
        return !left.isEmpty
      }
      var any = NormBits.zero
      for block in 0..<blocks {
        matching[block] = all[block]
        any |= all[block]
      }
      for role in deciding {
        let start = self.start(role, act.code(role.place))
        any = .zero
        for block in 0..<blocks {
          let left = matching[block] & rows[start + block]
          matching[block] = left
          any |= left
        }
        if any.isEmpty { return false }
      }
      return !any.isEmpty
    }

    /// Where the row of what stands in a role begins.
    @inline(__always)
    private func start(_ role: Role, _ code: Int32) -> Int {
      let index = Int(code)
      if index >= 0, index < role.count { return Int(starts[role.first + index]) }
      guard !others.isEmpty, let thing = Filler(code: code).thing else { return Int(role.unmentioned) }
      return Int(others[role.place]?[thing] ?? role.unmentioned)
    }
  }
}

extension Extent {
  /// The things that it names, or that its kind has.
  fileprivate var mentioned: [Thing] {
    switch self {
    case .kind(_, let members, _): Array(members)
    case .things(let things): things
    case .everything, .party, .name: []
    }
  }

  /// Whether it may take things that it does not mention.
  fileprivate var isOpenEnded: Bool {
    switch self {
    case .everything, .party, .name: true
    case .kind, .things: false
    }
  }
}
