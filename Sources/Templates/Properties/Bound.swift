import Limit

/// One end of a range: a number, or one of the service's limits.
enum Bound: Sendable {
    case exactly(Double)
    case coordinate
    case negativeCoordinate
    case blur
    case fontSize
    case canvasSide
    case listItems
    case pathSegments

    func value(in limits: Limits) -> Double {
        switch self {
        case .exactly(let number): number
        case .coordinate: limits.template.coordinate
        case .negativeCoordinate: -limits.template.coordinate
        case .blur: limits.template.blurPixels
        case .fontSize: limits.text.fontSizePixels
        case .canvasSide: Double(limits.output.sidePixels)
        case .listItems: Double(limits.template.listItems)
        case .pathSegments: Double(limits.template.pathSegments)
        }
    }
}

extension Bound: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    init(integerLiteral value: Int) { self = .exactly(Double(value)) }
    init(floatLiteral value: Double) { self = .exactly(value) }
}

/// A range of numbers; the lower end may be left out of it.
struct NumberRange: Sendable {
    let minimum: Bound
    let maximum: Bound
    let isAboveMinimum: Bool

    func contains(_ number: Double, _ limits: Limits) -> Bool {
        let low = minimum.value(in: limits)
        return (isAboveMinimum ? number > low : number >= low) && number <= maximum.value(in: limits)
    }
}
