import CybSyntax

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

  /// So many of a unit; an error where they do not fit.
  init(exactly count: Int64, _ unit: Unit) throws {
    guard let count = Int32(exactly: count) else { throw Self.overflow }
    self.init(count: count, unit: unit)
  }

  /// So many of a unit. A fraction must come out even in months or, for the others, in minutes: 1.5 hours are 90
  /// minutes and half a year is 6 months, but half a month is none.
  public init(_ number: Double, _ unit: DurationUnit) throws {
    let (factor, base): (Double, Unit) =
      switch unit {
      case .minutes: (1, .minutes)
      case .hours: (60, .minutes)
      case .days: (1, .days)
      case .weeks: (7, .days)
      case .months: (1, .months)
      case .years: (12, .months)
      }
    self = try CivilDuration(whole: number * factor, base)
  }

  /// A number of months, days or minutes that must come out even.
  init(whole number: Double, _ unit: Unit) throws {
    let rounded = number.rounded()
    guard abs(number) <= Double(Int32.max) else { throw Self.overflow }
    if abs(number - rounded) <= 1e-9 * max(1, abs(number)) {
      self.init(count: Int32(rounded), unit: unit)
    } else if unit == .days {
      try self.init(whole: number * 1440, .minutes)
    } else {
      throw Failure(
        "cyb-fractional-duration", "a duration must be a whole number of \(unit == .months ? "months" : "minutes")",
        help: unit == .months ? "months differ in length, so a part of one is no fixed time; count days instead" : nil)
    }
  }

  static var overflow: Failure {
    Failure("cyb-duration-overflow", "the duration is too long: more than 2147483647 months, days or minutes")
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
    case .months: count == 0 ? 0 : nil
    }
  }
}

extension CivilDuration {
  public func negated() throws -> CivilDuration { try CivilDuration(exactly: -Int64(count), unit) }

  /// The sum, in the smaller of the two units; months and days do not add up.
  public func adding(_ other: CivilDuration) throws -> CivilDuration {
    if unit == other.unit { return try CivilDuration(exactly: Int64(count) + Int64(other.count), unit) }
    if count == 0 { return other }
    if other.count == 0 { return self }
    guard let left = minutes, let right = other.minutes else { throw mixed(with: other) }
    return try CivilDuration(exactly: left + right, .minutes)
  }

  /// Both counts in a common unit.
  func aligned(with other: CivilDuration) throws -> (Int64, Int64) {
    if unit == other.unit { return (Int64(count), Int64(other.count)) }
    if other.count == 0 { return (Int64(count), 0) }
    if count == 0 { return (0, Int64(other.count)) }
    guard let left = minutes, let right = other.minutes else { throw mixed(with: other) }
    return (left, right)
  }

  private func mixed(with other: CivilDuration) -> Failure {
    Failure(
      "cyb-mixed-durations", "\(self) and \(other) do not compare, since months differ in length",
      help: "compare dates instead, as in `d + \(self) < d + \(other)`")
  }
}

extension CivilDuration: CustomStringConvertible {
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `90 days`, `36 hours`, `1 month`, `2 years`: in the largest unit of its kind that comes out even (days are
  /// never gathered into weeks, hours never into days).
  func write(to bytes: inout [UInt8]) {
    let (number, name): (Int32, StaticString) =
      switch unit {
      case .minutes: count % 60 == 0 && count != 0 ? (count / 60, "hour") : (count, "minute")
      case .days: (count, "day")
      case .months: count % 12 == 0 && count != 0 ? (count / 12, "year") : (count, "month")
      }
    bytes.append(contentsOf: String(number).utf8)
    bytes.append(0x20)
    bytes.append(contentsOf: "\(name)".utf8)
    if number != 1 && number != -1 { bytes.append(0x73) }
  }
}
