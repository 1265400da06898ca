/// A breach: of a prohibition by an act, or of a duty by its not being met.
public enum Breach: Sendable {
  case act(Offence)
  indirect case omission(Duty)

  public var truth: Truth {
    switch self {
    case .act(let offence): offence.truth
    case .omission(let duty): duty.certainty
    }
  }

  public var at: Position {
    switch self {
    case .act(let offence): offence.position
    case .omission(let duty): duty.breachedAt ?? duty.start
    }
  }

  public var clause: Int {
    switch self {
    case .act(let offence): offence.clause
    case .omission(let duty): duty.norm.clause
    }
  }

  public var actor: Thing {
    switch self {
    case .act(let offence): offence.actor
    case .omission(let duty): duty.debtor
    }
  }
}

/// Breaches in the order of their dates; at the same moment acts come before duties not met. Each is made when it is asked
/// for, since there may be more of them than acts.
public struct Breaches: RandomAccessCollection {
  private let offences: Ledger<OffenceRecord>
  private let suspects: [Int: Thing]
  private let log: Ledger<Occurrence>
  private let clauseOfNorm: [Int]
  private let duties: [Duty]
  private let order: Order

  private enum Order {
    case acts(Range<Int>)
    /// Places of offences, and the complements of places in `duties`.
    case mixed([Int32])
  }

  /// - Parameters:
  ///   - acts: Places of offences, in order.
  ///   - duties: Those that were not met.
  init(_ acts: some RandomAccessCollection<Int>, _ duties: [Duty], of chronicle: Chronicle) {
    let (offences, log) = (chronicle.offences, chronicle.log)
    self.offences = offences
    self.log = log
    suspects = chronicle.suspects
    clauseOfNorm = chronicle.clauseOfNorm
    self.duties = duties.map { (at: Breach.omission($0).at, duty: $0) }.sorted { $0.at < $1.at }.map(\.duty)
    if duties.isEmpty, let range = acts as? Range<Int> {
      order = .acts(range)
      return
    }
    var order: [Int32] = []
    order.reserveCapacity(acts.count + duties.count)
    var next = 0
    var at = self.duties.first.map { Breach.omission($0).at } ?? .never
    for act in acts {
      let position = log[offences[act].place].position
      while at < position {
        order.append(~Int32(next))
        next += 1
        at = next < self.duties.count ? Breach.omission(self.duties[next]).at : .never
      }
      order.append(Int32(act))
    }
    order += (next..<self.duties.count).map { ~Int32($0) }
    self.order = .mixed(order)
  }

  public var startIndex: Int { 0 }

  public var endIndex: Int {
    switch order {
    case .acts(let range): range.count
    case .mixed(let order): order.count
    }
  }

  public subscript(index: Int) -> Breach {
    switch order {
    case .acts(let range): return act(range.lowerBound + index)
    case .mixed(let order):
      let place = Int(order[index])
      return place < 0 ? .omission(duties[~place]) : act(place)
    }
  }

  private func act(_ place: Int) -> Breach {
    let record = offences[place]
    let (event, position) = (log[record.place].index, log[record.place].position)
    let actor = suspects[place] ?? Thing(log[record.place].act.code(0))
    return .act(Offence(record, of: event, by: actor, clause: clauseOfNorm[record.norm], at: position))
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  /// Goes through them a piece of the offences at a time, where all acts in breach are asked for and nothing else.
  public struct Iterator: IteratorProtocol {
    private let breaches: Breaches
    private var index = 0
    private var piece: [OffenceRecord] = []
    /// Where the piece begins.
    private var first = 0
    private var place = -1
    private var event = 0
    private var actor = Thing(0)
    private var position = Position.never

    fileprivate init(_ breaches: Breaches) { self.breaches = breaches }

    public mutating func next() -> Breach? {
      guard case .acts(let range) = breaches.order, breaches.suspects.isEmpty else {
        guard index < breaches.endIndex else { return nil }
        index += 1
        return breaches[index - 1]
      }
      let offence = range.lowerBound + index
      guard offence < range.upperBound else { return nil }
      index += 1
      if offence - first >= piece.count { (piece, first) = breaches.offences.piece(around: offence) }
      let record = piece[offence - first]
      if record.place != place {
        place = record.place
        event = breaches.log[place].index
        actor = Thing(breaches.log[place].act.code(0))
        position = breaches.log[place].position
      }
      return .act(Offence(record, of: event, by: actor, clause: breaches.clauseOfNorm[record.norm], at: position))
    }
  }
}
