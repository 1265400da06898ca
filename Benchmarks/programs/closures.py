def adder(n):
    return lambda x: x + n
def work():
    total = 0
    for i in range(1_000_000):
        add = adder(i)
        total = add(total) % 1_000_003
    return total
print(work())
