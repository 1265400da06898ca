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
  init(_ record: OffenceRecord, of event: Int, by actor: Thing, clause: Int, at position: Position) {
    self.position = position
    numbers = (Int32(event), Int32(record.norm), Int32(clause))
    self.actor = actor
    truth = record.truth
  }
}

/// An offence as it is kept, since there may be many more of them than acts.
struct OffenceRecord: Sendable {
  private let placeNumber: Int32
  /// Twice the norm's number; and 1 where the offence is not sure.
  private let normNumber: Int32

  /// Where the act stands in the log.
  var place: Int { Int(placeNumber) }
  var norm: Int { Int(normNumber >> 1) }
  var truth: Truth { normNumber & 1 == 0 ? .yes : .unknown }

  @inline(__always)
  init(place: Int, norm: Int, isSure: Bool) {
    placeNumber = Int32(truncatingIfNeeded: place)
    normNumber = Int32(truncatingIfNeeded: norm << 1 | (isSure ? 0 : 1))
  }
}

extension Chronicle {
  func offence(_ place: Int) -> Offence {
    let record = offences[place]
    let occurrence = log[record.place]
    return Offence(
      record, of: occurrence.index, by: offender(of: place), clause: clauseOfNorm[record.norm], at: occurrence.position)
  }

  /// Who committed it, or may have.
  func offender(of place: Int) -> Thing {
    (suspects.isEmpty ? nil : suspects[place]) ?? Thing(log[offences[place].place].act.code(0))
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
