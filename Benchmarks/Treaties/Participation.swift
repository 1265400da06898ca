import Dispatch
import Foundation
import TreatyGames

/// Times the enumeration of all coalitions of the participation game, "in force with four members, payoff k − 3.5, −0.01
/// if not in force", on one thread and on two: processor time, and the time on the clock.
func enumerateParticipation(_ players: Int) {
  let enumeration = CoalitionEnumeration(players: players, rule: MembershipRule(isStrict: false))
  let gains = (0...players).map { $0 >= 4 ? Double($0) - 3.5 : -0.01 }
  let all = UInt32(1) << UInt32(players)
  @Sendable func stable(_ range: Range<UInt32>) -> Int {
    gains.withUnsafeBufferPointer { gains in
      enumeration.stableCoalitions(in: range, scale: gains[players]) { _, _, size in
        gains[size]
      } outside: { _, _, _ in
        0
      }.count
    }
  }
  for threads in [1, 2] {
    var (clock, processor) = (Double.infinity, Double.infinity)
    var found = 0
    for _ in 0..<7 {
      let (start, used) = (ContinuousClock.now, processorTime())
      let counts = UnsafeMutableBufferPointer<Int>.allocate(capacity: threads)
      defer { counts.deallocate() }
      nonisolated(unsafe) let shared = counts
      shared.initialize(repeating: 0)
      // Small pieces in turn: how soon a coalition is seen not to be stable hangs on its last players.
      let piece = max(all / 64, 1)
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for first in stride(from: UInt32(thread) * piece, to: all, by: threads * Int(piece)) {
          shared[thread] += stable(first..<first + piece)
        }
      }
      found = counts.reduce(0, +)
      let time = (ContinuousClock.now - start).components
      clock = min(clock, Double(time.seconds) + Double(time.attoseconds) * 1e-18)
      processor = min(processor, processorTime() - used)
    }
    print(
      "\(players) players, \(threads) threads: \(found) stable of \(all); best of 7: "
        + "\(clock * 1000) ms by the clock, \(processor * 1000) ms of processor time")
  }
}
