/// The norms about one verb, found by what stands in the roles of an act.
///
/// For each role it holds, for every thing that some pattern there mentions, a row of bits: which norms take it. Rows of
/// all roles, intersected, leave the norms that can match; `party` and names are taken to match here, and are looked at
/// afterwards.
struct NormIndex {
  let norms: [Norm]
  let hasPowers: Bool
  let hasProhibitions: Bool
  /// What the quick assessment of acts needs of each norm.
  let entries: [Entry]
  private let words: Int
  private var roles: [Role] = []

  struct Entry {
    var norm: Int32
    var clause: Int32
    var treaty: Int32
    /// A prohibition without conditions and reparation, in a clause that binds parties and nobody else.
    var isPlain: Bool
    /// Whether names tie its roles together.
    var hasNames: Bool
    /// The places of roles that want a party: bit 0 is the subject, bit 1 the object.
    var partyPlaces: UInt16
  }

  private struct Role {
    /// The row of each thing; row 0 is that of things that no pattern mentions.
    var rowOf = ThingTable<Int32>()
    var count = 0
    var rows: [UInt64]
  }

  init(_ norms: [Norm], _ model: Model, patterns: (Norm) -> [RolePattern]) {
    self.norms = norms
    entries = norms.map { Entry($0, model, patterns($0)) }
    hasPowers = norms.contains { $0.modality == .empower }
    hasProhibitions = norms.contains { $0.modality == .forbid }
    words = (norms.count + 63) / 64
    let all = norms.map(patterns)
    for place in 0..<(all.map(\.count).max() ?? 0) {
      var role = Role(rows: [UInt64](repeating: 0, count: words))
      let extents = all.map { place < $0.count ? $0[place].extent : .everything }
      for extent in extents {
        for thing in extent.mentioned where role.rowOf[thing] == nil {
          role.count += 1
          role.rowOf[thing] = Int32(role.count)
          role.rows.append(contentsOf: repeatElement(0, count: words))
        }
      }
      for (index, extent) in extents.enumerated() {
        let bit = UInt64(1) << (index & 63)
        if extent.isOpenEnded {
          for row in 0...role.count { role.rows[row * words + index / 64] |= bit }
        } else {
          for thing in extent.mentioned { role.rows[Int(role.rowOf[thing] ?? 0) * words + index / 64] |= bit }
        }
      }
      roles.append(role)
    }
  }

  /// The norms that an act can match; all of them, where a role is not established.
  func candidates(for act: Act) -> [Norm] {
    guard !norms.isEmpty else { return [] }
    guard act.subject.isEstablished, act.object.isEstablished, act.roles.allSatisfy(\.isEstablished) else {
      return norms
    }
    var found: [Norm] = []
    for word in 0..<words {
      var bits = row(0, act.subject, word)
      if bits != 0, roles.count > 1 { bits &= row(1, act.object, word) }
      var place = 2
      while bits != 0, place < roles.count, place - 2 < act.roles.count {
        bits &= row(place, act.roles[place - 2], word)
        place += 1
      }
      while bits != 0 {
        found.append(norms[word * 64 + bits.trailingZeroBitCount])
        bits &= bits - 1
      }
    }
    return found
  }

  /// The places in `entries` of the norms that an established act can match.
  func collect(_ found: inout [Int32], for act: Act) {
    found.removeAll(keepingCapacity: true)
    let count = min(roles.count, act.roles.count + 2)
    for word in 0..<words {
      var bits = row(0, act.subject, word)
      if bits != 0, count > 1 { bits &= row(1, act.object, word) }
      var place = 2
      while bits != 0, place < count {
        bits &= row(place, act.roles[place - 2], word)
        place += 1
      }
      while bits != 0 {
        found.append(Int32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount))
        bits &= bits - 1
      }
    }
  }

  private func row(_ place: Int, _ filler: Filler, _ word: Int) -> UInt64 {
    guard place < roles.count else { return .max }
    guard case .thing(let thing) = filler else { return roles[place].rows[word] }
    return roles[place].rows[Int(roles[place].rowOf[thing] ?? 0) * words + word]
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

extension NormIndex.Entry {
  fileprivate init(_ norm: Norm, _ model: Model, _ patterns: [RolePattern]) {
    let clause = model.clauses[norm.clause]
    let isOrdinary: Bool
    if case .no = clause.survives { isOrdinary = !clause.isInterim } else { isOrdinary = false }
    self.norm = Int32(norm.index)
    self.clause = Int32(norm.clause)
    treaty = Int32(clause.treaty)
    isPlain =
      isOrdinary && norm.modality == .forbid && norm.when == nil && norm.unless == nil && norm.reparation == nil
      && model.treaties[clause.treaty].binds == nil
    var bound: [Int] = []
    hasNames = patterns.contains { pattern in
      if case .name = pattern.extent { return true }
      guard let name = pattern.binding else { return false }
      defer { bound.append(name) }
      return bound.contains(name)
    }
    partyPlaces = patterns.enumerated().reduce(0) { places, pattern in
      if case .party = pattern.element.extent { places | 1 << UInt16(pattern.offset) } else { places }
    }
  }
}
