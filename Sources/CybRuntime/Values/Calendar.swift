/// A date or a moment of the proleptic Gregorian calendar, in UTC, to the minute; years 1 to 9999.
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

/// A date taken apart.
public struct CivilDate: Equatable, Sendable {
  public var year: Int
  /// From 1.
  public var month: Int
  /// From 1.
  public var day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date that lies so many days after 1970-01-01 (Hinnant 2013, `civil_from_days`).
  init(dayNumber: Int64) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01 (Hinnant 2013, `days_from_civil`).
  var dayNumber: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  /// Whether there is such a day.
  var isValid: Bool {
    (1...9999).contains(year) && (1...12).contains(month) && day >= 1
      && day <= Self.daysInMonth(year: year, month: month)
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Moment {
  /// From 0001-01-01T00:00 to 9999-12-31T23:59.
  static let range =
    CivilDate(year: 1, month: 1, day: 1).dayNumber * 1440...CivilDate(year: 9999, month: 12, day: 31).dayNumber * 1440
    + 1439

  /// A plain date, or a moment where hour and minute are given; nothing where there is none such.
  public init?(year: Int, month: Int, day: Int, hour: Int? = nil, minute: Int? = nil) {
    let date = CivilDate(year: year, month: month, day: day)
    guard date.isValid, (0..<24).contains(hour ?? 0), (0..<60).contains(minute ?? 0) else { return nil }
    self.init(
      minutes: date.dayNumber * 1440 + Int64(hour ?? 0) * 60 + Int64(minute ?? 0),
      hasTime: hour != nil || minute != nil)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int64 { minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440 }

  public var civil: CivilDate { CivilDate(dayNumber: dayNumber) }

  /// From 0 to 1439.
  public var minuteOfDay: Int { Int(minutes - dayNumber * 1440) }

  /// The same day without hour and minute.
  public var startOfDay: Moment { Moment(minutes: dayNumber * 1440, hasTime: false) }

  /// Reads `2011-11-01` or `2007-04-27T22:00`; nothing where the text is no valid date.
  public static func parse(_ text: some StringProtocol) -> Moment? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 16 else { return nil }
    func digits(_ range: Range<Int>) -> Int? {
      var number = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number * 10 + Int(byte - 0x30)
      }
      return number
    }
    guard bytes[4] == 0x2D, bytes[7] == 0x2D, let year = digits(0..<4), let month = digits(5..<7),
      let day = digits(8..<10)
    else { return nil }
    if bytes.count == 10 { return Moment(year: year, month: month, day: day) }
    guard bytes[10] == 0x54, bytes[13] == 0x3A, let hour = digits(11..<13), let minute = digits(14..<16) else {
      return nil
    }
    return Moment(year: year, month: month, day: day, hour: hour, minute: minute)
  }

  /// This date and a duration. Months clamp to the month's end: 2011-01-31 + 1 month is 2011-02-28. Whole days leave a
  /// plain date a plain date.
  public func adding(_ duration: CivilDuration) throws -> Moment {
    var result = self
    switch duration.unit {
    case .minutes:
      result.minutes += Int64(duration.count)
      if duration.count % 1440 != 0 { result.hasTime = true }
    case .days:
      result.minutes += Int64(duration.count) * 1440
    case .months:
      var date = civil
      let months = date.year * 12 + date.month - 1 + Int(duration.count)
      date.year = months >= 0 ? months / 12 : (months - 11) / 12
      date.month = months - date.year * 12 + 1
      date.day = min(date.day, CivilDate.daysInMonth(year: date.year, month: date.month))
      result.minutes = date.dayNumber * 1440 + Int64(minuteOfDay)
    }
    guard Self.range.contains(result.minutes) else {
      throw Failure("cyb-date-out-of-range", "\(self) and \(duration) lead out of the years 1 to 9999")
    }
    return result
  }

  public func subtracting(_ duration: CivilDuration) throws -> Moment {
    try adding(duration.negated())
  }

  /// The time from an earlier moment to this one: in days between plain dates, else in minutes.
  public func since(_ other: Moment) throws -> CivilDuration {
    let difference = minutes - other.minutes
    return hasTime || other.hasTime
      ? try CivilDuration(exactly: difference, .minutes) : try CivilDuration(exactly: difference / 1440, .days)
  }

  /// Complete months from an earlier date to this one, as many as can be added to it without passing this one;
  /// negative the other way round.
  public func months(since other: Moment) -> Int {
    guard other.minutes <= minutes else { return -other.months(since: self) }
    let (from, to) = (other.civil, civil)
    let months = (to.year - from.year) * 12 + to.month - from.month
    let lastDay = CivilDate.daysInMonth(year: to.year, month: to.month)
    let reached = min(from.day, lastDay) * 1440 + other.minuteOfDay
    return to.day * 1440 + minuteOfDay < reached ? months - 1 : months
  }

  /// From Monday, 0, to Sunday, 6.
  var weekdayIndex: Int { Int(((dayNumber + 3) % 7 + 7) % 7) }
}

extension Moment: CustomStringConvertible {
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(to bytes: inout [UInt8]) {
    func digits(_ number: Int, _ count: Int) {
      var divisor = count == 4 ? 1000 : 10
      while divisor > 0 {
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
        divisor /= 10
      }
    }
    let date = civil
    digits(date.year, 4)
    bytes.append(0x2D)
    digits(date.month, 2)
    bytes.append(0x2D)
    digits(date.day, 2)
    guard hasTime else { return }
    bytes.append(0x54)
    digits(minuteOfDay / 60, 2)
    bytes.append(0x3A)
    digits(minuteOfDay % 60, 2)
  }
}
