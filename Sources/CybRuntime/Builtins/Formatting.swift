/// The builtin `format`: numbers with a fixed count of decimals, and dates by a pattern.
enum Formatting {
  static let all: [Builtin] = [
    Builtin(
      "format", .text,
      [
        .init("x", .number, "the number"),
        .init(
          "decimals", .integer, "how many decimals to write, from 0 to 100; nothing: as many as it has",
          default: .nothing),
        .init("percent", .truth, "whether to write it as a percentage", default: .no),
        .init("thousands", .truth, "whether to group the digits by three, with commas", default: .no),
        .init("plus", .truth, "whether to write a `+` before what is not negative", default: .no),
        .init("width", .integer, "the least width, filled with blanks from the left", default: .number(0)),
      ], returns: "text", "A number for a reader; halves are rounded away from zero.",
      examples: [
        .init("format(2.5, 2)", "2.50"), .init("format(0.256, 1, percent: yes)", "25.6%"),
        .init("format(1234567.891, 2, thousands: yes)", "1,234,567.89"), .init("format(3, plus: yes)", "+3"),
        .init("format(7, width: 3)", "  7"),
      ], function: format),
    Builtin(
      "format_date", .text,
      [.init("date", .date, "the date"), .init("pattern", .text, "a text with any of the words below")],
      returns: "text",
      """
      A date for a reader. In the pattern `YYYY`, `MM`, `DD`, `hh`, `mm` are replaced by digits, `M` and `D` by month \
      and day without a leading zero, `Month` and `Mon` by the month's name, `Weekday` and `Day` by the day's; \
      anything else stays.
      """,
      examples: [
        .init("format_date(2011-11-01, \"D Month YYYY\")", "1 November 2011"),
        .init("format_date(2007-04-27T22:00, \"DD.MM.YYYY, hh:mm\")", "27.04.2007, 22:00"),
      ], function: formatDate),
  ]

  private static func format(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let isPercentage = try arguments.flag(2)
    var number = try arguments.number(0)
    var digits: String
    if arguments.isNothing(1) {
      // A percentage is written from its shortest decimals: 0.07 · 100 is not quite 7.
      if isPercentage { number = hundredfold(number) }
      digits = NumberText.of(number)
    } else {
      let decimals = try arguments.count(1)
      guard decimals <= 100 else { throw arguments.outOfRange(1, "from 0 to 100") }
      if isPercentage { number = hundredfold(number) }
      digits = NumberText.fixed(number, decimals: decimals)
    }
    if try arguments.flag(3) { digits = grouped(digits) }
    if try arguments.flag(4), !digits.hasPrefix("-") { digits = "+" + digits }
    if isPercentage { digits += "%" }
    let width = try arguments.count(5)
    try machine.reserve(width)
    return .text(String(repeating: " ", count: max(0, width - digits.utf8.count)) + digits)
  }

  /// A hundred times the number, by its decimals: 0.07 gives 7, where the product of the two would be a little more.
  static func hundredfold(_ number: Double) -> Double {
    let text = NumberText.of(number)
    if let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) {
      return Double("\(text[..<mark])e\(exponent + 2)") ?? number * 100
    }
    return Double(text + "e2") ?? number * 100
  }

  private static func grouped(_ digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let bare = digits.dropFirst(sign.count)
    let whole = bare.prefix { $0.isNumber }
    if bare.contains("e") { return digits }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + bare.dropFirst(whole.count)
  }

  private static func formatDate(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    let (date, pattern) = (try arguments.date(0), try arguments.text(1))
    let civil = date.civil
    let fields: [(String, String)] = [
      ("YYYY", padded(civil.year, 4)), ("Month", Dates.months[civil.month - 1]),
      ("Weekday", Dates.weekdays[date.weekdayIndex]), ("Mon", String(Dates.months[civil.month - 1].prefix(3))),
      ("Day", String(Dates.weekdays[date.weekdayIndex].prefix(3))), ("MM", padded(civil.month, 2)),
      ("DD", padded(civil.day, 2)), ("hh", padded(date.minuteOfDay / 60, 2)),
      ("mm", padded(date.minuteOfDay % 60, 2)), ("M", String(civil.month)), ("D", String(civil.day)),
    ]
    var result = ""
    var rest = pattern[...]
    while let first = rest.first {
      try machine.charge(1)
      if let (word, value) = fields.first(where: { rest.hasPrefix($0.0) }) {
        result += value
        rest = rest.dropFirst(word.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return .text(result)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
