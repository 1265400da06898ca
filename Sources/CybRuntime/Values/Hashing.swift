extension Value: Hashable {
  /// Structural equality, two-valued: what set membership and map keys go by. `unknown` equals itself here.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.undefined, .undefined), (.nothing, .nothing): true
    case (.truth(let a), .truth(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.date(let a), .date(let b)): a.minutes == b.minutes
    case (.duration(let a), .duration(let b)): a.equals(b)
    case (.entity(let a), .entity(let b)): a == b
    case (.kind(let a), .kind(let b)): a == b
    case (.event(let a), .event(let b)): a == b
    case (.object(let a), .object(let b)): a === b || a.equals(b)
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .undefined, .nothing: hasher.combine(0)
    case .truth(let truth): hasher.combine(truth)
    case .number(let number): hasher.combine(number)
    case .date(let date): hasher.combine(date.minutes)
    case .duration(let duration): duration.hash(into: &hasher)
    case .entity(let entity): hasher.combine(entity)
    case .kind(let kind): hasher.combine(kind)
    case .event(let event): hasher.combine(event)
    case .object(let object): object.hash(into: &hasher)
    }
  }
}
