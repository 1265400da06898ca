// Going on from where a chronicle stood, without going through all of it again.
extension Chronicle {
  /// A copy that goes its own way; what both have gone through is shared until one changes it.
  public func fork() -> Chronicle {
    let copy = Chronicle(copying: self)
    copy.checkpoints = checkpoints
    return copy
  }

  /// The chronicle with more acts, wherever they lie: gone through anew from the last checkpoint before the earliest of
  /// them.
  public func inserting(_ occurrences: [Occurrence]) -> Chronicle {
    var new = occurrences
    for index in new.indices { chronologically(&new[index]) }
    new.sort { $0.position < $1.position }
    guard let first = new.first?.position else { return fork() }
    let place = log.partitioningIndex { $0.position > first }
    let base: Chronicle
    let isBehind = reached < first
    if isBehind {
      base = self
    } else if let known = checkpoints.last(where: { $0.reached < first && $0.cursor <= place }) {
      base = known
    } else {
      return Chronicle(model, log: Array(log) + occurrences)
    }
    let copy = Chronicle(copying: base)
    copy.checkpoints = checkpoints.filter { $0.cursor <= base.cursor && $0.reached < first }
    copy.log = log
    copy.log.cut(to: place)
    copy.places = places
    var rest = log[place...].makeIterator()
    var later = rest.next()
    for occurrence in new {
      while let next = later, next.position <= occurrence.position {
        copy.take(next)
        later = rest.next()
      }
      copy.take(occurrence)
    }
    while let next = later {
      copy.take(next)
      later = rest.next()
    }
    return copy
  }

  /// How many acts are gone through between two checkpoints.
  static let usualCheckpointDistance = 16_384

  func keepCheckpoint() {
    guard cursor >= checkpointDistance + (checkpoints.last?.cursor ?? 0) else { return }
    // A checkpoint knows the log only up to itself: `inserting` gives it the rest.
    let checkpoint = Chronicle(copying: self)
    checkpoint.forgetFinders()
    checkpoints.append(checkpoint)
  }
}
