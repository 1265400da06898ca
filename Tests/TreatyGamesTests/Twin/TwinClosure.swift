/// The choice of §3 as project selection: which acts to do, when each earns its temptation and needs, in every part that
/// forbids it, a level of detection whose increments cost (Picard 1976).
///
/// Solved as a minimum cut (Dinic 1970). Of equal choices the least is taken: what the source still reaches.
struct TwinClosure {
  private struct Edge {
    var target: Int
    var capacity: Double
  }

  private var edges: [Edge] = []
  private var outgoing: [[Int]]
  private let tolerance: Double
  private static let source = 0
  private static let sink = 1

  /// A graph with room for `nodes` acts and levels, numbered from 0; capacities up to `tolerance` count as nothing.
  init(nodes: Int, tolerance: Double) {
    outgoing = Array(repeating: [], count: nodes + 2)
    self.tolerance = tolerance
  }

  /// What taking `node` earns (or, below 0, costs).
  mutating func addWeight(_ weight: Double, of node: Int) {
    if weight > 0 {
      addEdge(Self.source, node + 2, weight)
    } else if weight < 0 {
      addEdge(node + 2, Self.sink, -weight)
    }
  }

  /// Taking `node` takes `other` too.
  mutating func require(_ other: Int, by node: Int) { addEdge(node + 2, other + 2, .infinity) }

  private mutating func addEdge(_ from: Int, _ to: Int, _ capacity: Double) {
    outgoing[from].append(edges.count)
    edges.append(Edge(target: to, capacity: capacity))
    outgoing[to].append(edges.count)
    edges.append(Edge(target: from, capacity: 0))
  }

  /// Which nodes are taken in the best choice, the least of the best.
  mutating func best() -> [Bool] {
    while true {
      let levels = levels()
      guard levels[Self.sink] >= 0 else { return levels.dropFirst(2).map { $0 >= 0 } }
      var next = Array(repeating: 0, count: outgoing.count)
      while push(Self.source, .infinity, levels, &next) > 0 {}
    }
  }

  private func levels() -> [Int] {
    var levels = Array(repeating: -1, count: outgoing.count)
    levels[Self.source] = 0
    var queue = [Self.source]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for index in outgoing[node] where edges[index].capacity > tolerance && levels[edges[index].target] < 0 {
        levels[edges[index].target] = levels[node] + 1
        queue.append(edges[index].target)
      }
    }
    return levels
  }

  private mutating func push(_ node: Int, _ limit: Double, _ levels: [Int], _ next: inout [Int]) -> Double {
    if node == Self.sink { return limit }
    while next[node] < outgoing[node].count {
      let index = outgoing[node][next[node]]
      let edge = edges[index]
      if edge.capacity > tolerance, levels[edge.target] == levels[node] + 1 {
        let pushed = push(edge.target, min(limit, edge.capacity), levels, &next)
        if pushed > 0 {
          edges[index].capacity -= pushed
          edges[index ^ 1].capacity += pushed
          return pushed
        }
      }
      next[node] += 1
    }
    return 0
  }
}
