def work():
    m = {}
    for i in range(200_000):
        m[f"k{i}"] = i
    total = 0
    for i in range(200_000):
        total += m[f"k{i}"]
    return total
print(work())
