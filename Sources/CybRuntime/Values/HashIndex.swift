/// Where each key of an ordered table stands: open addressing with linear probing, one word per bucket.
///
/// The upper half of a bucket is a fragment of the key's hash, which chooses the bucket and spares most comparisons
/// of keys, and which lets the index grow without looking at the keys again. The lower half is the key's position
/// plus one; zero is an empty bucket. At most half of the buckets are in use.
struct HashIndex: Sendable {
  private var buckets: [UInt64] = []
  private var used = 0

  /// Below this many keys a table does without an index and compares them one by one.
  static let smallest = 8

  var isEmpty: Bool { buckets.isEmpty }

  /// Bytes of the memory behind the index.
  @inline(__always)
  var accountedBytes: Int { buckets.count * MemoryLayout<UInt64>.stride }

  /// The position for which `matches` holds, among those whose keys have this hash.
  @inline(__always)
  func find(_ hash: UInt64, _ matches: (Int) -> Bool) -> Int? {
    buckets.withUnsafeBufferPointer { buckets in
      let mask = buckets.count - 1
      let fragment = hash >> 32
      var place = Int(truncatingIfNeeded: fragment) & mask
      while true {
        let bucket = buckets[place]
        if bucket == 0 { return nil }
        if bucket >> 32 == fragment {
          let position = Int(bucket & 0xFFFF_FFFF) - 1
          if matches(position) { return position }
        }
        place = (place + 1) & mask
      }
    }
  }

  /// The position for which `matches` holds; or nothing, and then the key is entered with the given position.
  @inline(__always)
  mutating func findOrInsert(_ hash: UInt64, position: Int, _ matches: (Int) -> Bool) -> Int? {
    if (used + 1) * 2 > buckets.count { grow(to: max(2 * Self.smallest, buckets.count * 2)) }
    let found = buckets.withUnsafeMutableBufferPointer { buckets -> Int? in
      let mask = buckets.count - 1
      let fragment = hash >> 32
      var place = Int(truncatingIfNeeded: fragment) & mask
      while true {
        let bucket = buckets[place]
        if bucket == 0 {
          buckets[place] = (hash & ~0xFFFF_FFFF) | UInt64(position + 1)
          return nil
        }
        if bucket >> 32 == fragment {
          let position = Int(bucket & 0xFFFF_FFFF) - 1
          if matches(position) { return position }
        }
        place = (place + 1) & mask
      }
    }
    if found == nil { used += 1 }
    return found
  }

  mutating func reserveCapacity(_ count: Int) {
    var size = max(2 * Self.smallest, buckets.count)
    while size < count * 2 { size *= 2 }
    if size > buckets.count { grow(to: size) }
  }

  @inline(never)
  private mutating func grow(to size: Int) {
    var larger = [UInt64](repeating: 0, count: size)
    larger.withUnsafeMutableBufferPointer { larger in
      for bucket in buckets where bucket != 0 {
        var place = Int(truncatingIfNeeded: bucket >> 32) & (size - 1)
        while larger[place] != 0 { place = (place + 1) & (size - 1) }
        larger[place] = bucket
      }
    }
    buckets = larger
  }
}
