import CybSyntax

/// Entities by the place of their name in one file.
///
/// Most are added in the order of the text, and looked up more often than added: a sorted list. No dictionary, since the
/// first one with keys of a type of our own has Swift's runtime search through all conformances, a tenth of starting up.
struct PlaceTable {
  private var starts: [UInt32] = []
  private var entities: [EntityID] = []

  subscript(place: Span) -> EntityID? {
    get {
      let index = position(of: place.start)
      return index < starts.count && starts[index] == place.start ? entities[index] : nil
    }
    set {
      guard let newValue else { return }
      let index = position(of: place.start)
      if index < starts.count, starts[index] == place.start {
        entities[index] = newValue
      } else {
        starts.insert(place.start, at: index)
        entities.insert(newValue, at: index)
      }
    }
  }

  /// The first position whose place is not before one.
  private func position(of start: UInt32) -> Int {
    guard let last = starts.last, start <= last else { return starts.count }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
