// Of most acts in a long log nothing speaks but plain prohibitions, which all stand, or nothing at all. These are gone
// through here, a few words each, without looking up from the log.
extension Chronicle {
  /// Goes through acts up to a position as long as nothing but plain prohibitions speaks of them and nothing else happens
  /// in between; false where already the next one is not such an act.
  func sweep(upTo position: Position) -> Bool {
    guard !hasConditionsToRead else { return false }
    let first = cursor
    let due = agendaHead < agenda.count ? agenda[agendaHead].position : .never
    let end = min(log.count, checkpointDistance + (checkpoints.last?.cursor ?? 0))
    while cursor < end {
      let verb = log[cursor].act.verb
      guard traits[verb].contains(.plain), !traits[verb].contains(.owed) else { break }
      let known = offences.count
      let passed = log.withRun(from: cursor) { run in
        presence.sweep(
          UnsafeBufferPointer(rebasing: run.prefix(end - cursor)), from: cursor, normsByVerb[verb],
          triggersByVerb[verb],
          verb, lives, until: (due, position), into: &offences)
      }
      if hasMaterialClauses || model.didSpeak != nil {
        for place in known..<offences.count {
          let norm = offences[place].norm
          if isMaterial[clauseOfNorm[norm]] { materialOffences.append(place) }
          model.didSpeak?(norm)
        }
      }
      guard passed > 0 else { break }
      cursor += passed
    }
    guard cursor > first else { return false }
    reached = max(reached, log[cursor - 1].position)
    return true
  }
}

extension Presence {
  /// Goes through acts, of which the first stands at `place` in the log, as long as they are about one verb, before a
  /// position and not behind another, and nothing but plain prohibitions speaks of them; returns how many.
  mutating func sweep(
    _ acts: UnsafeBufferPointer<Occurrence>, from place: Int, _ index: NormIndex, _ triggers: NormIndex, _ verb: Int,
    _ lives: [TreatyLife], until limit: (due: Position, last: Position), into offences: inout Ledger<OffenceRecord>
  ) -> Int {
    refreshUneven(lives)
    var passed = 0
    while passed < acts.count {
      let rest = UnsafeBufferPointer(rebasing: acts[passed...])
      let (count, stale) = index.withTables { index in
        triggers.withTables { triggers in
          withRows { rows in
            rows.sweep(
              rest, from: place + passed, index, triggers, verb, layout.first[verb], until: limit, into: &offences)
          }
        }
      }
      passed += count
      guard let stale else { break }
      _ = row(of: stale, lives, at: acts[passed].position)
    }
    return passed
  }

  @inline(__always)
  private func withRows<Result>(_ body: (Rows) -> Result) -> Result {
    rows.withUnsafeBufferPointer { rows in
      places.withUnsafeBufferPointer { places in
        seen.withUnsafeBufferPointer { seen in
          uneven.withUnsafeBufferPointer { uneven in
            body(
              Rows(
                rows: rows, places: places, seen: seen, uneven: uneven, changes: changes.count, width: layout.width))
          }
        }
      }
    }
  }

  private struct Rows {
    let rows: UnsafeBufferPointer<NormBits>
    let places: UnsafeBufferPointer<Int32>
    let seen: UnsafeBufferPointer<Int>
    let uneven: UnsafeBufferPointer<NormBits>
    let changes: Int
    let width: Int

    /// Where the row of what stands in a role begins; less than 0 where it has to be brought up to date.
    @inline(__always)
    func start(_ code: Int32) -> Int {
      let number = Int(code)
      guard number >= 0, number < places.count else { return 0 }
      let place = Int(places[number])
      return place >= 0 && seen[place] == changes ? place * width : -1
    }

    /// As `Presence.sweep`; stops also at an actor whose row has to be brought up to date, which it then returns.
    func sweep(
      _ acts: UnsafeBufferPointer<Occurrence>, from place: Int, _ index: NormIndex.Tables,
      _ triggers: NormIndex.Tables, _ verb: Int, _ first: Int, until limit: (due: Position, last: Position),
      into offences: inout Ledger<OffenceRecord>
    ) -> (count: Int, stale: Thing?) {
      let blocks = index.blocks
      return withUnsafeTemporaryAllocation(of: NormBits.self, capacity: blocks + triggers.blocks) { matching in
        withUnsafeTemporaryAllocation(of: OffenceRecord.self, capacity: 60) { kept in
          let matching = matching.baseAddress
          var (number, count) = (0, 0)
          var stale: Thing?
          acts: while number < acts.count {
            let (act, position) = (acts[number].act, acts[number].position)
            guard act.verb == verb, position < limit.due, position <= limit.last, act.isEstablished,
              !triggers.mark(act, in: matching.map { $0 + blocks })
            else { break }
            guard index.mark(act, in: matching), let matching else {
              number += 1
              continue
            }
            let own = start(act.code(0))
            guard own >= 0 else {
              stale = Thing(act.code(0))
              break
            }
            var (left, others) = (NormBits.zero, NormBits.zero)
            for block in 0..<blocks {
              let marked = matching[block]
              others |= marked & (uneven[first + block] | index.named[block])
              let kept = marked & rows[own + first + block]
              matching[block] = kept
              left |= kept
            }
            guard others.isEmpty else { break }
            for (role, place) in index.partyPlaces.enumerated() where !left.isEmpty {
              let party = start(act.code(place))
              guard party >= 0 else {
                stale = Thing(act.code(place))
                break acts
              }
              left = .zero
              for block in 0..<blocks {
                let free = index.notWantingParties[role * blocks + block]
                let kept = matching[block] & (rows[party + first + block] | free)
                matching[block] = kept
                left |= kept
              }
            }
            if !left.isEmpty {
              for word in 0..<(blocks * 4) {
                var bits = matching[word / 4][word: word % 4]
                while bits != 0 {
                  let norm = Int(index.numbers[word * 64 + bits.trailingZeroBitCount])
                  bits &= bits - 1
                  if count == kept.count {
                    offences.append(contentsOf: UnsafeBufferPointer(rebasing: kept[..<count]))
                    count = 0
                  }
                  kept[count] = OffenceRecord(place: place + number, norm: norm, isSure: true)
                  count += 1
                }
              }
            }
            number += 1
          }
          offences.append(contentsOf: UnsafeBufferPointer(rebasing: kept[..<count]))
          return (number, stale)
        }
      }
    }
  }
}
