/// What waits for a condition: looked at after each act, or only after acts that the condition asks about.
struct Watch {
  private var lists: [[Int]]
  private var count = 0

  /// What has just happened, as far as conditions may have changed with it.
  enum Cause {
    /// An act of a verb of no treaty's life.
    case act(verb: Int)
    /// A deadline ran out.
    case deadline
    /// Anything else.
    case other
  }

  init(verbs: Int) { lists = [[Int]](repeating: [], count: verbs + 1) }

  var isEmpty: Bool { count == 0 }

  mutating func add(_ item: Int, _ condition: Condition?) {
    let places = condition?.asked.map { $0.map { $0 + 1 } } ?? [0]
    for place in places { lists[place].append(item) }
    count += places.count
  }

  /// The lists that are to be looked at.
  func places(after cause: Cause) -> [Int] {
    switch cause {
    case .act(let verb): [0, verb + 1].filter { !lists[$0].isEmpty }
    case .deadline: lists[0].isEmpty ? [] : [0]
    case .other: lists.indices.filter { !lists[$0].isEmpty }
    }
  }

  mutating func take(_ place: Int) -> [Int] {
    defer { lists[place] = [] }
    count -= lists[place].count
    return lists[place]
  }

  /// Puts back what still waits, before what has come since.
  mutating func put(back items: [Int], _ place: Int) {
    lists[place] = items + lists[place]
    count += items.count
  }
}
