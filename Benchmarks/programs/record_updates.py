class P:
    __slots__ = ("x", "y")
def work():
    p = P()
    p.x = 0
    p.y = 0
    for i in range(1_000_000):
        p.x += 1
        p.y = p.x + i
    return p.x + p.y
print(work())
