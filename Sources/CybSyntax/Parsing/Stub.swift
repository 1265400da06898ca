public struct ParseOptions { public init(isREPL: Bool = false, nestingLimit: Int = 500) {} }
public enum Parser { public static func parse(file: SourceFile, options: ParseOptions = .init()) -> SyntaxTree { fatalError() } }
public enum SourceText { public static func add(_ b: [UInt8], name: String, to: SourceMap) -> (SourceFile, [Diagnostic]) { fatalError() } }
public enum Suggestions { public static func closest(to: String, among: [String]) -> String? { nil } }
