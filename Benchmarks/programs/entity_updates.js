const Atlantia = { power: 0, debt: 0 }
for (let i = 0; i < 1_000_000; i++) { Atlantia.power += 1; Atlantia.debt = Atlantia.power + i }
console.log(Atlantia.power + Atlantia.debt)
