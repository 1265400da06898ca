def work():
    xs = []
    seed = 42
    for _ in range(100_000):
        seed = (seed * 1103 + 12345) % 65537
        xs.append(seed)
    ordered = sorted(xs, key=lambda x: (x * 7919) % 65537)
    return sum(x * (i % 10) for i, x in enumerate(ordered))
print(work())
