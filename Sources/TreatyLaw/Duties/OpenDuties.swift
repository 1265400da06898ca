/// The duties that may still be met, by verb and debtor, and there by what their first role wants that one thing alone can
/// fill: so an act finds those that it may discharge without looking at the others.
struct OpenDuties {
  /// A role (0 is the object) and the thing that it wants; place -1 where no role wants one thing alone.
  struct Aim: Hashable {
    var place = Int8(-1)
    var thing = Thing(0)

    init(place: Int8 = -1, thing: Thing = Thing(0)) {
      self.place = place
      self.thing = thing
    }

    init(of pattern: ActPattern, _ bindings: Bindings) {
      for (place, role) in ([pattern.object] + pattern.roles).enumerated() {
        switch role.extent {
        case .things(let things) where things.count == 1: self.init(place: Int8(place), thing: things[0])
        case .name(let name):
          guard name < bindings.count, let bound = bindings[name] else { continue }
          self.init(place: Int8(place), thing: bound)
        default: continue
        }
        return
      }
      self.init()
    }
  }

  /// Those of one norm, in the order of their start.
  struct Lines {
    var norm: Int
    var inTime = Line()
    /// Breached, and no reparation has taken their place.
    var late = Line()

    fileprivate mutating func merge(_ other: Lines) {
      inTime.merge(other.inTime)
      late.merge(other.late)
    }
  }

  private struct Debtor {
    var lines: [Aim: [Lines]] = [:]
    /// The places that aims have had: bit 0 is that of no place.
    var places: UInt16 = 0
    var count = 0
  }

  private var rows: [ThingTable<Debtor>]

  init(verbs: Int) { rows = [ThingTable<Debtor>](repeating: ThingTable(), count: verbs) }

  func isEmpty(_ verb: Int, _ debtor: Thing) -> Bool { rows[verb][debtor].map { $0.count == 0 } ?? true }

  mutating func add(_ duty: Int, _ norm: Norm, _ debtor: Thing, _ aim: Aim) {
    change(norm, debtor, aim) { $0.inTime.append(duty) }
    rows[norm.act.verb][debtor, default: Debtor()].count += 1
  }

  /// A duty is from now on late.
  mutating func miss(_ duty: Int, _ norm: Norm, _ debtor: Thing, _ aim: Aim) {
    change(norm, debtor, aim) {
      guard $0.inTime.remove(duty) else { return }
      $0.late.append(duty)
    }
  }

  mutating func remove(_ duty: Int, _ norm: Norm, _ debtor: Thing, _ aim: Aim) {
    change(norm, debtor, aim) { if !$0.inTime.remove(duty) { _ = $0.late.remove(duty) } }
    rows[norm.act.verb][debtor, default: Debtor()].count -= 1
  }

  private mutating func change(_ norm: Norm, _ debtor: Thing, _ aim: Aim, _ body: (inout Lines) -> Void) {
    rows[norm.act.verb][debtor, default: Debtor()].places |= 1 << UInt16(aim.place + 1)
    func change(_ lines: inout [Lines]) {
      guard let place = lines.firstIndex(where: { $0.norm == norm.index }) else {
        var new = Lines(norm: norm.index)
        body(&new)
        return lines.append(new)
      }
      body(&lines[place])
      if lines[place].inTime.isEmpty, lines[place].late.isEmpty { lines.remove(at: place) }
    }
    change(&rows[norm.act.verb][debtor, default: Debtor()].lines[aim, default: []])
  }

  /// Those that an act may discharge if a debtor did it: all but those of which a role wants something else.
  func candidates(for act: Act, by debtor: Thing) -> [Lines] {
    guard let own = rows[act.verb][debtor], own.count > 0 else { return [] }
    var found: [Lines] = []
    func take(_ aim: Aim) {
      guard let lines = own.lines[aim] else { return }
      if found.isEmpty { return found = lines }
      lines.forEach { add($0, to: &found) }
    }
    var places = own.places
    while places != 0 {
      let place = places.trailingZeroBitCount - 1
      places &= places - 1
      guard place >= 0 else {
        take(Aim())
        continue
      }
      switch place == 0 ? act.object : act.roles[place - 1] {
      case .thing(let thing): take(Aim(place: Int8(place), thing: thing))
      case .absent: break
      case .open, .someone, .undeclared: own.lines.keys.filter { $0.place == place }.forEach(take)
      }
    }
    return found
  }

  private func add(_ lines: Lines, to found: inout [Lines]) {
    if let known = found.firstIndex(where: { $0.norm == lines.norm }) {
      found[known].merge(lines)
    } else {
      found.append(lines)
    }
  }

  /// All with a verb, in the order of their start.
  func all(_ verb: Int) -> [Int] {
    rows[verb].keys.flatMap { debtor in
      (rows[verb][debtor]?.lines ?? [:]).values.flatMap { $0.flatMap { Array($0.inTime) + Array($0.late) } }
    }.sorted()
  }
}

extension OpenDuties {
  /// Numbers in ascending order, of which mostly the first is taken away.
  struct Line: Sequence {
    private var numbers: [Int] = []
    private var head = 0

    var isEmpty: Bool { head == numbers.count }

    func makeIterator() -> ArraySlice<Int>.Iterator { numbers[head...].makeIterator() }

    mutating func append(_ number: Int) {
      if let last = numbers.last, head < numbers.count, last > number {
        numbers.insert(number, at: place(of: number))
      } else {
        numbers.append(number)
      }
    }

    /// False where it is not there.
    mutating func remove(_ number: Int) -> Bool {
      let place = place(of: number)
      guard place < numbers.count, numbers[place] == number else { return false }
      guard place == head else {
        numbers.remove(at: place)
        return true
      }
      head += 1
      if head > 32, head * 2 > numbers.count {
        numbers.removeFirst(head)
        head = 0
      }
      return true
    }

    mutating func merge(_ other: Line) {
      guard !other.isEmpty else { return }
      numbers = (Array(self) + Array(other)).sorted()
      head = 0
    }

    private func place(of number: Int) -> Int { numbers[head...].partitioningIndex { $0 >= number } }
  }
}
