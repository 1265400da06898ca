/// Finds the entries of a growing list by a row (a norm or clause) and a thing. What has been appended is taken in when
/// somebody asks, so that appending costs nothing; copies share what they have taken in.
struct Finder {
  /// The latest entry for each row and thing, or -1.
  private var latest: [[Int32]]
  /// For each entry, the one before it for the same row and thing, or -1.
  private var previous = Ledger<Int32>()

  init(rows: Int) { latest = [[Int32]](repeating: [], count: rows) }

  /// Takes in the entries up to a count.
  mutating func extend(to count: Int, key: (Int) -> (row: Int, thing: Thing)) {
    while previous.count < count {
      let (row, thing) = key(previous.count)
      let number = Int(thing.index)
      let missing = number + 1 - latest[row].count
      if missing > 0 { latest[row].append(contentsOf: repeatElement(-1, count: missing)) }
      let new = Int32(previous.count)
      previous.append(latest[row][number])
      latest[row][number] = new
    }
  }

  /// The places of entries, the latest first.
  func places(_ row: Int, _ thing: Thing) -> some Sequence<Int> {
    let number = Int(thing.index)
    let last = number >= 0 && number < latest[row].count ? latest[row][number] : -1
    return sequence(state: last) { [previous] place -> Int? in
      guard place >= 0 else { return nil }
      defer { place = previous[Int(place)] }
      return Int(place)
    }
  }

  /// Those with entries in a row.
  func things(_ row: Int) -> [Thing] {
    latest[row].indices.filter { latest[row][$0] >= 0 }.map { Thing(Int32($0)) }
  }
}
