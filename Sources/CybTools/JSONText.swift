import CybRuntime
import CybSyntax

extension JSONText {
  /// Any value: truths, numbers and `nothing` as themselves (unknown as "unknown"), lists and sets as arrays, maps and
  /// records as objects, all else as the text that `print` shows.
  static func value(_ value: Value, _ machine: Machine) -> String {
    switch value {
    case .nothing, .undefined: return "null"
    case .truth(.yes): return "true"
    case .truth(.no): return "false"
    case .number: return machine.describe(value)
    case .object(let object):
      switch object {
      case let list as ListObject: return array(list.elements, machine)
      case let set as SetObject: return array(set.elements, machine)
      case let map as MapObject:
        return self.object(map.entries.map { (machine.describe($0.key), $0.value) }, machine)
      case let record as RecordObject: return self.object(Array(zip(record.shape.names, record.fields)), machine)
      default: return quoted(machine.describe(value))
      }
    default: return quoted(machine.describe(value))
    }
  }

  private static func array(_ elements: some Sequence<Value>, _ machine: Machine) -> String {
    "[" + elements.map { value($0, machine) }.joined(separator: ",") + "]"
  }

  private static func object(_ fields: [(String, Value)], _ machine: Machine) -> String {
    "{" + fields.map { "\(quoted($0.0)):\(value($0.1, machine))" }.joined(separator: ",") + "}"
  }
}
