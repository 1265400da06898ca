n = 17
sizes = [1 + (i * 7) % 13 for i in range(n)]
leaning = [[0 if i == j else ((i * 31 + j * 31 + i * j) % 7) - 3 for j in range(n)] for i in range(n)]
def work():
    side = [0] * n
    energy = 0
    for i in range(n):
        for j in range(n):
            if i != j:
                energy -= sizes[i] * sizes[j] * leaning[i][j]
    least = energy
    for step in range(1, 65536):
        flip = 0
        rest = step
        while rest % 2 == 0:
            rest //= 2
            flip += 1
        row = leaning[flip]
        change = 0
        mine = side[flip]
        for j in range(n):
            if side[j] == mine:
                change += sizes[j] * row[j]
            else:
                change -= sizes[j] * row[j]
        energy += 2 * sizes[flip] * change
        side[flip] = 1 - mine
        if energy < least:
            least = energy
    return least
print(work())
