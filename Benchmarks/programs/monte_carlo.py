def work(n):
    seed = 42
    inside = 0
    for _ in range(n):
        seed = (seed * 16807) % 2147483647
        x = seed / 2147483647
        seed = (seed * 16807) % 2147483647
        y = seed / 2147483647
        if x * x + y * y < 1:
            inside += 1
    return inside
print(work(1_000_000))
