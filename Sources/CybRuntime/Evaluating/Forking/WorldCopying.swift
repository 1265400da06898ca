extension World {
  /// A world that starts with the same content and then goes its own way; they share no values.
  convenience init(copying other: World, with copier: inout ValueCopier) {
    self.init()
    kinds = other.kinds
    for index in kinds.indices { kinds[index].defaults = copier.copy(kinds[index].defaults) }
    entities = other.entities
    for index in entities.indices {
      entities[index].fields = entities[index].fields.map { copier.copy($0) }
      entities[index].norms = entities[index].norms.map { $0.copied(with: &copier) }
    }
    declared = other.declared
    verbs = other.verbs
    events = other.events
    for index in events.indices { events[index].act = copier.copy(events[index].act) }
    version = other.version
    // Stamps of savepoints are copied with the entities, so that numbers given later must be new here too.
    journal.stamp = other.journal.stamp
    journal.lastStamp = other.journal.lastStamp
  }
}

extension ValueCopier {
  fileprivate mutating func copy(_ act: Act) -> Act {
    var act = act
    act.subject = copy(act.subject)
    act.object = copy(act.object)
    for index in act.roles.indices { act.roles[index] = copy(act.roles[index]) }
    return act
  }

  private mutating func copy(_ filler: Filler) -> Filler {
    guard case .value(let value) = filler else { return filler }
    return .value(copy(value))
  }

  fileprivate mutating func copy(_ pattern: NormRecord.Pattern) -> NormRecord.Pattern {
    var pattern = pattern
    switch pattern.extent {
    case .value(let value): pattern.extent = .value(copy(value))
    case .values(let values): pattern.extent = .values(values.map { copy($0) })
    default: break
    }
    return pattern
  }

  fileprivate mutating func copy(_ act: NormRecord.ActPattern) -> NormRecord.ActPattern {
    var act = act
    act.object = act.object.map { copy($0) }
    act.roles = act.roles.map { role in role.map { copy($0) } }
    return act
  }
}

extension NormRecord {
  fileprivate func copied(with copier: inout ValueCopier) -> NormRecord {
    let limit: Deadline? =
      switch deadline {
      case .within(let function): .within(copier.copy(function))
      case .by(let function): .by(copier.copy(function))
      case nil: nil
      }
    return NormRecord(
      modality: modality, subject: copier.copy(subject), act: copier.copy(act), when: when.map { copier.copy($0) },
      unless: unless.map { copier.copy($0) }, condition: condition.map { copier.copy($0) }, deadline: limit,
      trigger: trigger.map { (copier.copy($0.subject), copier.copy($0.act)) },
      reparation: reparation.map { $0.copied(with: &copier) }, names: names, span: span)
  }
}
