import CybSyntax
enum BuiltinTable { static let all: [Builtin] = []; static func named(_ n: String) -> Builtin? { nil } }
extension Builtin { func bind(_ base: UnsafeMutablePointer<Value>, _ count: inout Int, labels: [Name?]) throws {} }
