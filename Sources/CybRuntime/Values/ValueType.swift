extension Value {
  public var type: ValueType {
    switch self {
    case .undefined, .nothing: .nothing
    case .truth: .truth
    case .number: .number
    case .date: .date
    case .duration: .duration
    case .entity: .entity
    case .kind: .kind
    case .event: .event
    case .object(let object):
      switch object.tag {
      case .text: .text
      case .list: .list
      case .set: .set
      case .map: .map
      case .record: .record
      case .function, .cell: .function
      case .range: .range
      }
    }
  }

  /// The type with its article, for messages: `a list`, `nothing`.
  public var typePhrase: String {
    switch type {
    case .nothing: "nothing"
    case .event, .entity: "an \(type.rawValue)"
    default: "a \(type.rawValue)"
    }
  }
}

extension ValueType {
  /// In messages: `lists`, `entities`.
  var plural: String {
    switch self {
    case .nothing: "nothing"
    case .entity: "entities"
    default: rawValue + "s"
    }
  }
}
