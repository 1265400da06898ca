/// A record: named fields in the order of their writing.
///
/// The names live in a `Shape` that records of the same make share, so that a field is found by comparing one
/// pointer (see the inline caches of the evaluator).
public final class RecordObject: Object, @unchecked Sendable {
  public internal(set) var shape: Shape
  public internal(set) var fields: [Value]
  /// What kind of answer this is, where a question made it; decides how it is printed.
  public let role: Role

  public enum Role: UInt8, Sendable {
    case plain, explanation, outcome, table, simulation
  }

  init(shape: Shape, fields: [Value], role: Role = .plain) {
    self.shape = shape
    self.fields = fields
    self.role = role
    super.init(tag: .record, depth: 1 + Value.depth(of: fields))
  }

  /// A record from names and values; a later field replaces an earlier one of the same name.
  public convenience init(_ pairs: [(String, Value)], role: Role = .plain) {
    var shape = Shape.empty
    var fields: [Value] = []
    for (name, value) in pairs {
      if let index = shape.index(of: name) {
        fields[index] = value
      } else {
        shape = shape.adding(name)
        fields.append(value)
      }
    }
    self.init(shape: shape, fields: fields, role: role)
  }

  public subscript(name: String) -> Value? {
    shape.index(of: name).map { fields[$0] }
  }
}

extension RecordObject {
  func copy() -> RecordObject { RecordObject(shape: shape, fields: fields, role: role) }
}
