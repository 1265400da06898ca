/// Which plain prohibitions bind whom at the position reached, as rows of bits in which acts are assessed 256 norms at
/// a time; a row is kept until somebody's entry, exit or the like may change it.
///
/// A prohibition is plain without conditions and reparation, in a clause that binds parties and nobody else, as long as
/// nothing in its treaty's life sets two parties apart.
struct Presence {
  let layout: Layout
  /// By number of the actor: where its row begins, or -1 before it is asked about.
  private(set) var places: [Int32]
  /// The rows: the plain prohibitions of treaties that the actor is a party of, with another party. The first is that of
  /// what is no declared actor.
  private(set) var rows: [NormBits]
  /// How many changes each row has seen.
  private(set) var seen = [-1]
  /// The norms that are not plain, or not at present.
  private(set) var uneven: [NormBits]
  private var unevenSeen = 0
  /// The treaties in whose life something has changed, in order.
  private(set) var changes = Ledger<Int32>()
  private var counts: [(changes: Int, parties: Int)]
  private var lastChange: [Int]

  /// How the norms about all verbs lie in a row, verb after verb.
  final class Layout: Sendable {
    /// In blocks.
    let width: Int
    /// The first block of each verb's norms.
    let first: [Int]
    /// Of each treaty, its plain prohibitions.
    let masks: [[NormBits]]
    let notPlain: [NormBits]

    init(_ verbs: [NormIndex], _ model: Model) {
      var (width, first) = (0, [Int]())
      for verb in verbs {
        first.append(width)
        width += verb.blocks
      }
      var masks = [[NormBits]](
        repeating: [NormBits](repeating: .zero, count: width), count: model.treaties.count)
      var notPlain = [NormBits](repeating: .zero, count: width)
      for (verb, index) in verbs.enumerated() {
        for (place, norm) in index.norms.enumerated() {
          let (block, bit) = (first[verb] + place / NormBits.size, place % NormBits.size)
          if norm.isPlainProhibition(model) {
            masks[model.clauses[norm.clause].treaty][block].set(bit)
          } else {
            notPlain[block].set(bit)
          }
        }
      }
      self.width = width
      self.first = first
      self.masks = masks
      self.notPlain = notPlain
    }
  }

  init(_ layout: Layout, _ actors: [Thing]) {
    self.layout = layout
    places = [Int32](repeating: -1, count: 1 + Int(actors.map(\.index).max() ?? -1))
    rows = [NormBits](repeating: .zero, count: layout.width)
    uneven = layout.notPlain
    counts = layout.masks.map { _ in (-1, 0) }
    lastChange = layout.masks.map { _ in 0 }
  }

  /// Something has changed in a treaty's life.
  mutating func forget(_ treaty: Int) {
    changes.append(Int32(treaty))
    lastChange[treaty] = changes.count
  }

  /// Where an actor's row begins, brought up to date; nothing for what is no declared actor.
  @inline(__always)
  mutating func row(of thing: Thing, _ lives: [TreatyLife], at position: Position) -> Int? {
    let number = Int(thing.index)
    guard number >= 0, number < places.count else { return nil }
    let place = Int(places[number])
    if place >= 0, seen[place] == changes.count { return place * layout.width }
    return refresh(thing, lives, at: position)
  }

  private mutating func refresh(_ actor: Thing, _ lives: [TreatyLife], at position: Position) -> Int {
    var place = Int(places[Int(actor.index)])
    var first = 0
    if place < 0 {
      place = seen.count
      places[Int(actor.index)] = Int32(place)
      rows.append(contentsOf: repeatElement(.zero, count: layout.width))
      seen.append(0)
      first = -1
    } else {
      first = seen[place]
    }
    for treaty in changed(since: first) {
      let isBound =
        lives[treaty].isMember(actor, at: position) == .yes && countOfParties(treaty, lives[treaty], at: position) > 1
      set(treaty, isBound, in: &rows, from: place * layout.width)
    }
    seen[place] = changes.count
    return place * layout.width
  }

  /// Brings `uneven` up to date.
  @inline(__always)
  mutating func refreshUneven(_ lives: [TreatyLife]) {
    guard unevenSeen != changes.count else { return }
    for treaty in changed(since: unevenSeen) { set(treaty, !lives[treaty].isUndisturbed, in: &uneven, from: 0) }
    unevenSeen = changes.count
  }

  /// The treaties that have changed since so many changes; all of them where that is less, or for -1.
  private func changed(since count: Int) -> [Int] {
    guard count >= 0, changes.count - count < layout.masks.count else { return Array(layout.masks.indices) }
    return changes[count...].map { Int($0) }
  }

  private func set(_ treaty: Int, _ isSet: Bool, in bits: inout [NormBits], from first: Int) {
    for (block, mask) in layout.masks[treaty].enumerated() where !mask.isEmpty {
      bits[first + block] = isSet ? bits[first + block] | mask : bits[first + block] & ~mask
    }
  }

  private mutating func countOfParties(_ treaty: Int, _ life: TreatyLife, at position: Position) -> Int {
    if counts[treaty].changes == lastChange[treaty] { return counts[treaty].parties }
    let count = life.members.reduce(0) { $0 + (life.isMember($1, at: position) == .yes ? 1 : 0) }
    counts[treaty] = (lastChange[treaty], count)
    return count
  }

  /// Takes the plain prohibitions that do not bind out of the norms that an act matches; what is left of them, it
  /// breaches. Whether any is left, and whether others were among them, which are left alone.
  mutating func strike(
    _ matching: UnsafeMutableBufferPointer<NormBits>, _ act: Act, _ index: NormIndex, _ first: Int,
    _ lives: [TreatyLife], at position: Position
  ) -> (isAnyLeft: Bool, areOthers: Bool) {
    let own = row(of: Thing(act.code(0)), lives, at: position)
    var (left, others) = (NormBits.zero, NormBits.zero)
    for block in 0..<index.blocks {
      let apart = matching[block] & uneven[first + block]
      let plain = own.map { matching[block] & rows[$0 + first + block] & ~uneven[first + block] } ?? .zero
      matching[block] = plain | apart
      others |= apart
      left |= plain
    }
    for (number, place) in index.partyPlaces.enumerated() where !left.isEmpty {
      let party = row(of: Thing(act.code(place)), lives, at: position)
      left = .zero
      for block in 0..<index.blocks {
        let free = index.notWantingParties[number * index.blocks + block] | uneven[first + block]
        let kept = matching[block] & (party.map { rows[$0 + first + block] | free } ?? free)
        matching[block] = kept
        left |= kept & ~uneven[first + block]
      }
    }
    return (!left.isEmpty, !others.isEmpty)
  }
}

extension Norm {
  /// Whether it is a prohibition without conditions and reparation, in a clause that binds parties and nobody else.
  fileprivate func isPlainProhibition(_ model: Model) -> Bool {
    let clause = model.clauses[self.clause]
    guard case .no = clause.survives, !clause.isInterim, model.treaties[clause.treaty].binds == nil else {
      return false
    }
    return modality == .forbid && when == nil && unless == nil && reparation == nil
  }
}
