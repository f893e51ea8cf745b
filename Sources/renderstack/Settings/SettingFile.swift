import Foundation
import Yams

/// Reads the YAML file of `--config`: a flat map of settings, and `limits` as a map of maps.
///
/// ```yaml
/// port: 8080
/// public-url: https://pictures.example.com
/// trusted-proxy: [10.0.0.0/8]
/// limits:
///   farm: { waiting: 128 }
/// ```
enum SettingFile {
    static let maximumBytes = 1 << 20

    /// - Throws: ``SettingError`` for a file that is missing, too long, no YAML, or holds a key that does not exist.
    static func read(path: String) throws(SettingError) -> SettingLayer {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .unreadable(path: path, reason: "there is no such file, or it may not be read")
        }
        guard bytes.count <= maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: path, reason: "it is longer than 1 MiB or no UTF-8")
        }
        return try parse(text, path: path)
    }

    static func parse(_ text: String, path: String) throws(SettingError) -> SettingLayer {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let reason = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
            throw .unreadable(path: path, reason: reason)
        }
        guard let root, root.scalar?.string.isEmpty != true else { return SettingLayer() }
        guard let mapping = root.mapping else {
            throw .unreadable(path: path, reason: "it is no map of settings")
        }
        var layer = SettingLayer()
        for (keyNode, value) in mapping {
            let name = keyNode.scalar?.string ?? ""
            let source = SettingSource.file(path: path, line: keyNode.mark?.line ?? 1)
            if name == "limits" {
                layer.limits = try limits(in: value, path: path, source: source)
            } else if let key = SettingKey(rawValue: name) {
                layer.values[key] = .init(texts: try texts(of: value, key: key, source: source), source: source)
            } else {
                let known = SettingKey.allCases.map(\.rawValue) + ["limits"]
                throw .unknownKey(name, source: source, known: known)
            }
        }
        return layer
    }

    private static func texts(of node: Node, key: SettingKey, source: SettingSource) throws(SettingError) -> [String] {
        if let text = node.scalar?.string { return [text] }
        if key.isList, let items = node.sequence {
            let texts = items.compactMap { $0.scalar?.string }
            if texts.count == items.count { return texts }
        }
        let written = node.sequence == nil ? "a map" : "a list"
        throw .badValue(key: key.rawValue, value: written, source: source, allowed: key.allowed)
    }

    private static func limits(
        in node: Node, path: String, source: SettingSource
    ) throws(SettingError) -> [String: SettingLayer.Entry] {
        let shape = "a map of maps, such as farm: { waiting: 128 }"
        guard let groups = node.mapping else {
            throw .badValue(key: "limits", value: "no map", source: source, allowed: shape)
        }
        var found: [String: SettingLayer.Entry] = [:]
        for (groupNode, members) in groups {
            let group = groupNode.scalar?.string ?? ""
            guard let members = members.mapping else {
                throw .badValue(key: "limits.\(group)", value: "no map", source: source, allowed: shape)
            }
            for (memberNode, value) in members {
                let name = "\(group).\(memberNode.scalar?.string ?? "")"
                let line = SettingSource.file(path: path, line: memberNode.mark?.line ?? 1)
                guard let text = value.scalar?.string else {
                    throw .badValue(key: "limits.\(name)", value: "no number", source: line, allowed: "a number")
                }
                found[name] = .init(texts: [text], source: line)
            }
        }
        return found
    }
}
