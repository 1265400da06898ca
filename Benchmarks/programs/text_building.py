def work():
    parts = []
    for i in range(300_000):
        parts.append(f"item {i}")
    return len(", ".join(parts))
print(work())
