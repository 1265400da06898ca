/// The least maximum-weight closure (project selection: Picard 1976): which projects to take so that their profits less
/// the costs of the levels that they need are greatest, and of equals the fewest.
struct MaximumClosure {
  private struct Edge {
    var to: Int
    var capacity: Double
  }

  private var edges: [Edge] = []
  private var outgoing: [[Int]] = [[], []]
  private let source = 0
  private let sink = 1
  /// What is too small to flow.
  private let tolerance: Double

  init(tolerance: Double) { self.tolerance = tolerance }

  /// A project with a profit above zero.
  mutating func addProject(profit: Double) -> Int {
    let node = addNode()
    addEdge(source, node, profit)
    return node
  }

  /// Something that costs once, however many need it.
  mutating func addCost(_ cost: Double) -> Int {
    let node = addNode()
    addEdge(node, sink, max(cost, 0))
    return node
  }

  /// Whoever takes `node` must take `other`.
  mutating func require(_ node: Int, _ other: Int) { addEdge(node, other, .infinity) }

  private mutating func addNode() -> Int {
    outgoing.append([])
    return outgoing.count - 1
  }

  private mutating func addEdge(_ from: Int, _ to: Int, _ capacity: Double) {
    outgoing[from].append(edges.count)
    edges.append(Edge(to: to, capacity: capacity))
    outgoing[to].append(edges.count)
    edges.append(Edge(to: from, capacity: 0))
  }

  /// Whether each node is taken: those on the source's side of the minimum cut nearest to the source (Dinic 1970).
  mutating func solve() -> [Bool] {
    while let levels = breadthFirst() {
      guard levels[sink] >= 0 else { return levels.map { $0 >= 0 } }
      var next = [Int](repeating: 0, count: outgoing.count)
      while augment(source, .infinity, levels, &next) > tolerance {}
    }
    return []
  }

  private func breadthFirst() -> [Int]? {
    var levels = [Int](repeating: -1, count: outgoing.count)
    levels[source] = 0
    var queue = [source]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for index in outgoing[node] where edges[index].capacity > tolerance && levels[edges[index].to] < 0 {
        levels[edges[index].to] = levels[node] + 1
        queue.append(edges[index].to)
      }
    }
    return levels
  }

  private mutating func augment(_ node: Int, _ limit: Double, _ levels: [Int], _ next: inout [Int]) -> Double {
    if node == sink { return limit }
    while next[node] < outgoing[node].count {
      let index = outgoing[node][next[node]]
      let edge = edges[index]
      if edge.capacity > tolerance, levels[edge.to] == levels[node] + 1 {
        let flow = augment(edge.to, min(limit, edge.capacity), levels, &next)
        if flow > tolerance {
          edges[index].capacity -= flow
          edges[index ^ 1].capacity += flow
          return flow
        }
      }
      next[node] += 1
    }
    return 0
  }
}
