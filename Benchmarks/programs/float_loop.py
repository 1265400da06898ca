def work():
    x = 0.0
    i = 0.0
    while i < 10_000_000:
        x += i * 0.5
        i += 1
    return x
print(int(work()))
