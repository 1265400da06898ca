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
    let (first, blocks, numbers, named) = (layout.first[verb], index.blocks, index.numbers, index.named)
    return withUnsafeTemporaryAllocation(of: NormBits.self, capacity: blocks + triggers.blocks) { all in
      let matching = UnsafeMutableBufferPointer(rebasing: all[..<blocks])
      let triggered = UnsafeMutableBufferPointer(rebasing: all[blocks...])
      return withUnsafeTemporaryAllocation(of: OffenceRecord.self, capacity: 60) { kept in
        let words = UnsafeRawBufferPointer(matching).assumingMemoryBound(to: UInt64.self)
        var (number, count) = (0, 0)
        while number < acts.count {
          let (act, position) = (acts[number].act, acts[number].position)
          guard act.verb == verb, position < limit.due, position <= limit.last, act.isEstablished,
            !triggers.mark(act, in: triggered)
          else { break }
          number += 1
          guard index.mark(act, in: matching) else { continue }
          let (isAnyLeft, areOthers) = strike(matching, act, index, first, lives, at: position)
          var isNamed = false
          for block in 0..<blocks { isNamed = isNamed || !(matching[block] & named[block]).isEmpty }
          if areOthers || isNamed {
            number -= 1
            break
          }
          guard isAnyLeft else { continue }
          for word in words.indices {
            var bits = words[word]
            while bits != 0 {
              let norm = Int(numbers[word * 64 + bits.trailingZeroBitCount])
              bits &= bits - 1
              if count == kept.count {
                offences.append(contentsOf: UnsafeBufferPointer(rebasing: kept[..<count]))
                count = 0
              }
              kept[count] = OffenceRecord(
                place: place + number - 1, norm: norm, actor: Thing(act.code(0)), isSure: true)
              count += 1
            }
          }
        }
        offences.append(contentsOf: UnsafeBufferPointer(rebasing: kept[..<count]))
        return number
      }
    }
  }
}
