/// Draws charts with characters.
enum TerminalChart {
  private static let height = 16

  /// - Parameter columns: how wide it may be.
  static func draw(_ chart: Chart, columns: Int) -> String {
    switch chart.content {
    case .bars(let bars): draw(bars, chart, columns)
    case .lines(let series): draw(series, chart, columns)
    }
  }

  // MARK: bars

  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// Bars that grow to the right; negative ones are as long, and marked by their number.
  private static func draw(_ bars: [(label: String, value: Double)], _ chart: Chart, _ columns: Int) -> String {
    let labelWidth = min(columns / 3, bars.map { TextWidth.of($0.label) }.max() ?? 0)
    let numbers = bars.map { NumberText.forReader($0.value, decimals: nil) }
    let room = max(4, columns - labelWidth - (numbers.map(\.count).max() ?? 0) - 4)
    let most = bars.map { abs($0.value) }.max() ?? 0
    var text = "\(chart.yName) by \(chart.xName)\n"
    for (bar, number) in zip(bars, numbers) where Traversal.visit(DataTable.partsPerRow) {
      let label = TextWidth.padded(TextWidth.shortened(bar.label, to: labelWidth), to: labelWidth, fromLeft: true)
      let length = most > 0 ? Int((abs(bar.value) / most * Double(room * 8)).rounded()) : 0
      let drawn = String(repeating: bar.value < 0 ? "░" : "█", count: length / 8)
      text += "\(label) │\(drawn)\(bar.value < 0 ? "" : eighths[length % 8]) \(number)\n"
    }
    return text
  }

  // MARK: lines

  /// Marks of the second to the last series; the first, or the only one, is drawn with dots.
  private static let marks: [Character] = ["●", "○", "■", "□", "▲", "△", "◆", "◇"]

  private static func draw(_ series: [Chart.Series], _ chart: Chart, _ columns: Int) -> String {
    let points = series.flatMap(\.points)
    let (x, y) = (Chart.bounds(points.map(\.x)), Chart.bounds(points.map(\.y)))
    let ticks = [y.high, (y.low + y.high) / 2, y.low].map(Chart.short)
    let margin = ticks.map(\.count).max() ?? 0
    let width = max(10, columns - margin - 3)
    var grid = [[Character]](repeating: Array(repeating: " ", count: width), count: height)
    if series.count == 1 {
      drawDots(series[0], x, y, width, &grid)
    } else {
      for (index, series) in series.enumerated() {
        drawMarks(series, marks[index % marks.count], x, y, width, &grid)
      }
    }
    var text = series.count == 1 ? "\(chart.yName) by \(chart.xName)\n" : legend(series, chart)
    for row in 0..<height {
      let tick = row == 0 ? ticks[0] : row == height / 2 ? ticks[1] : row == height - 1 ? ticks[2] : ""
      var line = String(grid[row])
      while line.last == " " { line.removeLast() }
      text += TextWidth.padded(tick, to: margin, fromLeft: true) + " ┤" + line + "\n"
    }
    let (low, high) = (Chart.short(x.low), Chart.short(x.high))
    let gap = String(repeating: " ", count: max(1, width - low.count - high.count))
    let indent = String(repeating: " ", count: margin + 2)
    return text + String(repeating: " ", count: margin + 1) + "└" + String(repeating: "─", count: width) + "\n" + indent
      + low + gap + high + "\n"
  }

  private static func legend(_ series: [Chart.Series], _ chart: Chart) -> String {
    let entries = series.enumerated().map { "\(marks[$0 % marks.count]) \($1.name)" }
    return entries.joined(separator: "  ") + ", by \(chart.xName)\n"
  }

  /// Braille dots, two by four in each character (Unicode block 2800).
  private static func drawDots(
    _ series: Chart.Series, _ x: (low: Double, high: Double), _ y: (low: Double, high: Double), _ width: Int,
    _ grid: inout [[Character]]
  ) {
    var dots = [[UInt32]](repeating: Array(repeating: 0, count: width), count: height)
    let places = series.points.map { point in
      (
        column: position(point.x, x, width * 2), row: height * 4 - 1 - position(point.y, y, height * 4)
      )
    }
    // The bit of each dot, by row and column within the character.
    let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    func set(_ column: Int, _ row: Int) { dots[row / 4][column / 2] |= bits[row % 4][column % 2] }
    if places.count == 1 { set(places[0].column, places[0].row) }
    for (from, to) in zip(places, places.dropFirst()) {
      let steps = max(abs(to.column - from.column), abs(to.row - from.row), 1)
      for step in 0...steps {
        set(
          from.column + (to.column - from.column) * step / steps, from.row + (to.row - from.row) * step / steps)
      }
    }
    for row in 0..<height {
      for column in 0..<width where dots[row][column] != 0 {
        if let scalar = Unicode.Scalar(0x2800 + dots[row][column]) { grid[row][column] = Character(scalar) }
      }
    }
  }

  private static func drawMarks(
    _ series: Chart.Series, _ mark: Character, _ x: (low: Double, high: Double), _ y: (low: Double, high: Double),
    _ width: Int, _ grid: inout [[Character]]
  ) {
    for point in series.points {
      grid[height - 1 - position(point.y, y, height)][position(point.x, x, width)] = mark
    }
  }

  private static func position(_ value: Double, _ bounds: (low: Double, high: Double), _ count: Int) -> Int {
    let share = (value - bounds.low) / (bounds.high - bounds.low)
    guard share.isFinite else { return 0 }
    return min(count - 1, max(0, Int((share * Double(count - 1)).rounded())))
  }
}
