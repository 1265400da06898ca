/// The states that moves lead round in and never out of (Shenoy 1979): the strongly connected components without a move
/// out (Tarjan 1972).
enum AbsorbingSets {
  /// - Parameters:
  ///   - states: how many there are, numbered from 0.
  ///   - moves: how many moves each state has at most.
  ///   - next: where a move leads from a state; nothing where it is not made.
  ///   - check: called now and then; what it throws ends the search.
  /// - Returns: The states of all absorbing sets, in ascending order.
  static func find(
    states: Int, moves: Int, check: () throws -> Void, next: (_ state: Int, _ move: Int) -> Int?
  ) rethrows -> [Int] {
    var order = [Int32](repeating: -1, count: states)
    var low = [Int32](repeating: 0, count: states)
    var isOnStack = [Bool](repeating: false, count: states)
    var component = [Int32](repeating: -1, count: states)
    var leaks: [Bool] = []
    var stack: [Int] = []
    var reached: Int32 = 0
    for root in 0..<states where order[root] < 0 {
      var path: [(state: Int, move: Int)] = [(root, 0)]
      while let (state, start) = path.last {
        if start == 0 {
          if reached & 1023 == 0 { try check() }
          order[state] = reached
          low[state] = reached
          reached += 1
          stack.append(state)
          isOnStack[state] = true
        }
        var descended = false
        for move in start..<moves {
          guard let other = next(state, move) else { continue }
          if order[other] < 0 {
            path[path.count - 1].move = move + 1
            path.append((other, 0))
            descended = true
            break
          }
          if isOnStack[other] { low[state] = min(low[state], order[other]) }
        }
        if descended { continue }
        path.removeLast()
        if let parent = path.last?.state { low[parent] = min(low[parent], low[state]) }
        guard low[state] == order[state] else { continue }
        let number = Int32(leaks.count)
        var within: [Int] = []
        while let top = stack.popLast() {
          isOnStack[top] = false
          component[top] = number
          within.append(top)
          if top == state { break }
        }
        leaks.append(
          within.contains { one in
            (0..<moves).contains { move in next(one, move).map { component[$0] != number } ?? false }
          })
      }
    }
    return (0..<states).filter { !leaks[Int(component[$0])] }
  }
}
