import Foundation
import Testing

/// `cyb fmt`: what is written, what is shown, and what is left alone.
struct FormatTests {
  @Test func filesAreRewritten() throws {
    let folder = try Folder(["a.cyb": "let x=1\n", "b/c.cyb": "let y = 2\n"])
    let file = folder.url.appendingPathComponent("a.cyb").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    let run = try Command.run("fmt", "a.cyb", "b", in: folder)
    #expect(run.status == 0 && run.output == "" && run.errors == "")
    #expect(try folder.read("a.cyb") == "let x = 1\n" && folder.read("b/c.cyb") == "let y = 2\n")
    let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(rights == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["a.cyb", "b"])
  }

  @Test func checkNamesWhatWouldChange() throws {
    let folder = try Folder(["a.cyb": "let x=1\n", "b.cyb": "let y = 2\n"])
    let run = try Command.run("fmt", "--check", ".", in: folder)
    #expect(run.status == 1 && run.output == "./a.cyb\n" && run.errors == "")
    #expect(try folder.read("a.cyb") == "let x=1\n")
    #expect(try Command.run("fmt", "--check", "b.cyb", in: folder).status == 0)
  }

  @Test func diffShowsWhatWouldChange() throws {
    let folder = try Folder(["a.cyb": "let a = 1\nlet b = 2\nlet c = 3\nlet d = 4\nlet x=1\nlet e = 5\n"])
    let run = try Command.run("fmt", "--diff", "a.cyb", in: folder)
    #expect(run.status == 0)
    #expect(
      run.output == """
        --- a.cyb
        +++ a.cyb
        @@ -2,5 +2,5 @@
         let b = 2
         let c = 3
         let d = 4
        -let x=1
        +let x = 1
         let e = 5

        """)
    #expect(try folder.read("a.cyb").contains("let x=1"))
  }

  @Test func standardInputGoesToStandardOutput() throws {
    let run = try Command.run("fmt", "-", input: "let x=true")
    #expect(run.status == 0 && run.output == "let x = yes\n")
  }

  @Test func scriptsWithErrorsAreLeftAsTheyAre() throws {
    let folder = try Folder(["a.cyb": "let x=(1\n", "b.cyb": "let y=1\n"])
    let run = try Command.run("fmt", "a.cyb", "b.cyb", in: folder)
    #expect(run.status == 1 && run.output == "" && run.errors.hasPrefix("error[cyb-unclosed-bracket]"))
    #expect(try folder.read("a.cyb") == "let x=(1\n" && folder.read("b.cyb") == "let y = 1\n")
  }
}
