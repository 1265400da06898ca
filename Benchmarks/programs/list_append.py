def work():
    total = 0
    for _ in range(20):
        xs = []
        for i in range(100_000):
            xs.append(i)
        total += len(xs)
    return total
print(work())
