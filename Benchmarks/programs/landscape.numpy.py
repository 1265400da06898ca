import numpy as np

n = 17
sizes = np.array([1 + (i * 7) % 13 for i in range(n)], dtype=np.int32)
leaning = np.array([[0 if i == j else ((i * 31 + j * 31 + i * j) % 7) - 3 for j in range(n)] for i in range(n)], dtype=np.int32)


def work():
    pull = -(sizes[:, None] * sizes[None, :] * leaning)
    camps = np.arange(1 << (n - 1), dtype=np.int32)
    sides = 2 * ((camps[:, None] >> np.arange(n, dtype=np.int32)) & 1) - 1
    # A pair in one camp adds its pull, a pair in two takes nothing: (1 + product of the sides) / 2.
    energy = (pull.sum() + ((sides @ pull) * sides).sum(axis=1)) // 2
    return int(energy.min())


print(work())
