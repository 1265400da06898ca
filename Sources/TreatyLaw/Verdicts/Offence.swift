/// A prohibition that an act breaches, or may breach.
public struct Offence: Sendable {
  /// That of the act.
  public let position: Position
  private let record: OffenceRecord
  private let clauseNumber: Int32

  public var event: Int { record.event }
  public var norm: Int { record.norm }
  public var clause: Int { Int(clauseNumber) }
  public var actor: Thing { record.actor }
  public var truth: Truth { record.truth }

  fileprivate init(_ record: OffenceRecord, clause: Int, at position: Position) {
    self.record = record
    self.position = position
    clauseNumber = Int32(clause)
  }
}

/// An offence as it is kept, since there may be many more of them than acts.
struct OffenceRecord: Sendable {
  private var numbers: (event: Int32, norm: Int32)
  let actor: Thing
  let truth: Truth

  var event: Int { Int(numbers.event) }
  var norm: Int { Int(numbers.norm) }

  init(event: Int, norm: Int, actor: Thing, truth: Truth) {
    numbers = (Int32(event), Int32(norm))
    self.actor = actor
    self.truth = truth
  }
}

extension Chronicle {
  func offence(_ place: Int) -> Offence {
    let record = offences[place]
    return Offence(record, clause: clauseOfNorm[record.norm], at: positionOfOffence(place))
  }

  func positionOfOffence(_ place: Int) -> Position { log[Int(places[offences[place].event])].position }

  /// The first place from which on offences lie behind a position, or at it.
  func firstOffence(from position: Position, isBehind: Bool = false) -> Int {
    offences.indices.partitioningIndex { place in
      let at = positionOfOffence(place)
      return isBehind ? at > position : at >= position
    }
  }
}
