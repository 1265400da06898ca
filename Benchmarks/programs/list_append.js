let total = 0
for (let r = 0; r < 20; r++) { const xs = []; for (let i = 0; i < 100_000; i++) xs.push(i); total += xs.length }
console.log(total)
