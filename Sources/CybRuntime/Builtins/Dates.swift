import CybSyntax

/// Builtins on dates and durations.
enum Dates {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static let all: [Builtin] = [
    Builtin(
      "date", .dates,
      [
        .init(
          "x", .either([.text, .date, .integer]),
          "a text such as `\"2011-11-01\"` or `\"2007-04-27T22:00\"`, a date, or a year"),
        .init("month", .integer, "from 1 to 12, after a year", default: .undefined),
        .init("day", .integer, "from 1", default: .undefined),
        .init("hour", .integer, "from 0 to 23", default: .undefined),
        .init("minute", .integer, "from 0 to 59", default: .undefined),
      ], returns: "date", "The date that a text says, or of a year, month and day; of a moment, its day.",
      examples: [
        .init("date(\"2011-11-01\") + 1 month", "2011-12-01"), .init("date(2011, 11, 1)", "2011-11-01"),
        .init("date(2007-04-27T22:00)", "2007-04-27"),
      ], function: date),
    part("year", "The year.", "2011") { Double($0.civil.year) },
    part("month", "The month, from 1.", "11") { Double($0.civil.month) },
    part("day", "The day of the month, from 1.", "1") { Double($0.civil.day) },
    part("hour", "The hour, from 0; 0 of a plain date.", "0") { Double($0.minuteOfDay / 60) },
    part("minute", "The minute, from 0; 0 of a plain date.", "0") { Double($0.minuteOfDay % 60) },
    part("quarter", "The quarter of the year, from 1.", "4") { Double(($0.civil.month + 2) / 3) },
    part("day_of_year", "The day of the year, from 1.", "305") { date in
      Double(date.dayNumber - CivilDate(year: date.civil.year, month: 1, day: 1).dayNumber + 1)
    },
    part("weekday_number", "The day of the week: 1 for Monday to 7 for Sunday (ISO 8601).", "2") {
      Double($0.weekdayIndex + 1)
    },
    part("week", "The week of the year, from Monday, the first with four days in the year (ISO 8601).", "44", week),
    Builtin(
      "weekday", .dates, [theDate], returns: "text", "The day of the week by its name.",
      examples: [.init("weekday(2011-11-01)", "Tuesday")]
    ) { arguments, _ in .text(weekdays[try arguments.date(0).weekdayIndex]) },
    move("start_of_day", "The day without hour and minute.", "2011-11-17") { $0.startOfDay },
    move("start_of_month", "The first day of its month.", "2011-11-01") { day($0.civil.year, $0.civil.month, 1) },
    move("end_of_month", "The last day of its month.", "2011-11-30") { date in
      day(
        date.civil.year, date.civil.month,
        CivilDate.daysInMonth(year: date.civil.year, month: date.civil.month))
    },
    move("start_of_year", "The first day of its year.", "2011-01-01") { day($0.civil.year, 1, 1) },
    move("end_of_year", "The last day of its year.", "2011-12-31") { day($0.civil.year, 12, 31) },
    between("days_between", "Days from the one to the other; negative where the second is earlier.", "91") {
      Double($1.dayNumber - $0.dayNumber)
    },
    between("months_between", "Complete months from the one to the other.", "2") { Double($1.months(since: $0)) },
    between("years_between", "Complete years from the one to the other, as ages are counted.", "0") {
      Double($1.months(since: $0) / 12)
    },
    Builtin(
      "days_in_month", .dates, [theDate], returns: "number", "How many days its month has.",
      examples: [.init("days_in_month(2012-02-10)", "29")]
    ) { arguments, _ in
      let date = try arguments.date(0).civil
      return .number(Double(CivilDate.daysInMonth(year: date.year, month: date.month)))
    },
    Builtin(
      "is_leap_year", .dates, [.init("year", .integer, "the year")], returns: "truth", "Whether it has 366 days.",
      examples: [.init("is_leap_year(1900)", "no")]
    ) { arguments, _ in .truth(CivilDate.isLeap(try arguments.integer(0))) },
    Builtin(
      "dates", .dates,
      [
        .init("from", .date, "the first"), .init("to", .date, "the last, where a step falls on it"),
        .init(
          "step", .duration, "from one to the next, positive", default: .duration(CivilDuration(count: 1, unit: .days))),
      ], returns: "list of dates", "The dates from one to another; by months they are counted from the first.",
      examples: [.init("dates(2012-01-31, 2012-04-30, 1 month)", "[2012-01-31, 2012-02-29, 2012-03-31, 2012-04-30]")],
      function: dates),
  ]

  private static let theDate = Builtin.Parameter("date", .date, "the date")

  private static func part(
    _ name: String, _ documentation: String, _ result: String, _ function: @escaping @Sendable (Moment) -> Double
  ) -> Builtin {
    Builtin(
      name, .dates, [theDate], returns: "number", documentation, examples: [.init("\(name)(2011-11-01)", result)]
    ) { arguments, _ in .number(function(try arguments.date(0))) }
  }

  private static func move(
    _ name: String, _ documentation: String, _ result: String, _ function: @escaping @Sendable (Moment) -> Moment
  ) -> Builtin {
    Builtin(
      name, .dates, [theDate], returns: "date", documentation,
      examples: [.init("\(name)(2011-11-17T09:30)", result)]
    ) { arguments, _ in .date(function(try arguments.date(0))) }
  }

  private static func between(
    _ name: String, _ documentation: String, _ result: String,
    _ function: @escaping @Sendable (Moment, Moment) -> Double
  ) -> Builtin {
    Builtin(
      name, .dates, [.init("from", .date, "the one date"), .init("to", .date, "the other")], returns: "number",
      documentation, examples: [.init("\(name)(2011-11-01, 2012-01-31)", result)]
    ) { arguments, _ in .number(function(try arguments.date(0), try arguments.date(1))) }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Moment {
    Moment(minutes: CivilDate(year: year, month: month, day: day).dayNumber * 1440, hasTime: false)
  }

  private static func date(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    if case .number = arguments[0] { return try civil(arguments) }
    guard (1..<5).allSatisfy({ !arguments.isGiven($0) }) else {
      throw Failure(
        "cyb-too-many-arguments", "`date` takes a month and a day only after a year",
        help: "write `date(2011, 11, 1)` or `date(\"2011-11-01\")`")
    }
    if case .date(let date) = arguments[0] { return .date(date.startOfDay) }
    let text = try arguments.text(0)
    guard let date = Moment.parse(Texts.trimmedEnd(Texts.trimmedStart(text[...]))) else {
      throw Failure(
        "cyb-invalid-date", "\"\(text.prefix(40))\" is no valid date",
        help: "dates are written `2011-11-01` or `2007-04-27T22:00`", argument: 0)
    }
    return .date(date)
  }

  private static func civil(_ arguments: borrowing Arguments) throws -> Value {
    guard arguments.isGiven(1), arguments.isGiven(2) else {
      throw Failure("cyb-missing-argument", "`date` needs a month and a day after the year")
    }
    let (year, month, day) = (try arguments.integer(0), try arguments.integer(1), try arguments.integer(2))
    let hour = arguments.isGiven(3) ? try arguments.integer(3) : nil
    let minute = arguments.isGiven(4) ? try arguments.integer(4) : nil
    guard let date = Moment(year: year, month: month, day: day, hour: hour, minute: minute) else {
      throw Failure(
        "cyb-invalid-date",
        "there is no such date: year \(year), month \(month), day \(day)"
          + (hour.map { ", \($0):\(minute ?? 0)" } ?? ""))
    }
    return .date(date)
  }

  /// The ISO week, from the year of its Thursday.
  private static func week(_ date: Moment) -> Double {
    let thursday = date.dayNumber - Int64(date.weekdayIndex) + 3
    let first = CivilDate(year: CivilDate(dayNumber: thursday).year, month: 1, day: 1).dayNumber
    return Double((thursday - first) / 7 + 1)
  }

  private static func dates(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (from, to, step) = (try arguments.date(0), try arguments.date(1), try arguments.duration(2))
    guard step.count > 0 else {
      throw Failure("cyb-out-of-range", "`step` of `dates` must be positive, but is \(step)", argument: 2)
    }
    var dates: [Value] = []
    var date = from
    while date.minutes <= to.minutes {
      dates.append(.date(date))
      try machine.charge(1)
      guard dates.count <= Machine.largestResult else { throw Machine.tooLarge(Double(dates.count)) }
      let (count, overflow) = step.count.multipliedReportingOverflow(by: Int32(dates.count))
      guard !overflow, let next = try? from.adding(CivilDuration(count: count, unit: step.unit)) else { break }
      date = next
    }
    return .list(dates)
  }
}
