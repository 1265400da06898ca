import Cyb
import CybRuntime
import Foundation
import Synchronization
import Testing

/// What a script may read, by every way out of its folder that there is.
final class PermissionTests {
  let base: URL
  let folder: URL

  init() throws {
    base = FileManager.default.temporaryDirectory.appendingPathComponent("cyb-permissions-\(UUID().uuidString)")
    folder = base.appendingPathComponent("scripts")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("data"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      at: base.appendingPathComponent("scripts-of-another"), withIntermediateDirectories: true)
    for path in ["secret.csv", "scripts/own.csv", "scripts/data/rows.csv", "scripts-of-another/rows.csv"] {
      try Data("a\n1\n".utf8).write(to: base.appendingPathComponent(path))
    }
  }

  deinit { try? FileManager.default.removeItem(at: base) }

  /// The code of the error of reading a path; nothing where it is read.
  private func code(_ path: String, permissions: Permissions? = nil) -> String? {
    let cyb = Interpreter(permissions: permissions ?? .read(below: folder.path))
    do throws(CybError) {
      try cyb.run(source: "print(read_csv(\"\(path)\"))")
      return nil
    } catch { return error.first?.code.name }
  }

  private func link(_ name: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent(name).path, withDestinationPath: destination)
  }

  @Test func belowTheFolder() {
    #expect(code("own.csv") == nil)
    #expect(code("data/rows.csv") == nil)
    #expect(code("./data/../own.csv") == nil)
    #expect(code(folder.appendingPathComponent("own.csv").path) == nil)
    #expect(code("none.csv") == "cyb-file-missing")
    #expect(code("data") == "cyb-file-is-folder")
  }

  @Test func nothingWithoutPermission() {
    #expect(code("own.csv", permissions: Permissions.none) == "cyb-files-not-allowed")
    #expect(code("/etc/passwd", permissions: Permissions.none) == "cyb-files-not-allowed")
  }

  @Test func dotsAndAbsolutePathsLeadNotOut() {
    #expect(code("../secret.csv") == "cyb-file-outside")
    #expect(code("data/../../secret.csv") == "cyb-file-outside")
    #expect(code("../scripts-of-another/rows.csv") == "cyb-file-outside")
    #expect(code(base.appendingPathComponent("secret.csv").path) == "cyb-file-outside")
    #expect(code("/etc/passwd") == "cyb-file-outside")
    #expect(code("/proc/self/environ") == "cyb-file-outside")
    // Whether a file exists outside is not told either.
    #expect(code("../none.csv") == "cyb-file-outside")
  }

  @Test func linksThatLeadOutAreRefused() throws {
    try link("inner.csv", to: "data/rows.csv")
    try link("outer.csv", to: "../secret.csv")
    try link("absolute.csv", to: base.appendingPathComponent("secret.csv").path)
    try link("up", to: "..")
    try link("chain.csv", to: "outer.csv")
    try link("round.csv", to: "round.csv")
    #expect(code("inner.csv") == nil)
    #expect(code("outer.csv") == "cyb-file-outside")
    #expect(code("absolute.csv") == "cyb-file-outside")
    #expect(code("up/secret.csv") == "cyb-file-outside")
    #expect(code("chain.csv") == "cyb-file-outside")
    #expect(code("round.csv") == "cyb-file-outside")
  }

  /// A link that leads in when it is looked at and out when it is opened, or the other way round: what is read is never
  /// what lies outside.
  @Test func aLinkThatChangesMeanwhileLeadsNotOut() throws {
    try Data("a\n2\n".utf8).write(to: base.appendingPathComponent("secret.csv"))
    let place = folder.appendingPathComponent("changing.csv").path
    final class Flag: Sendable { let value = Atomic(false) }
    let isOver = Flag()
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      while !isOver.value.load(ordering: .relaxed) {
        for destination in ["own.csv", "../secret.csv"] {
          let spare = place + ".new"
          symlink(destination, spare)
          rename(spare, place)
          usleep(20)
        }
      }
      hasEnded.signal()
    }
    let cyb = Interpreter(permissions: .read(below: folder.path))
    var seen: Set<String> = []
    for _ in 0..<500 {
      do throws(CybError) {
        seen.insert(try cyb.run(source: "print(read_csv(\"changing.csv\")[0].a)").output)
      } catch { seen.insert(error.first?.code.name ?? "") }
    }
    isOver.value.store(true, ordering: .relaxed)
    hasEnded.wait()
    #expect(seen.isSubset(of: ["1\n", "cyb-file-outside", "cyb-file-missing"]))
    #expect(seen.contains("1\n") && seen.contains("cyb-file-outside"))
  }

  @Test func pipesAndDevicesAreRefusedWithoutWaiting() throws {
    #expect(mkfifo(folder.appendingPathComponent("pipe.csv").path, 0o600) == 0)
    #expect(code("pipe.csv") == "cyb-file-not-regular")
    try link("zero.csv", to: "/dev/zero")
    #expect(code("zero.csv").map { ["cyb-file-not-regular", "cyb-file-outside"].contains($0) } == true)
    #expect(code("/dev/zero", permissions: .read(below: "/")) == "cyb-file-not-regular")
  }

  @Test func severalFolders() {
    let both = Permissions.read(below: [folder.path, base.appendingPathComponent("scripts-of-another").path])
    #expect(code("../scripts-of-another/rows.csv", permissions: both) == nil)
    #expect(code("../secret.csv", permissions: both) == "cyb-file-outside")
  }

  @Test func aHostMayServeFilesFromMemory() throws {
    final class Memory: CybRuntime.Host {
      func write(_ bytes: [UInt8]) {}
      func read(path: String, from script: String) throws -> [UInt8] { Array("a\n\(path.count)\n".utf8) }
    }
    let cyb = Interpreter(permissions: .askHost, host: Memory())
    #expect(try cyb.evaluate("read_csv(\"1234\")[0].a") == 4)
  }
}
