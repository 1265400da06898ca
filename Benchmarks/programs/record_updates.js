const p = { x: 0, y: 0 }
for (let i = 0; i < 1_000_000; i++) { p.x += 1; p.y = p.x + i }
console.log(p.x + p.y)
