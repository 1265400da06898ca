/// What somebody may have meant by a name that does not exist.
public enum Suggestions {
  /// The candidate closest to a name; nothing where none is close enough to be a slip.
  ///
  /// Close is a distance of at most a third of the name's length, rounded, and at most three. Of equally close ones
  /// the first in `candidates` is taken; give them in a fixed order.
  public static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    let lowercase = name.lowercased()
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      if candidate.lowercased() == lowercase { return candidate }
      let limit = min(3, (max(wanted.count, 2) + 1) / 3)
      let letters = Array(candidate.unicodeScalars)
      guard abs(letters.count - wanted.count) <= limit, letters.count <= 64 else { continue }
      let distance = distance(wanted, letters)
      // A name of one or two letters has nothing in common with another that shares none of them.
      guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The number of letters to insert, delete, replace or swap with their neighbour to turn one name into the other,
  /// no letter being touched twice (Damerau 1964, Levenshtein 1966; optimal string alignment).
  public static func distance(_ first: String, _ second: String) -> Int {
    distance(Array(first.unicodeScalars), Array(second.unicodeScalars))
  }

  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(second.count + 1)
      for (column, other) in second.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
