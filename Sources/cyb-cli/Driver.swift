import CybRuntime
import CybSyntax
import Glibc

final class H: Host, @unchecked Sendable {
  func write(_ bytes: [UInt8]) { bytes.withUnsafeBytes { _ = Glibc.write(1, $0.baseAddress!, $0.count) } }
  func read(path: String, from script: String) throws -> [UInt8] {
    let p = path.hasPrefix("/") ? path : (script.contains("/") ? String(script[...script.lastIndex(of: "/")!]) + path : path)
    guard let f = fopen(p, "r") else { throw Failure("cyb-file", "cannot read \(p)") }
    var out: [UInt8] = []
    var buf = [UInt8](repeating: 0, count: 65536)
    while true {
      let n = fread(&buf, 1, buf.count, f)
      if n == 0 { break }
      out += buf[0..<n]
    }
    return out
  }
}
func go() {
  let host = H()
  do {
    let s = try Session(limits: Limits(), host: host)
    let r: Session.Result
    if CommandLine.arguments[1] == "-e" {
      r = s.enter(Array(CommandLine.arguments[2].utf8), name: "<e>")
      if let v = r.value { print(s.machine.describe(v)) }
    } else {
      s.machine.testSink = { print("test", $0.name, $0.failure.map { "FAILED \($0.message) \($0.notes)" } ?? "ok") }
      r = s.run(try host.read(path: CommandLine.arguments[1], from: ""), name: CommandLine.arguments[1])
    }
    for d in r.diagnostics {
      var place = ""
      if let sp = d.span {
        let (l, c) = s.sources[sp.file].position(of: sp.start)
        place = "\(s.sources[sp.file].name):\(l):\(c) `\(s.sources.text(sp).prefix(60))`"
      }
      print("\(d.severity)[\(d.code)] \(d.message) \(place) \(d.notes) \(d.help)")
    }
  } catch let f as Failure { print("FAIL", f.diagnostic.message, f.diagnostic.span as Any) } catch { print(error) }

}
func start() {
var attr = pthread_attr_t()
pthread_attr_init(&attr)
pthread_attr_setstacksize(&attr, 1 << 30)
var t = pthread_t()
pthread_create(&t, &attr, { _ in go(); return nil }, nil)
pthread_join(t, nil)
}
