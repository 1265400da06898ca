class State:
    pass
Atlantia = State()
Atlantia.power = 0
Atlantia.debt = 0
def work():
    for i in range(1_000_000):
        Atlantia.power += 1
        Atlantia.debt = Atlantia.power + i
    return Atlantia.power + Atlantia.debt
print(work())
