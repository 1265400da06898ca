class T:
    __slots__ = ("left", "right")
    def __init__(self, left, right):
        self.left = left
        self.right = right
def tree(d):
    return T(None, None) if d == 0 else T(tree(d - 1), tree(d - 1))
def size(t):
    return 1 if t.left is None else 1 + size(t.left) + size(t.right)
print(sum(size(tree(14)) for _ in range(20)))
