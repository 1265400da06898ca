/// Draws charts as SVG 1.1.
enum SVGChart {
  private static let (width, height) = (640.0, 400.0)
  private static let (left, right, top, bottom) = (70.0, 20.0, 30.0, 50.0)
  /// Okabe and Ito's colours (2008), which the colour-blind can tell apart.
  private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442"]

  static func draw(_ chart: Chart) -> String {
    let body =
      switch chart.content {
      case .lines(let series): lines(series)
      case .bars(let bars): self.bars(bars)
      }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0 0 640 400" font-family="sans-serif" \
      font-size="12">
      <rect width="640" height="400" fill="white"/>
      \(body)<text x="355" y="390" text-anchor="middle">\(escaped(chart.xName))</text>
      <text x="16" y="190" text-anchor="middle" transform="rotate(-90 16 190)">\(escaped(chart.yName))</text>
      </svg>

      """
  }

  private static func lines(_ series: [Chart.Series]) -> String {
    let points = series.flatMap(\.points)
    let (x, y) = (Chart.bounds(points.map(\.x)), Chart.bounds(points.map(\.y)))
    var text = frame()
    for step in 0...4 {
      let share = Double(step) / 4
      text += xTick(share, Chart.short(x.low + share * (x.high - x.low)))
      text += yTick(share, Chart.short(y.low + share * (y.high - y.low)))
    }
    for (index, series) in series.enumerated() {
      let colour = colours[index % colours.count]
      let places = series.points.lazy.filter { _ in Traversal.visit(DataTable.partsPerRow) }.map { point in
        let (h, v) = ((point.x - x.low) / (x.high - x.low), (point.y - y.low) / (y.high - y.low))
        return "\(coordinate(left + h * plotWidth)),\(coordinate(top + (1 - v) * plotHeight))"
      }
      text +=
        "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\" points=\"\(places.joined(separator: " "))\"/>\n"
      guard points.count > series.points.count else { continue }
      text +=
        "<text x=\"\(coordinate(left + 8))\" y=\"\(coordinate(top + 16 + Double(index) * 16))\" fill=\"\(colour)\">"
      text += "\(escaped(series.name))</text>\n"
    }
    return text
  }

  private static func bars(_ bars: [(label: String, value: Double)]) -> String {
    let high = max(0, bars.map(\.value).max() ?? 0)
    let low = min(0, bars.map(\.value).min() ?? 0)
    let span = high > low ? high - low : 1
    var text = frame()
    for step in 0...4 { text += yTick(Double(step) / 4, Chart.short(low + Double(step) / 4 * span)) }
    let slot = plotWidth / Double(max(1, bars.count))
    for (index, bar) in bars.enumerated() where Traversal.visit(DataTable.partsPerRow) {
      let (from, to) = ((min(0, bar.value) - low) / span, (max(0, bar.value) - low) / span)
      let x = left + (Double(index) + 0.1) * slot
      text += "<rect x=\"\(coordinate(x))\" y=\"\(coordinate(top + (1 - to) * plotHeight))\" "
      text +=
        "width=\"\(coordinate(slot * 0.8))\" height=\"\(coordinate((to - from) * plotHeight))\" fill=\"\(colours[0])\"/>\n"
      if bars.count <= 12 { text += xTick((Double(index) + 0.5) / Double(bars.count), bar.label) }
    }
    return text
  }

  private static var plotWidth: Double { width - left - right }
  private static var plotHeight: Double { height - top - bottom }

  private static func frame() -> String {
    "<rect x=\"\(coordinate(left))\" y=\"\(coordinate(top))\" width=\"\(coordinate(plotWidth))\" "
      + "height=\"\(coordinate(plotHeight))\" fill=\"none\" stroke=\"#888\"/>\n"
  }

  private static func xTick(_ share: Double, _ label: String) -> String {
    "<text x=\"\(coordinate(left + share * plotWidth))\" y=\"\(coordinate(height - bottom + 18))\" "
      + "text-anchor=\"middle\">\(escaped(label))</text>\n"
  }

  private static func yTick(_ share: Double, _ label: String) -> String {
    "<text x=\"\(coordinate(left - 6))\" y=\"\(coordinate(top + (1 - share) * plotHeight + 4))\" "
      + "text-anchor=\"end\">\(escaped(label))</text>\n"
  }

  /// A length in pixels, to a tenth.
  private static func coordinate(_ value: Double) -> String { NumberText.fixed(value, decimals: 1) }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      // Characters that XML 1.0 does not know.
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
