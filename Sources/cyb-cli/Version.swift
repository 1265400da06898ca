/// The version of the product, as `cyb --version` shows it.
enum Version {
  static let text = "cyb 0.1.0"
}
