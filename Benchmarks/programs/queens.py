def place(n, row, columns, left, right):
    if row == n:
        return 1
    found = 0
    for c in range(n):
        if columns[c] == 0 and left[row + c] == 0 and right[row - c + n] == 0:
            cs, ls, rs = columns[:], left[:], right[:]
            cs[c] = 1
            ls[row + c] = 1
            rs[row - c + n] = 1
            found += place(n, row + 1, cs, ls, rs)
    return found
empty = [0] * 20
print(place(9, 0, empty, empty, empty))
