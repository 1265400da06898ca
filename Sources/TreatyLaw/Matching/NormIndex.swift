/// The norms about one verb, found by what stands in the roles of an act.
///
/// For each role it holds, for every thing that some pattern there mentions, a row of bits: which norms take it. Rows of
/// all roles, intersected, leave the norms that can match; `party` and names are taken to match here, and are looked at
/// afterwards.
final class NormIndex: Sendable {
  let norms: [Norm]
  let hasPowers: Bool
  let hasProhibitions: Bool
  /// How many words a row of bits has.
  let words: Int
  /// The places of roles (0 is the subject, 1 the object) besides the subject that some norm wants a party in.
  let partyPlaces: [Int]
  /// For each of them, the norms that do not: rows of bits, one after the other.
  let notWantingParties: [UInt64]
  /// Norms of which names tie the roles together.
  let named: [UInt64]
  private let roles: [Role]
  /// Where the row of each thing begins, role after role.
  private let starts: [Int32]
  private let rows: [UInt64]
  /// Rows of the few things that stand for values and events, by place.
  private let others: [Int: [Thing: Int32]]

  private struct Role {
    /// Where its things' rows stand in `starts`.
    var first: Int
    var count: Int
    /// The row of things that no pattern mentions.
    var unmentioned: Int32
  }

  init(_ norms: [Norm], patterns: (Norm) -> [RolePattern]) {
    self.norms = norms
    hasPowers = norms.contains { $0.modality == .empower }
    hasProhibitions = norms.contains { $0.modality == .forbid }
    let words = (norms.count + 63) / 64
    self.words = words
    let all = norms.map(patterns)
    func bits(_ isIn: ([RolePattern]) -> Bool) -> [UInt64] {
      var row = [UInt64](repeating: 0, count: words)
      for (index, patterns) in all.enumerated() where isIn(patterns) { row[index / 64] |= 1 << UInt64(index & 63) }
      return row
    }
    var roles: [Role] = []
    var starts: [Int32] = []
    var rows: [UInt64] = []
    var others: [Int: [Thing: Int32]] = [:]
    var known: [[UInt64]: Int32] = [:]
    func start(of row: [UInt64]) -> Int32 {
      if let start = known[row] { return start }
      let start = Int32(rows.count)
      known[row] = start
      rows += row
      return start
    }
    let count = all.map(\.count).max() ?? 0
    for place in 0..<count {
      let extents = all.map { place < $0.count ? $0[place].extent : .everything }
      var takers: [Thing: [UInt64]] = [:]
      let openEnded = bits { place >= $0.count || $0[place].extent.isOpenEnded }
      for (index, extent) in extents.enumerated() where !extent.isOpenEnded {
        for thing in extent.mentioned {
          takers[thing, default: openEnded][index / 64] |= 1 << UInt64(index & 63)
        }
      }
      let small = takers.keys.filter { $0.index >= 0 && $0.event == nil }
      let size = 1 + Int(small.map(\.index).max() ?? -1)
      let role = Role(first: starts.count, count: size, unmentioned: start(of: openEnded))
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
    self.roles = roles
    self.starts = starts
    self.rows = rows
    self.others = others
    var partyPlaces: [Int] = []
    var notWantingParties: [UInt64] = []
    for place in 1..<max(count, 1) {
      let wanting = bits { patterns in
        if place < patterns.count, case .party = patterns[place].extent { true } else { false }
      }
      guard wanting.contains(where: { $0 != 0 }) else { continue }
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
    var matching: [UInt64] = []
    guard match(act, into: &matching) else { return [] }
    return norms(in: matching)
  }

  /// The norms of a row of bits.
  func norms(in row: [UInt64]) -> [Norm] {
    var found: [Norm] = []
    for (word, bits) in row.prefix(words).enumerated() {
      var bits = bits
      while bits != 0 {
        found.append(norms[word * 64 + bits.trailingZeroBitCount])
        bits &= bits - 1
      }
    }
    return found
  }

  /// Sets the bits of the norms that an established act can match; false where there is none.
  func match(_ act: Act, into matching: inout [UInt64]) -> Bool {
    guard words > 0 else { return false }
    while matching.count < words { matching.append(0) }
    let places = min(roles.count, act.roles.count + 2)
    return matching.withUnsafeMutableBufferPointer { matching in
      rows.withUnsafeBufferPointer { rows in
        var start = self.start(0, act.subject)
        for word in 0..<words { matching[word] = rows[start + word] }
        for place in 1..<places {
          start = self.start(place, place == 1 ? act.object : act.roles[place - 2])
          var any = UInt64(0)
          for word in 0..<words {
            let left = matching[word] & rows[start + word]
            matching[word] = left
            any |= left
          }
          if any == 0 { return false }
        }
        return true
      }
    }
  }

  /// Where the row of what stands in a role begins.
  @inline(__always)
  private func start(_ place: Int, _ filler: Filler) -> Int {
    guard case .thing(let thing) = filler else { return Int(roles[place].unmentioned) }
    let index = Int(thing.index)
    if index >= 0, index < roles[place].count { return Int(starts[roles[place].first + index]) }
    return others.isEmpty ? Int(roles[place].unmentioned) : Int(others[place]?[thing] ?? roles[place].unmentioned)
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
