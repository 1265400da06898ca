/// Which actors are interchangeable: swapping two of them changes nothing.
struct Interchange {
  /// By actor, the number of its class; −1 for those that are not eligible.
  private(set) var kind: [Int]
  /// By class, its members, in ascending order.
  private(set) var members: [[Int]] = []

  /// - Parameter isTrivial: every actor is a class of its own (the quorum tells actors apart).
  init(_ tables: SearchTables, isTrivial: Bool) {
    kind = Array(repeating: -1, count: tables.count)
    for actor in tables.eligible {
      if !isTrivial,
        let found = members.firstIndex(where: { Self.areInterchangeable(tables, $0[0], actor) })
      {
        kind[actor] = found
        members[found].append(actor)
      } else {
        kind[actor] = members.count
        members.append([actor])
      }
    }
  }

  private static func areInterchangeable(_ tables: SearchTables, _ one: Int, _ other: Int) -> Bool {
    let game = tables.game
    let (left, right) = (game.actors[one], game.actors[other])
    guard left.relative == right.relative, left.image == right.image, left.patience == right.patience,
      left.defiance == right.defiance, left.exposure == right.exposure, left.holds == right.holds,
      left.appetite == right.appetite, tables.owing[one] == tables.owing[other],
      left.rivals.contains(other) == right.rivals.contains(one),
      left.rivals.without(other) == right.rivals.without(one)
    else { return false }
    for part in tables.duties {
      guard tables.burden(part, one) == tables.burden(part, other),
        tables.relief(part, one) == tables.relief(part, other)
      else { return false }
    }
    for actor in 0..<tables.count where actor != one && actor != other {
      let fields = game.actors[actor]
      guard fields.rivals.contains(one) == fields.rivals.contains(other),
        masks(tables, actor, one) == masks(tables, actor, other),
        masks(tables, one, actor) == masks(tables, other, actor)
      else { return false }
    }
    return masks(tables, one, other) == masks(tables, other, one)
  }

  /// What is forbidden to one actor against another, tool by tool.
  private static func masks(_ tables: SearchTables, _ actor: Int, _ target: Int) -> [[PartSet]] {
    let number = tables.position[actor * tables.count + target]
    guard number >= 0 else { return [] }
    let tools = tables.tools[actor].count
    return (0..<tools).flatMap { tool in
      [tables.inside[actor], tables.outside[actor]].map { tables.patterns[actor][$0[number * tools + tool]].masks }
    }
  }
}
