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
public struct CivilDuration: Sendable {
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

extension CivilDuration: Hashable {
  /// One day equals 24 hours; months and days are never equal, but for zero of them.
  public static func == (left: CivilDuration, right: CivilDuration) -> Bool {
    if left.unit == right.unit || left.count == 0 || right.count == 0 { return left.count == right.count }
    guard let left = left.minutes, let right = right.minutes else { return false }
    return left == right
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

  var hash: UInt64 { UInt64(bitPattern: minutes ?? Int64(count) &* (1 << 40)) }

  /// Its length in minutes; nothing where it counts months, whose length varies.
  public var minutes: Int64? {
    switch unit {
    case .minutes: Int64(count)
    case .days: Int64(count) * 1440
    case .months: nil
    }
  }
}
