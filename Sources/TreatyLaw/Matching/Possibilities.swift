// What an act may have been, where roles of it are not established (three-valued matching).
extension Model {
  /// The acts that an act with roles not established could be: actors that hold the capability, capabilities that the
  /// actor holds, purposes that the capability serves, taken together. `someone` may also be undeclared. What is recorded
  /// is never doubted; where no combination is left the act itself is returned, its open roles matching nothing for sure.
  public func possibilities(of act: Act) -> [Act] {
    if act.isEstablished { return [act] }
    let verb = verbs[act.verb]
    let models = [verb.object] + verb.roles.map(Optional.some)
    var found: [Act] = []
    for subject in candidates(act.subject, .actor) {
      var partial = act
      partial.subject = subject
      expand(partial, act, models, 0, &found)
    }
    return found.isEmpty ? [act] : found
  }

  private func candidates(_ filler: Filler, _ model: RoleModel?) -> [Filler] {
    switch (filler, model) {
    case (.thing, _), (.absent, _), (.undeclared, _): [filler]
    case (.someone, _), (.open, .actor?): actors.map { .thing($0) } + [.undeclared]
    case (.open, .capability?): capabilities.map { .thing($0) }
    case (.open, .purpose?): purposes.map { .thing($0) }
    case (.open, _): [.open]
    }
  }

  private func expand(_ partial: Act, _ original: Act, _ models: [RoleModel?], _ index: Int, _ found: inout [Act]) {
    guard index < models.count else {
      found.append(partial)
      return
    }
    let filler = index == 0 ? original.object : original.roles[index - 1]
    for candidate in candidates(filler, models[index]) {
      var next = partial
      if index == 0 { next.object = candidate } else { next.roles[index - 1] = candidate }
      if isPossible(next, original, models, upTo: index) { expand(next, original, models, index + 1, &found) }
    }
  }

  /// Whether the actor holds the capability and it serves the purpose, wherever one of the two is not established.
  private func isPossible(_ act: Act, _ original: Act, _ models: [RoleModel?], upTo index: Int) -> Bool {
    func filler(_ act: Act, _ place: Int) -> Filler { place == 0 ? act.object : act.roles[place - 1] }
    for place in 0...index {
      guard case .capability? = models[place], case .thing(let capability) = filler(act, place) else { continue }
      let isGiven = filler(original, place).isEstablished
      if !(isGiven && original.subject.isEstablished), case .thing(let actor) = act.subject,
        !(holds[actor]?.contains(capability) ?? false)
      {
        return false
      }
      for other in 0...index {
        guard case .purpose? = models[other], case .thing(let purpose) = filler(act, other) else { continue }
        if isGiven, filler(original, other).isEstablished { continue }
        if !(serves[capability]?.contains(purpose) ?? false) { return false }
      }
    }
    return true
  }
}
