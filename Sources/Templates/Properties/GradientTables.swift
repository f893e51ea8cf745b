/// The properties of gradients and of their stops.
enum GradientTables {
    static let types = ["linear", "radial", "conic"]

    static let type = PropertyRule(
        name: "type", rule: .choice(types, planned: []), defaultValue: nil, isRequired: true,
        summary: "The kind of gradient.")
    static let stops = Property(
        required: "stops", .list(of: stop, minimum: 2), placeholder: [],
        "Colours along the gradient; an offset below the one before it counts as that one.")
    static let lineAngle = Property(
        "angle", .coordinate, default: 180, "Direction in degrees as in CSS: 0 points up, 90 to the right.")
    static let sweepAngle = Property(
        "angle", .coordinate, default: 0, "Where the sweep starts, in degrees clockwise from the top.")
    static let center = Property(
        "center", .point(.negativeCoordinate, .coordinate), default: ["x": 0.5, "y": 0.5],
        "The centre, in fractions of the box.")
    static let radius = Property(
        "radius", .number(0, .coordinate, isAboveMinimum: true), default: 1,
        "The radius, as a fraction of half the box's diagonal.")

    static let offset = Property(required: "offset", .number(0, 1), placeholder: 0, "The place along the gradient.")
    static let color = Property(required: "color", .color, placeholder: .black, "The colour at that place.")
    static let stopTable = Table("a stop", [offset.rule, color.rule])
    static let stop = Kind<Paint.Stop>.object(stopTable) { reader, inspection in
        Paint.Stop(offset: reader.read(offset, &inspection), color: reader.read(color, &inspection))
    }

    static let linear = Table("a linear gradient", [type, lineAngle.rule, stops.rule])
    static let radial = Table("a radial gradient", [type, center.rule, radius.rule, stops.rule])
    static let conic = Table("a conic gradient", [type, center.rule, sweepAngle.rule, stops.rule])

    static func table(of type: String) -> Table? {
        switch type {
        case "linear": linear
        case "radial": radial
        case "conic": conic
        default: nil
        }
    }

    /// Reads the gradient of an object with a `type`.
    static func read(_ members: [String: JSONValue], _ inspection: inout Inspection) -> Paint? {
        guard let type = members["type"] else {
            inspection.report("is required: one of \(Wording.list(types))", at: "type")
            return nil
        }
        guard let name = type.stringValue, let table = table(of: name) else {
            inspection.report("must be one of \(Wording.list(types)), not \(Wording.describe(type))", at: "type")
            return nil
        }
        var reader = ObjectReader(members)
        reader.skip("type")
        let stops = ascending(reader.read(stops, &inspection))
        let paint: Paint =
            switch name {
            case "linear": .linear(angle: reader.read(lineAngle, &inspection), stops: stops)
            case "radial":
                .radial(
                    center: reader.read(center, &inspection), radius: reader.read(radius, &inspection), stops: stops)
            default:
                .conic(
                    center: reader.read(center, &inspection), angle: reader.read(sweepAngle, &inspection), stops: stops)
            }
        reader.finish(table, &inspection)
        return paint
    }

    /// Offsets that never decrease (CSS Images 3, "Color Stop Fixup").
    private static func ascending(_ stops: [Paint.Stop]) -> [Paint.Stop] {
        var highest = 0.0
        return stops.map { stop in
            highest = max(highest, stop.offset)
            return Paint.Stop(offset: highest, color: stop.color)
        }
    }
}

extension Kind where Value == Paint {
    static var paint: Kind {
        Kind(rule: .paint) { value, inspection in
            switch value {
            case .string(let text): return Kind<RGBA>.readColor(text, &inspection).map { .color($0) }
            case .object(let members): return GradientTables.read(members, &inspection)
            default:
                inspection.refuse(value, .paint)
                return nil
            }
        }
    }
}
