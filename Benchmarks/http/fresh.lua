-- Posts a render of card A with text that was never sent before: three words and a number in each of its four lines.
dofile(os.getenv("BENCH_REPORT"))

local words = {
    "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty", "kelp", "lumen", "maple",
    "nectar", "olive", "pearl", "quill", "ridge", "saffron", "tundra", "umber", "vessel", "willow", "yarrow"
}
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("part", threads)
end

function init(arguments)
    counter = 0
    path = arguments[1]
    headers = { ["Authorization"] = "Bearer " .. arguments[2], ["Content-Type"] = "application/json" }
    template = arguments[3]
    math.randomseed(os.time() + 7919 * part)
end

local function line(letters)
    local text = string.format("%d%07d", part, counter)
    while #text < letters do text = text .. " " .. words[math.random(#words)] end
    return text:sub(1, letters)
end

function request()
    counter = counter + 1
    local body = string.format(
        '{"template":"%s","layers":{"t0":{"text":"%s"},"t1":{"text":"%s"},"s0":{"text":"%s"},"s1":{"text":"%s"}}}',
        template, line(21), line(21), line(41), line(41))
    return wrk.format("POST", path, headers, body)
end
