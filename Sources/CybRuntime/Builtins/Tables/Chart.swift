/// What a plot shows, apart from how it is drawn.
struct Chart {
  enum Content {
    /// Lines through points, in the order of x.
    case lines([Series])
    /// One bar for each label.
    case bars([(label: String, value: Double)])
  }

  struct Series {
    var name: String
    var points: [(x: Double, y: Double)]
  }

  var content: Content
  var xName: String
  var yName: String

  /// The least and greatest of some numbers, a little apart where they are the same.
  static func bounds(_ numbers: [Double]) -> (low: Double, high: Double) {
    guard let low = numbers.min(), let high = numbers.max() else { return (0, 1) }
    guard low == high else { return (low, high) }
    let margin = low == 0 ? 1 : abs(low) / 2
    return (low - margin, high + margin)
  }

  /// Counts numbers in classes of the same width: one for each of up to twenty whole numbers, else as many as Sturges's
  /// rule has (1926).
  static func histogram(_ numbers: [Double], classes wanted: Int?) -> [(label: String, value: Double)] {
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    let areWhole = numbers.allSatisfy { $0 == $0.rounded() }
    if wanted == nil, areWhole, high - low < 20 {
      return (0...Int(high - low)).map { offset in
        let value = low + Double(offset)
        return (NumberText.of(value), Double(numbers.count { $0 == value }))
      }
    }
    var sturges = 1
    while 1 << sturges < numbers.count { sturges += 1 }
    let count = low == high ? 1 : wanted ?? sturges + 1
    let width = (high - low) / Double(count)
    var counts = [Double](repeating: 0, count: count)
    for number in numbers { counts[width > 0 ? min(count - 1, Int((number - low) / width)) : 0] += 1 }
    return counts.indices.map { index in
      let (from, to) = (low + Double(index) * width, low + Double(index + 1) * width)
      return ("\(short(from))–\(short(to))", counts[index])
    }
  }

  /// A number in four digits or so, for axes.
  static func short(_ number: Double) -> String {
    let size = abs(number)
    guard size != 0, number != number.rounded() || size >= 1e6 else { return NumberText.of(number) }
    guard size < 1e6, size >= 1e-4 else { return NumberText.of(number) }
    let decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3
    return NumberText.trimmed(NumberText.fixed(number, decimals: decimals))
  }
}
