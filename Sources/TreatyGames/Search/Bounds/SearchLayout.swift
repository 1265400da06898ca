/// The tables of a search laid out flat: what the inner loops of its bounds run over.
///
/// Patterns of all actors are numbered through, and so are the *places*: what the clauses make of one tool of one actor
/// against one of its targets.
final class SearchLayout {
  /// What the clauses make of one tool of one actor against some of its targets (``SearchTables/Pattern``).
  struct Pattern {
    var slots: Int
    /// Where its slots begin in `gain`, `harm` and `mask`.
    var firstSlot: Int
    var open: UInt64
    var tempting: UInt64
    var forbidden: UInt64
    var asked: PartSet
    var attribution: Double
    /// Its ``SearchLayout/Group``s and ``SearchLayout/Telling``s.
    var firstGroup = 0
    var endGroup = 0
    var firstTelling = 0
    var endTelling = 0

    /// What can be done and is forbidden.
    @inline(__always)
    var banned: UInt64 { open & forbidden }
  }

  /// The open slots of a pattern that the same parts forbid.
  struct Group {
    var slots: UInt64
    var mask: Int
  }

  /// The slots of a pattern that a part forbids, wanted or not.
  struct Telling {
    var part: Int
    var slots: UInt64
  }

  /// A set of parts that forbid something together.
  struct Mask {
    var parts: PartSet
    /// The reciprocal ones.
    var shares: PartSet
  }

  /// Another actor that may aim at this one.
  struct Aimer {
    var actor: Int
    var place: Int
    var tools: Int
    /// κ with which this one minds what the other has.
    var weight: Double
  }

  /// Another actor whose membership can matter to this one: the places of what each aims at the other, −1 for none.
  struct Contact {
    var other: Int
    var ownPlace: Int
    var theirPlace: Int
    var theirTools: Int
    var weight: Double
  }

  let tables: SearchTables
  let count: Int
  let parts: Int
  let patterns: FlatBuffer<Pattern>
  /// By actor, its first pattern; one more at the end.
  let firstPattern: FlatBuffer<Int>
  let gain: FlatBuffer<Double>
  let harm: FlatBuffer<Double>
  let mask: FlatBuffer<Int>
  let groups: FlatBuffer<Group>
  let tellings: FlatBuffer<Telling>
  let masks: FlatBuffer<Mask>
  /// By place, the pattern against a party and against an outsider.
  let inside: FlatBuffer<Int>
  let outside: FlatBuffer<Int>
  let tools: FlatBuffer<Int>
  let firstPlace: FlatBuffer<Int>
  /// By actor, where its targets begin in `targets`.
  let firstTarget: FlatBuffer<Int>
  let targets: FlatBuffer<Int>
  let firstAimer: FlatBuffer<Int>
  let aimers: FlatBuffer<Aimer>
  let firstContact: FlatBuffer<Int>
  let contacts: FlatBuffer<Contact>
  let firstRival: FlatBuffer<Int>
  let rivals: FlatBuffer<Int>
  let exposure: FlatBuffer<Double>
  let rivalWeight: FlatBuffer<Double>
  let owing: FlatBuffer<PartSet>
  let isDuty: FlatBuffer<Bool>
  /// Whether some part forbids something against outsiders.
  let hasOuterBans: Bool
  let mindsRivals: Bool

  init(_ tables: SearchTables) {
    self.tables = tables
    count = tables.count
    parts = tables.game.parts.count
    var (patterns, firstPattern, gain, harm): ([Pattern], [Int], [Double], [Double]) = ([], [0], [], [])
    var (mask, groups, tellings, masks): ([Int], [Group], [Telling], [Mask]) = ([], [], [], [])
    var known: [PartSet: Int] = [:]
    for actor in 0..<tables.count {
      for source in tables.patterns[actor] {
        let tool = tables.tools[actor][source.tool]
        var pattern = Pattern(
          slots: source.masks.count, firstSlot: gain.count, open: source.open, tempting: source.tempting,
          forbidden: source.forbidden, asked: source.asked, attribution: tool.attribution)
        pattern.firstGroup = groups.count
        pattern.firstTelling = tellings.count
        var telling: [Int: UInt64] = [:]
        var grouped: [Int: UInt64] = [:]
        for (slot, parts) in source.masks.enumerated() {
          gain.append(tool.gain[slot])
          harm.append(tool.harm[slot])
          let number = known[parts] ?? masks.count
          if number == masks.count {
            known[parts] = number
            masks.append(Mask(parts: parts, shares: parts.intersection(tables.reciprocal)))
          }
          mask.append(number)
          for part in parts { telling[part, default: 0] |= 1 << UInt64(slot) }
          if pattern.banned >> UInt64(slot) & 1 == 1 { grouped[number, default: 0] |= 1 << UInt64(slot) }
        }
        groups += grouped.keys.sorted().map { Group(slots: grouped[$0] ?? 0, mask: $0) }
        tellings += telling.keys.sorted().map { Telling(part: $0, slots: telling[$0] ?? 0) }
        pattern.endGroup = groups.count
        pattern.endTelling = tellings.count
        patterns.append(pattern)
      }
      firstPattern.append(patterns.count)
    }
    var (inside, outside, firstPlace, firstTarget, targets): ([Int], [Int], [Int], [Int], [Int]) = ([], [], [], [0], [])
    for actor in 0..<tables.count {
      firstPlace.append(inside.count)
      inside += tables.inside[actor].map { firstPattern[actor] + $0 }
      outside += tables.outside[actor].map { firstPattern[actor] + $0 }
      targets += tables.targets[actor]
      firstTarget.append(targets.count)
    }
    let tools = tables.tools.map(\.count)
    func weight(_ actor: Int, towards other: Int) -> Double {
      tables.game.actors[actor].rivals.contains(other) ? tables.rivalWeight[actor] : 0
    }
    var (aimers, firstAimer, contacts, firstContact): ([Aimer], [Int], [Contact], [Int]) = ([], [0], [], [0])
    var (rivals, firstRival): ([Int], [Int]) = ([], [0])
    for actor in 0..<tables.count {
      aimers += tables.aimers[actor].map { other, number in
        Aimer(
          actor: other, place: firstPlace[other] + number * tools[other], tools: tools[other],
          weight: weight(actor, towards: other))
      }
      firstAimer.append(aimers.count)
      func place(_ from: Int, _ to: Int) -> Int {
        let number = tables.position[from * tables.count + to]
        return number < 0 || tools[from] == 0 ? -1 : firstPlace[from] + number * tools[from]
      }
      contacts += tables.contacts[actor].map { other in
        Contact(
          other: other, ownPlace: place(actor, other), theirPlace: place(other, actor), theirTools: tools[other],
          weight: weight(actor, towards: other))
      }
      firstContact.append(contacts.count)
      rivals += tables.rivals[actor]
      firstRival.append(rivals.count)
    }
    hasOuterBans = tables.eligible.contains { actor in
      outside[firstPlace[actor]..<firstPlace[actor] + tables.outside[actor].count].contains {
        patterns[$0].forbidden != 0
      }
    }
    mindsRivals = tables.rivalWeight.contains { $0 > 0 }
    self.patterns = FlatBuffer(patterns)
    self.firstPattern = FlatBuffer(firstPattern)
    self.gain = FlatBuffer(gain)
    self.harm = FlatBuffer(harm)
    self.mask = FlatBuffer(mask)
    self.groups = FlatBuffer(groups)
    self.tellings = FlatBuffer(tellings)
    self.masks = FlatBuffer(masks)
    self.inside = FlatBuffer(inside)
    self.outside = FlatBuffer(outside)
    self.tools = FlatBuffer(tools)
    self.firstPlace = FlatBuffer(firstPlace)
    self.firstTarget = FlatBuffer(firstTarget)
    self.targets = FlatBuffer(targets)
    self.firstAimer = FlatBuffer(firstAimer)
    self.aimers = FlatBuffer(aimers)
    self.firstContact = FlatBuffer(firstContact)
    self.contacts = FlatBuffer(contacts)
    self.firstRival = FlatBuffer(firstRival)
    self.rivals = FlatBuffer(rivals)
    exposure = FlatBuffer(tables.game.actors.map(\.exposure))
    rivalWeight = FlatBuffer(tables.rivalWeight)
    owing = FlatBuffer(tables.owing)
    isDuty = FlatBuffer(tables.game.parts.map { $0.kind == .duty })
  }

  deinit {
    patterns.free()
    firstPattern.free()
    gain.free()
    harm.free()
    mask.free()
    groups.free()
    tellings.free()
    masks.free()
    inside.free()
    outside.free()
    tools.free()
    firstPlace.free()
    firstTarget.free()
    targets.free()
    firstAimer.free()
    aimers.free()
    firstContact.free()
    contacts.free()
    firstRival.free()
    rivals.free()
    exposure.free()
    rivalWeight.free()
    owing.free()
    isDuty.free()
  }

  /// d_c of a slot that the part forbids, from how many slots of the tool tell where these are done.
  @inline(__always)
  func detection(_ telling: Telling, _ pattern: Pattern, verification: Double, done: UInt64) -> Double {
    let legible = (pattern.forbidden & (~done | telling.slots)).nonzeroBitCount
    return verification + (1 - verification) * pattern.attribution * Double(legible) / Double(max(pattern.slots, 1))
  }
}
