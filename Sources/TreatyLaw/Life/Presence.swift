/// Who is a party of which treaty at the position reached, kept until something changes it: it is asked of every act.
struct Presence {
  /// What was found, behind the stamp under which it was.
  private var slots: [UInt32]
  private var stamps: [UInt32]
  private var counts: [(stamp: UInt32, parties: Int)]
  private let width: Int

  init(treaties: Int, _ actors: [Thing]) {
    width = 1 + Int(actors.map(\.index).max() ?? -1)
    slots = [UInt32](repeating: 0, count: treaties * width)
    stamps = [UInt32](repeating: 1, count: treaties)
    counts = [(UInt32, Int)](repeating: (0, 0), count: treaties)
  }

  /// Something has changed in a treaty's life.
  mutating func forget(_ treaty: Int) {
    stamps[treaty] += 1
    guard stamps[treaty] == 1 << 30 else { return }
    stamps[treaty] = 1
    for slot in treaty * width..<(treaty + 1) * width { slots[slot] = 0 }
    counts[treaty].stamp = 0
  }

  @inline(__always)
  mutating func isParty(_ actor: Thing, _ treaty: Int, _ life: TreatyLife, at position: Position) -> Truth {
    let index = Int(actor.index)
    guard index >= 0, index < width else { return .no }
    let known = slots[treaty * width + index]
    if known >> 2 == stamps[treaty] { return Truth(rawValue: UInt8(known & 3)) ?? .unknown }
    let found = life.isMember(actor, at: position)
    slots[treaty * width + index] = stamps[treaty] << 2 | UInt32(found.rawValue)
    return found
  }

  mutating func countOfParties(_ treaty: Int, _ life: TreatyLife, at position: Position) -> Int {
    if counts[treaty].stamp == stamps[treaty] { return counts[treaty].parties }
    let count = life.members.reduce(0) { $0 + (life.isMember($1, at: position) == .yes ? 1 : 0) }
    counts[treaty] = (stamps[treaty], count)
    return count
  }
}
