import CybSyntax

/// Turns the results of a test run into text, file by file.
public protocol TestReport {
  /// What is written before the first file.
  func beginning() -> String
  mutating func file(_ file: TestRunner.File) -> String
  /// What is written after the last file.
  func ending(_ summary: TestSummary) -> String
}

/// What came of all files together.
public struct TestSummary: Sendable {
  public private(set) var files = 0
  public private(set) var passed = 0
  public private(set) var failed = 0
  public private(set) var seconds = 0.0

  public init() {}

  public mutating func add(_ file: TestRunner.File) {
    files += 1
    passed += file.passed
    failed += file.failed
    seconds += file.seconds
  }
}

/// The formats of `cyb test`.
public enum TestFormat: String, CaseIterable, Sendable {
  case pretty, json, junit, tap

  /// A report in this format; `usesColor` matters to `pretty` only.
  public func report(usesColor: Bool) -> any TestReport {
    switch self {
    case .pretty: PrettyReport(usesColor: usesColor)
    case .json: JSONReport()
    case .junit: JUnitReport()
    case .tap: TAPReport()
    }
  }
}

/// For a reader: a line for each test, the diagnostic under each that failed, and what the failing file printed.
struct PrettyReport: TestReport {
  let usesColor: Bool

  func beginning() -> String { "" }

  func file(_ file: TestRunner.File) -> String {
    var text = "\(file.path)\n"
    for test in file.cases {
      guard let failure = test.failure else {
        text += "  \(paint("✓", "32")) \(test.name)\n"
        continue
      }
      text += "  \(paint("✗", "31")) \(test.name)\n" + indented(failure.rendering)
    }
    if let problem = file.problem {
      text += "  \(paint("✗", "31")) the file itself\n" + indented(problem.rendering)
    } else if file.cases.isEmpty {
      text += "  no tests\n"
    }
    if !file.warnings.isEmpty { text += indented(file.warnings) }
    if file.failed > 0, !file.output.isEmpty { text += "    printed:\n" + indented(file.output) }
    return text
  }

  func ending(_ summary: TestSummary) -> String {
    let passed = paint("\(summary.passed) passed", summary.failed == 0 ? "1;32" : "1")
    let failed = summary.failed == 0 ? "0 failed" : paint("\(summary.failed) failed", "1;31")
    return "\n\(passed), \(failed)\n"
  }

  private func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  private func paint(_ text: String, _ parameters: String) -> String {
    usesColor ? "\u{1B}[\(parameters)m\(text)\u{1B}[0m" : text
  }
}

/// A JSON object on a line for each test, and one for the sum.
struct JSONReport: TestReport {
  func beginning() -> String { "" }

  func file(_ file: TestRunner.File) -> String {
    var lines = file.cases.map { test in
      line(file.path, test.name, test.line, test.seconds, test.failure)
    }
    if let problem = file.problem { lines.append(line(file.path, nil, nil, file.seconds, problem)) }
    return lines.joined()
  }

  private func line(
    _ path: String, _ name: String?, _ number: Int?, _ seconds: Double, _ failure: TestRunner.Case.Failure?
  ) -> String {
    var fields = ["\"file\":\(JSONText.quoted(path))"]
    if let name { fields.append("\"test\":\(JSONText.quoted(name))") }
    if let number { fields.append("\"line\":\(number)") }
    fields.append("\"passed\":\(failure == nil)")
    fields.append("\"seconds\":\(Fixed.text(seconds))")
    if let failure {
      fields += [
        "\"code\":\(JSONText.quoted(failure.code))", "\"message\":\(JSONText.quoted(failure.message))",
        "\"details\":\(JSONText.quoted(failure.rendering))",
      ]
    }
    return "{" + fields.joined(separator: ",") + "}\n"
  }

  func ending(_ summary: TestSummary) -> String {
    "{\"files\":\(summary.files),\"passed\":\(summary.passed),\"failed\":\(summary.failed),"
      + "\"seconds\":\(Fixed.text(summary.seconds))}\n"
  }
}

/// JUnit's XML, as continuous integration servers read it: a suite for each file.
struct JUnitReport: TestReport {
  func beginning() -> String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" }

  func file(_ file: TestRunner.File) -> String {
    var text =
      "  <testsuite name=\"\(escaped(file.path))\" tests=\"\(file.cases.count + (file.problem == nil ? 0 : 1))\""
    text += " failures=\"\(file.cases.count - file.passed)\" errors=\"\(file.problem == nil ? 0 : 1)\""
    text += " time=\"\(Fixed.text(file.seconds))\">\n"
    for test in file.cases {
      text += element(file.path, test.name, test.line, test.seconds, test.failure, "failure")
    }
    if let problem = file.problem { text += element(file.path, "the file itself", nil, file.seconds, problem, "error") }
    if !file.output.isEmpty { text += "    <system-out>\(escaped(file.output))</system-out>\n" }
    return text + "  </testsuite>\n"
  }

  private func element(
    _ path: String, _ name: String, _ line: Int?, _ seconds: Double, _ failure: TestRunner.Case.Failure?,
    _ kind: String
  ) -> String {
    var text = "    <testcase classname=\"\(escaped(path))\" name=\"\(escaped(name))\""
    if let line { text += " file=\"\(escaped(path))\" line=\"\(line)\"" }
    text += " time=\"\(Fixed.text(seconds))\""
    guard let failure else { return text + "/>\n" }
    text += ">\n      <\(kind) type=\"\(escaped(failure.code))\" message=\"\(escaped(failure.message))\">"
    return text + "\(escaped(failure.rendering))</\(kind)>\n    </testcase>\n"
  }

  func ending(_ summary: TestSummary) -> String { "</testsuites>\n" }

  /// Text for content and attributes; XML 1.0 has no way to write most control characters.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// The Test Anything Protocol, version 14.
struct TAPReport: TestReport {
  private var count = 0

  func beginning() -> String { "TAP version 14\n" }

  mutating func file(_ file: TestRunner.File) -> String {
    var text = ""
    for test in file.cases { text += line(file.path + ": " + test.name, test.failure) }
    if let problem = file.problem { text += line(file.path, problem) }
    return text
  }

  private mutating func line(_ name: String, _ failure: TestRunner.Case.Failure?) -> String {
    count += 1
    let name = name.split(separator: "\n").joined(separator: " ").split(
      separator: "#", omittingEmptySubsequences: false
    )
    .joined(separator: "\\#")
    guard let failure else { return "ok \(count) - \(name)\n" }
    var lines = failure.rendering.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return "not ok \(count) - \(name)\n  ---\n  code: \(failure.code)\n  details: |\n"
      + lines.map { "    \($0)\n" }.joined() + "  ...\n"
  }

  func ending(_ summary: TestSummary) -> String { "1..\(count)\n" }
}

/// Seconds with three digits behind the point, whatever the locale.
enum Fixed {
  static func text(_ seconds: Double) -> String {
    let milliseconds = Int((max(seconds, 0) * 1000).rounded())
    let digits = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
