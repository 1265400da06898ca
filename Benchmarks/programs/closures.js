const adder = n => x => x + n
let total = 0
for (let i = 0; i < 1_000_000; i++) { const add = adder(i); total = add(total) % 1_000_003 }
console.log(total)
