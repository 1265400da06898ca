/// The number of an actor, capability, purpose, treaty, clause, event or value that can stand in a role of an act.
///
/// The caller gives the numbers: equal things have equal numbers.
public struct Thing: Hashable, Comparable, Sendable {
  public let index: Int32

  public init(_ index: Int32) { self.index = index }

  /// Events have the numbers from here on.
  private static let firstEvent: Int32 = 1 << 29

  /// The thing that stands for an event in a role.
  public init(event: Int) { index = Self.firstEvent + Int32(event) }

  /// The number of the event, where it is one.
  public var event: Int? { index >= Self.firstEvent ? Int(index - Self.firstEvent) : nil }

  public static func < (left: Thing, right: Thing) -> Bool { left.index < right.index }
}

/// What stands in a role of an act.
public enum Filler: Hashable, Sendable {
  case thing(Thing)
  /// Left out where omission means nothing.
  case absent
  /// Not established.
  case open
  /// An actor not established.
  case someone
  /// An actor that is not declared: of any kind, party to nothing. Only in possibilities.
  case undeclared

  public var thing: Thing? {
    if case .thing(let thing) = self { return thing }
    return nil
  }

  public var isEstablished: Bool {
    switch self {
    case .thing, .absent: true
    case .open, .someone, .undeclared: false
    }
  }
}

/// A verb with its subject and roles filled.
public struct Act: Hashable, Sendable {
  private var verbNumber: Int32
  private var subjectCode: Int32
  private var objectCode: Int32
  /// In the order of the verb's declaration.
  public var roles: Fillers

  /// The verb's place in `Model.verbs`.
  public var verb: Int {
    get { Int(verbNumber) }
    set { verbNumber = Int32(newValue) }
  }

  public var subject: Filler {
    get { Filler(code: subjectCode) }
    set { subjectCode = newValue.code }
  }

  public var object: Filler {
    get { Filler(code: objectCode) }
    set { objectCode = newValue.code }
  }

  public init(verb: Int, subject: Filler, object: Filler, roles: some Sequence<Filler>) {
    self.init(verb: verb, subject: subject, object: object, roles: Fillers(roles))
  }

  public init(verb: Int, subject: Filler, object: Filler, roles: Fillers = []) {
    verbNumber = Int32(verb)
    subjectCode = subject.code
    objectCode = object.code
    self.roles = roles
  }

  /// What stands in all roles but the subject's.
  public var others: [Filler] { [object] + roles }

  /// What stands in a role, as a number: 0 is the subject, 1 the object.
  @inline(__always)
  func code(_ place: Int) -> Int32 {
    switch place {
    case 0: subjectCode
    case 1: objectCode
    default: roles.code(place - 2)
    }
  }

  /// Whether it is known who did it, with what, and to whom.
  var isEstablished: Bool {
    Filler.isEstablished(code: subjectCode) && Filler.isEstablished(code: objectCode) && roles.areEstablished
  }
}

/// A moment in the order in which the law sees things: the start of a day (entries and ends), then the day's acts, those
/// without a time first, then by time, ties as recorded.
public struct Position: Hashable, Comparable, Sendable {
  /// Kept small, since a log may hold millions; all days of the years 1 to 9999 have room.
  private var dayNumber: Int32
  /// -1 is the start of the day, 0 an act without a time, m + 1 an act in minute m.
  public var minute: Int32
  /// The number of the event.
  public var order: Int32

  public init(day: Int64, minute: Int32, order: Int32) {
    dayNumber = Int32(clamping: day)
    self.minute = minute
    self.order = order
  }

  /// Days since 1970-01-01.
  public var day: Int64 {
    get { Int64(dayNumber) }
    set { dayNumber = Int32(clamping: newValue) }
  }

  /// Before anything that happens on a day.
  public static func start(of day: Int64) -> Position { Position(day: day, minute: -1, order: 0) }
  /// After everything that happens on a day.
  public static func end(of day: Int64) -> Position { Position(day: day, minute: .max, order: .max) }
  public static let never = Position(day: .max, minute: .max, order: .max)

  public static func < (left: Position, right: Position) -> Bool {
    if left.dayNumber != right.dayNumber { return left.dayNumber < right.dayNumber }
    if left.minute != right.minute { return left.minute < right.minute }
    return left.order < right.order
  }

  /// The last position before this one, as far as acts are concerned.
  public var justBefore: Position { Position(day: day, minute: minute, order: order - 1) }
}

/// A recorded act.
public struct Occurrence: Sendable {
  private var number: Int32
  public var act: Act
  public var position: Position

  /// The number of the event, in the order of recording.
  public var index: Int { Int(number) }

  public init(index: Int, act: Act, position: Position) {
    number = Int32(index)
    self.act = act
    self.position = position
  }
}
