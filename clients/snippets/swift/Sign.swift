import Crypto
import Foundation

/// A signed image URL that works from any page or mail until `expires` (seconds since 1970).
public func signedURL(_ server: String, _ parameters: [String: String], secret: String, expires: Int) -> String {
    let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    let encode = { (text: String) in text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }
    let query = parameters.merging(["exp": String(expires)]) { $1 }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(encode($0.key))=\(encode($0.value))" }
        .joined(separator: "&")
    let code = HMAC<SHA256>.authenticationCode(
        for: Data("GET\n/api/v1/render\n\(query)".utf8), using: SymmetricKey(data: Data(secret.utf8)))
    let signature = Data(code).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return "\(server)/api/v1/render?\(query)&sig=\(signature)"
}
