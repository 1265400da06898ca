/// Copies values all the way down, so that threads share none: not the variables of closures, which would be wrong, and
/// not the counts of references, which would be slow.
///
/// What is shared within the original is shared within the copy.
struct ValueCopier {
  private var copies: [ObjectIdentifier: Object] = [:]
  /// Variables whose values are yet to be copied; put off because a function may capture the variable that holds it.
  private var pending: [(original: Cell, copy: Cell)] = []

  mutating func copy(_ value: Value) -> Value {
    guard case .object(let object) = value else { return value }
    return .object(copy(object))
  }

  /// Copies what was put off; to be called at the end.
  mutating func finish() {
    while let (original, copy) = pending.popLast() { copy.value = self.copy(original.value) }
  }

  mutating func copy<T: Object>(_ object: T) -> T {
    let identity = ObjectIdentifier(object)
    if let copy = copies[identity] { return unsafeDowncast(copy, to: T.self) }
    let copy = makeCopy(of: object)
    copies[identity] = copy
    return unsafeDowncast(copy, to: T.self)
  }

  private mutating func makeCopy(of object: Object) -> Object {
    switch object.tag {
    case .text:
      return TextObject(unsafeDowncast(object, to: TextObject.self).text)
    case .list:
      return ListObject(unsafeDowncast(object, to: ListObject.self).elements.map { copy($0) })
    case .set:
      return SetObject(unsafeDowncast(object, to: SetObject.self).elements.map { copy($0) })
    case .map:
      let entries = unsafeDowncast(object, to: MapObject.self).entries
      return MapObject(ValueMap(entries.map { (copy($0.key), copy($0.value)) }))
    case .record:
      let record = unsafeDowncast(object, to: RecordObject.self)
      return RecordObject(shape: record.shape, fields: record.fields.map { copy($0) }, role: record.role)
    case .function:
      let function = unsafeDowncast(object, to: FunctionObject.self)
      return FunctionObject(
        body: function.body, captures: function.captures.map { copy($0) },
        symmetricPayoff: function.symmetricPayoff.map { copy($0) })
    case .range:
      let range = unsafeDowncast(object, to: RangeObject.self)
      return RangeObject(
        lower: range.lower, upper: range.upper, excludesUpper: range.excludesUpper, step: range.step)
    case .cell:
      let cell = Cell(.undefined)
      pending.append((unsafeDowncast(object, to: Cell.self), cell))
      return cell
    }
  }
}
