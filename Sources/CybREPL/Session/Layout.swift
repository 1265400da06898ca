import CybRuntime

/// Lays out values for a terminal: on one line where they fit, else their elements on lines of their own, and no more
/// lines than wanted. It looks at no more of a value than it shows.
struct Layout {
  let world: World
  private let width: Int
  private let limit: Int
  private var lines: [String] = []
  private var isCut = false

  /// - Parameter width: in columns; nothing for no limit, and so for the lines.
  init(world: World, width: Int?, lines: Int?) {
    self.world = world
    self.width = width ?? .max
    limit = lines ?? .max
  }

  func fit(_ value: Value) -> Fitted {
    if case .object(let object) = value, let text = object as? TextObject {
      return Fitted(text: text.text, width: width == .max ? nil : width, lines: limit == .max ? nil : limit)
    }
    var copy = self
    copy.put(value, "", indent: 0, suffix: "")
    return Fitted(lines: copy.lines, note: copy.isCut ? "(`:more` shows all)" : nil)
  }

  /// The lines of a value as it would be written in a script, texts in quotes.
  func literal(_ value: Value) -> [String] {
    var copy = self
    copy.put(value, "", indent: 0, suffix: "")
    return copy.lines
  }

  private var isFull: Bool { lines.count >= limit }

  /// Adds a value behind what stands on its line already.
  private mutating func put(_ value: Value, _ before: String, indent: Int, suffix: String) {
    let room = width == .max ? .max : width - TextWidth.of(before) - suffix.count
    if let line = literal(value, room) {
      lines.append(before + line + suffix)
      return
    }
    switch value.parts(in: world) {
    case .sequence(let open, let elements, let close)?:
      lines.append(before + open)
      putElements(elements, indent + 2)
      lines.append(spaces(indent) + close + suffix)
    case .named(let open, let total, let part, let close)?:
      lines.append(before + open)
      for index in 0..<total {
        if isFull, index < total - 1 {
          leave(total - index, indent + 2)
          break
        }
        let (name, value) = part(index)
        put(value, spaces(indent + 2) + name + ": ", indent: indent + 2, suffix: index < total - 1 ? "," : "")
      }
      lines.append(spaces(indent) + close + suffix)
    case nil:
      lines.append(before + value.literal(in: world) + suffix)
    }
  }

  /// Short elements fill the lines, others have one each.
  private mutating func putElements(_ elements: [Value], _ indent: Int) {
    var row = spaces(indent)
    var isEmpty = true
    for (index, element) in elements.enumerated() {
      let comma = index < elements.count - 1 ? "," : ""
      if !element.isContainer, let text = literal(element, max(width / 2, 8)) {
        let columns = TextWidth.of(text) + comma.count
        if !isEmpty, width != .max, TextWidth.of(row) + 1 + columns > width {
          lines.append(row)
          row = spaces(indent)
          isEmpty = true
          if isFull { return leave(elements.count - index, indent) }
        }
        row += (isEmpty ? "" : " ") + text + comma
        isEmpty = false
        continue
      }
      if !isEmpty {
        lines.append(row)
        row = spaces(indent)
        isEmpty = true
      }
      if isFull, index < elements.count - 1 { return leave(elements.count - index, indent) }
      put(element, spaces(indent), indent: indent, suffix: comma)
    }
    if !isEmpty { lines.append(row) }
  }

  /// Tells how many elements are not shown.
  private mutating func leave(_ count: Int, _ indent: Int) {
    lines.append(spaces(indent) + "… \(count) more")
    isCut = true
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The value on one line; nothing where it takes more columns than there are.
  private func literal(_ value: Value, _ room: Int) -> String? {
    guard room > 0 else { return nil }
    guard room != .max else { return value.literal(in: world) }
    guard let parts = value.parts(in: world) else {
      let text = value.literal(in: world)
      return TextWidth.of(text) <= room ? text : nil
    }
    let (open, close): (String, String)
    var result: String
    switch parts {
    case .sequence(let start, let elements, let end):
      (open, close) = (start, end)
      // An element takes three columns with its comma.
      guard elements.count <= room / 3 + 1 else { return nil }
      result = open
      for (index, element) in elements.enumerated() {
        if index > 0 { result += ", " }
        guard let text = literal(element, room - result.count - close.count) else { return nil }
        result += text
      }
    case .named(let start, let total, let part, let end):
      (open, close) = (start, end)
      guard total <= room / 5 + 1 else { return nil }
      result = open
      for index in 0..<total {
        let (name, value) = part(index)
        result += (index > 0 ? ", " : "") + name + ": "
        guard let text = literal(value, room - result.count - close.count) else { return nil }
        result += text
      }
    }
    result += close
    return TextWidth.of(result) <= room ? result : nil
  }
}

/// What a container is made of.
private enum Parts {
  case sequence(open: String, [Value], close: String)
  case named(open: String, count: Int, part: (Int) -> (name: String, value: Value), close: String)
}

extension Value {
  fileprivate var isContainer: Bool {
    switch type {
    case .list, .set, .map, .record: true
    default: false
    }
  }

  /// Its parts, where it is a container with something in it.
  fileprivate func parts(in world: World) -> Parts? {
    guard case .object(let object) = self else { return nil }
    switch object {
    case let list as ListObject where !list.elements.isEmpty:
      return .sequence(open: "[", Array(list.elements), close: "]")
    case let set as SetObject where !set.elements.isEmpty:
      return .sequence(open: "{", Array(set.elements), close: "}")
    case let map as MapObject where !map.entries.isEmpty:
      let entries = map.entries
      return .named(
        open: "[", count: entries.values.count,
        part: { (entries.keys[$0].literal(in: world), entries.values[$0]) }, close: "]")
    case let record as RecordObject where !record.fields.isEmpty:
      return .named(
        open: "{", count: record.fields.count, part: { (record.shape.names[$0], record.fields[$0]) }, close: "}")
    default: return nil
    }
  }
}
