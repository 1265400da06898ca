const xs = []; let seed = 42
for (let i = 0; i < 100_000; i++) { seed = (seed * 1103 + 12345) % 65537; xs.push(seed) }
const key = x => (x * 7919) % 65537
xs.sort((a, b) => key(a) - key(b))
console.log(xs.reduce((t, x, i) => t + x * (i % 10), 0))
