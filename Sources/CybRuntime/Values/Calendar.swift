/// A date or a moment of the proleptic Gregorian calendar, in UTC, to the minute.
public struct Moment: Hashable, Sendable {
  /// Minutes since 1970-01-01T00:00 UTC.
  public var minutes: Int64
  /// Whether the hour and minute are part of it; a plain date is the start of its day.
  public var hasTime: Bool

  public init(minutes: Int64, hasTime: Bool) {
    self.minutes = minutes
    self.hasTime = hasTime
  }
}

/// A span of civil time: of months, of days, or of minutes; one unit at a time, since months and days do not compare.
public struct CivilDuration: Hashable, Sendable {
  public enum Unit: UInt8, Sendable {
    case minutes, days, months
  }

  public var count: Int32
  public var unit: Unit

  public init(count: Int32, unit: Unit) {
    self.count = count
    self.unit = unit
  }
}
