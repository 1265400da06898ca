/// An outcome as a page that a minister could read: who joins, what each clause achieves, and who gains what.
struct OutcomeText {
  private let record: RecordObject
  private let world: World
  private var lines: [String] = []

  static func page(_ record: RecordObject, _ world: World) -> String {
    var page = OutcomeText(record: record, world: world)
    page.write()
    return page.lines.joined(separator: "\n")
  }

  private init(record: RecordObject, world: World) {
    self.record = record
    self.world = world
  }

  private mutating func write() {
    let coalitions = elements(record["coalitions"]).compactMap { value -> RecordObject? in
      if case .object(let object) = value { object as? RecordObject } else { nil }
    }
    lines.append(heading(coalitions.count))
    let unsettled = elements(record["unsettled"])
    if !unsettled.isEmpty { lines.append("never settled: \(names(unsettled))") }
    for (index, coalition) in coalitions.prefix(Self.longest).enumerated() {
      lines.append("")
      write(coalition, number: coalitions.count > 1 ? index + 1 : nil)
    }
    if coalitions.count > Self.longest { lines.append("… and \(coalitions.count - Self.longest) more") }
  }

  /// How many coalitions are shown in full.
  private static let longest = 5

  private func heading(_ listed: Int) -> String {
    let stable = record["stable"].map { $0.literal(in: world) } ?? "0"
    let coalitions = stable == "1" ? "1 stable coalition" : "\(stable) stable coalitions"
    let outcomes = listed == 1 ? "1 outcome" : "\(listed) outcomes"
    guard case .truth(.yes)? = record["complete"] else {
      return "\(coalitions) found, \(outcomes) listed; the search was cut short"
    }
    guard case .number(let count)? = record["outcomes"] else {
      return "\(coalitions), of which \(listed) are shown to last; of the others it is not known"
    }
    guard count > Double(listed) else { return "\(coalitions), \(outcomes)" }
    return "\(coalitions), \(NumberText.of(count)) outcomes, of which \(listed) are listed"
  }

  private mutating func write(_ coalition: RecordObject, number: Int?) {
    let parties = elements(coalition["parties"])
    let signatories = elements(coalition["signatories"])
    let title = number.map { "outcome \($0): " } ?? ""
    if case .truth(.yes)? = coalition["in_force"] {
      lines.append("\(title)in force between \(names(parties))")
    } else {
      lines.append("\(title)not in force; signed by \(names(signatories))")
    }
    let effects = entries(coalition["effects"])
    if !effects.isEmpty {
      let rows = effects.map { clause, effect in
        [
          label(clause), effect.textObject?.text ?? "", names(members(coalition["honouring"], clause)),
          names(members(coalition["breaching"], clause)),
        ]
      }
      lines += Columns.text([["clause", "effect", "honoured by", "breached by"]] + rows, numbers: [])
    }
    let utilities = entries(coalition["utility"])
    guard !utilities.isEmpty else { return }
    let rows = utilities.map { actor, utility -> [String] in
      guard case .number(let with) = utility, case .number(let alone)? = entry(coalition["alone"], actor) else {
        return [name(actor), "", "", ""]
      }
      return [
        name(actor), NumberText.fixed(with, decimals: 2), NumberText.fixed(alone, decimals: 2),
        (with > alone ? "+" : "") + NumberText.fixed(with - alone, decimals: 2),
      ]
    }
    lines += Columns.text([["actor", "utility", "with no treaty", "gain"]] + rows, numbers: [1, 2, 3])
  }

  // MARK: reading the record

  private func elements(_ value: Value?) -> [Value] {
    guard case .object(let object)? = value else { return [] }
    if let set = object as? SetObject { return Array(set.elements) }
    return (object as? ListObject)?.elements ?? []
  }

  private func entries(_ value: Value?) -> [(Value, Value)] {
    guard case .object(let object)? = value, let map = object as? MapObject else { return [] }
    return map.entries.map { ($0.key, $0.value) }
  }

  private func entry(_ value: Value?, _ key: Value) -> Value? {
    guard case .object(let object)? = value, let map = object as? MapObject else { return nil }
    return map.entries[key]
  }

  private func members(_ map: Value?, _ key: Value) -> [Value] { elements(entry(map, key)) }

  private func name(_ value: Value) -> String { value.literal(in: world) }

  private func names(_ values: [Value]) -> String {
    values.isEmpty ? "nobody" : values.map(name).joined(separator: ", ")
  }

  private func label(_ clause: Value) -> String {
    guard case .entity(let id) = clause, let title = world[id].title else { return name(clause) }
    return "\(name(clause)) \(title)"
  }
}

/// Rows of text in columns.
enum Columns {
  /// Aligned lines: to the left, or to the right in the columns of numbers.
  static func text(_ rows: [[String]], numbers: Set<Int>) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { $0.count > column ? TextWidth.of($0[column]) : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        line += " " + TextWidth.padded(cell, to: widths[column], fromLeft: numbers.contains(column)) + " "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
