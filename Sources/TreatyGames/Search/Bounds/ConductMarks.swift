/// What each party does at least and at most of what is forbidden, as it is kept with a node of the search.
struct ConductMarks {
  /// By pattern, the slots.
  var least: [UInt64]
  var most: [UInt64]
  /// By actor, the duties omitted.
  var omitsLeast: [PartSet]
  var omitsMost: [PartSet]

  /// Nothing is known.
  init(_ layout: SearchLayout) {
    least = Array(repeating: 0, count: layout.patterns.count)
    most = (0..<layout.patterns.count).map { layout.patterns[$0].tempting & layout.patterns[$0].forbidden }
    omitsLeast = Array(repeating: [], count: layout.count)
    omitsMost = layout.owing.array
  }
}

/// Which coalitions a bound is for, those included in which one open actor has changed sides.
struct CoalitionView {
  /// How many open actors sign at least and at most.
  var fewest: Int
  var greatest: Int
  var open: Int
  /// Whether a coalition with one member fewer can be in force.
  var canLose: Bool

  /// - Parameter quorum: the least size in force, where that is known; else 0.
  init(_ node: SearchNode, quorum: Int) {
    fewest = node.leastOpen
    greatest = node.mostOpen
    open = node.openCount
    canLose = node.most - 1 >= quorum
  }
}
