/// Lists of duties by a row (a norm or a verb) and the debtor, in pieces that copies share.
struct DutyBook {
  private var rows: [ThingTable<[Int]>]

  init(rows count: Int) { rows = [ThingTable<[Int]>](repeating: ThingTable(), count: count) }

  /// An empty list and none are the same.
  subscript(row: Int, debtor: Thing) -> [Int] {
    @inline(__always) get { rows[row][debtor] ?? [] }
    _modify { yield &rows[row][debtor, default: []] }
  }

  /// All lists of a row, one after the other.
  func all(_ row: Int) -> [Int] { rows[row].keys.flatMap { rows[row][$0] ?? [] } }
}
