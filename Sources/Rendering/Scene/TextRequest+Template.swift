import Templates
import Typography

extension TextRequest {
    /// What a text layer asks of the text engine, in a box of the layer's size.
    init(_ text: TextContent, width: Double?, height: Double?) {
        self.init(text: text.text)
        families = text.families
        weight = text.weight
        isItalic = text.isItalic
        size = text.size
        lineHeight = text.lineHeight
        letterSpacing = text.letterSpacing
        wordSpacing = text.wordSpacing
        language = text.language
        transform = .init(text.transform)
        self.width = width
        self.height = height
        alignment = .init(text.align)
        verticalAlignment = .init(text.verticalAlign)
        wrapping = .init(text.wrap)
        maximumLines = text.maxLines
        overflow = .init(text.overflow)
        direction = .init(text.direction)
        if let fit = text.fit, fit.mode == .shrink { self.fit = Fit(minimum: fit.min, maximum: fit.max) }
    }
}

extension TextRequest.Transform {
    fileprivate init(_ transform: TextContent.Transform) {
        self =
            switch transform {
            case .none: .none
            case .uppercase: .uppercase
            case .lowercase: .lowercase
            case .capitalize: .capitalize
            }
    }
}

extension TextRequest.Alignment {
    fileprivate init(_ align: TextContent.Align) {
        self =
            switch align {
            case .start: .start
            case .left: .left
            case .center: .center
            case .right: .right
            case .end: .end
            case .justify: .justify
            }
    }
}

extension TextRequest.VerticalAlignment {
    fileprivate init(_ align: TextContent.VerticalAlign) {
        self =
            switch align {
            case .top: .top
            case .middle: .middle
            case .bottom: .bottom
            }
    }
}

extension TextRequest.Wrapping {
    fileprivate init(_ wrap: TextContent.Wrap) {
        self =
            switch wrap {
            case .word: .word
            case .anywhere: .anywhere
            case .none: .none
            }
    }
}

extension TextRequest.Overflow {
    fileprivate init(_ overflow: TextContent.Overflow) {
        self =
            switch overflow {
            case .visible: .visible
            case .clip: .clip
            case .ellipsis: .ellipsis
            }
    }
}

extension TextRequest.Direction {
    fileprivate init(_ direction: TextContent.Direction) {
        self =
            switch direction {
            case .auto: .auto
            case .ltr: .leftToRight
            case .rtl: .rightToLeft
            }
    }
}
