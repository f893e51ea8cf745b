-- Posts renders of card A with so many distinct texts, one after the other, again and again.
dofile(os.getenv("BENCH_REPORT"))

local words = { "amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty", "kelp" }

function init(arguments)
    path, template, texts = arguments[1], arguments[3], tonumber(arguments[4])
    -- Each visit goes on where the one before it ended.
    counter = tonumber(arguments[5])
    headers = { ["Authorization"] = "Bearer " .. arguments[2], ["Content-Type"] = "application/json" }
end

local function line(letters, salt)
    local number = counter % texts
    local text, seed = string.format("%06d", number), number + salt
    while #text < letters do
        seed = (seed * 7919 + 104729) % 1000003
        text = text .. " " .. words[seed % #words + 1]
    end
    return text:sub(1, letters)
end

function request()
    counter = counter + 1
    local body = string.format(
        '{"template":"%s","layers":{"t0":{"text":"%s"},"t1":{"text":"%s"},"s0":{"text":"%s"},"s1":{"text":"%s"}}}',
        template, line(21, 1), line(21, 2), line(41, 3), line(41, 4))
    return wrk.format("POST", path, headers, body)
end
