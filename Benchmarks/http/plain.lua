-- The same request again and again; the result as one line of JSON.
dofile(os.getenv("BENCH_REPORT"))
