/// A prohibition that an act breaches, or may breach.
public struct Offence: Sendable {
  /// That of the act.
  public let position: Position
  private let numbers: (event: Int32, norm: Int32, clause: Int32)
  public let actor: Thing
  public let truth: Truth

  public var event: Int { Int(numbers.event) }
  public var norm: Int { Int(numbers.norm) }
  public var clause: Int { Int(numbers.clause) }

  @inline(__always)
  init(_ record: OffenceRecord, of event: Int, clause: Int, at position: Position) {
    self.position = position
    numbers = (Int32(event), Int32(record.norm), Int32(clause))
    actor = record.actor
    truth = record.truth
  }
}

/// An offence as it is kept, since there may be many more of them than acts.
struct OffenceRecord: Sendable {
  private var numbers: (place: Int32, norm: Int32)
  let actor: Thing
  let truth: Truth

  /// Where the act stands in the log.
  var place: Int { Int(numbers.place) }
  var norm: Int { Int(numbers.norm) }

  @inline(__always)
  init(place: Int, norm: Int, actor: Thing, truth: Truth) {
    numbers = (Int32(place), Int32(norm))
    self.actor = actor
    self.truth = truth
  }
}

extension Chronicle {
  func offence(_ place: Int) -> Offence {
    let record = offences[place]
    let occurrence = log[record.place]
    return Offence(record, of: occurrence.index, clause: clauseOfNorm[record.norm], at: occurrence.position)
  }

  func positionOfOffence(_ place: Int) -> Position { log[offences[place].place].position }

  /// The first place from which on offences lie behind a position, or at it.
  func firstOffence(from position: Position, isBehind: Bool = false) -> Int {
    offences.indices.partitioningIndex { place in
      let at = positionOfOffence(place)
      return isBehind ? at > position : at >= position
    }
  }
}
