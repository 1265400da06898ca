import CybTools
import Foundation

// Writes the generated files of the repository, in which it must be run: see `make generate`.
for file in GeneratedFiles.all {
  let content = file.content()
  let url = URL(fileURLWithPath: file.path)
  guard (try? String(contentsOf: url, encoding: .utf8)) != content else { continue }
  try content.write(to: url, atomically: true, encoding: .utf8)
  print("wrote \(file.path)")
}
