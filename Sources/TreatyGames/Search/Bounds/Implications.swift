// What it implies for the open actors that the actor at hand is to stay where it is.
extension SearchDifference {
  /// Begins to find out where open actors must be for the actor at hand to stay where it is.
  func beginImplications() {
    for other in open {
      maySign[other] = false
      mayStay[other] = false
    }
  }

  /// Takes up what the bounds in the present mode leave possible; call it for every mode.
  ///
  /// - Returns: Whether the actor may want to stay where it is.
  func addImplications(isMember: Bool, _ fewest: Int, _ greatest: Int) -> Bool {
    let tolerance = tables.tolerance
    if mode == .dead {
      let isPossible = (image > tolerance) == isMember
      if isPossible { permitAll() }
      return isPossible
    }
    guard isMember else {
      honourAll()
      if evaluate(isHigh: false, fewest, greatest) > tolerance { return false }
      for other in open {
        let rest = unsized - min(slopes[other], 0)
        if rest <= tolerance { mayStay[other] = true }
        if rest + slopes[other] <= tolerance { maySign[other] = true }
      }
      return true
    }
    var isPossible = false
    forEachChoice {
      if evaluate(isHigh: true, fewest, greatest) <= tolerance { return true }
      isPossible = true
      var isFree = true
      for other in open {
        let rest = unsized - max(slopes[other], 0)
        if rest > tolerance { mayStay[other] = true }
        if rest + slopes[other] > tolerance { maySign[other] = true }
        if !(mayStay[other] && maySign[other]) { isFree = false }
      }
      return !isFree
    }
    return isPossible
  }

  func permitAll() {
    for other in open {
      maySign[other] = true
      mayStay[other] = true
    }
  }

  /// How much another's signing changes the bound that was taken last.
  func slope(_ other: Int) -> Double { slopes[other] }
  /// How far that bound is from where it would tell.
  var margin: Double { abs(unsized - tables.tolerance) }

  /// The open actors.
  var openActors: [Int] { open }

  /// Where an open actor must be; nothing where it may be either way.
  func implied(_ other: Int) -> Bool? { maySign[other] == mayStay[other] ? nil : maySign[other] }
}
