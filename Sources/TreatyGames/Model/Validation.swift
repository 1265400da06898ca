extension TreatyGame {
  /// The most actors that a game may have: the tables have a row for each ordered pair.
  public static let maximumActors = 2_000

  /// The largest worth, harm, penalty, burden, relief, image or defiance: what differences are measured against.
  var scale: Double {
    var largest = 0.0
    for capability in capabilities { largest = max(largest, capability.worth, capability.harm) }
    for part in parts { largest = max(largest, part.penalty, part.burden.max() ?? 0, part.relief.max() ?? 0) }
    for actor in actors { largest = max(largest, actor.image, actor.defiance) }
    return largest
  }

  /// Throws where the tables cannot hold the game or a number lies outside of its domain.
  func validate() throws {
    if parts.count > PartSet.capacity { throw GameError.tooManyParts(parts.count) }
    if actors.count > Self.maximumActors, payoff == nil { throw GameError.tooManyActors(actors.count) }
    for (index, capability) in capabilities.enumerated() {
      if capability.serves.count > 64 { throw GameError.tooManyPurposes(capability: index) }
      try check(capability.worth >= 0, "worth", index, capability.worth)
      try check(capability.harm >= 0, "harm", index, capability.harm)
      try check(0...1 ~= capability.attribution, "attribution", index, capability.attribution)
    }
    for (index, purpose) in purposes.enumerated() { try check(0...1 ~= purpose.harm, "harm", index, purpose.harm) }
    for (index, actor) in actors.enumerated() {
      try check(0...1 ~= actor.relative, "relative", index, actor.relative)
      try check(actor.image >= 0, "image", index, actor.image)
      try check(0..<1 ~= actor.patience, "patience", index, actor.patience)
      try check(actor.defiance >= 0, "defiance", index, actor.defiance)
      try check(actor.exposure >= 0, "exposure", index, actor.exposure)
      for appetite in actor.appetite.values { try check(0...1 ~= appetite, "appetite", index, appetite) }
    }
    for (index, part) in parts.enumerated() {
      try check(0...1 ~= part.verification, "verification", index, part.verification)
      try check(part.penalty >= 0, "penalty", index, part.penalty)
      if let salience = part.salience { try check(0...1 ~= salience, "salience", index, salience) }
      for burden in part.burden { try check(burden >= 0, "burden", index, burden) }
      for relief in part.relief { try check(relief >= 0, "relief", index, relief) }
    }
  }

  private func check(_ holds: Bool, _ field: String, _ owner: Int, _ value: Double) throws {
    guard holds, value.isFinite else { throw GameError.outOfDomain(field: field, owner: owner, value: value) }
  }
}
