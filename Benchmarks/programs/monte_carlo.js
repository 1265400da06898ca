let seed = 42, inside = 0
for (let i = 0; i < 1_000_000; i++) {
  seed = (seed * 16807) % 2147483647; const x = seed / 2147483647
  seed = (seed * 16807) % 2147483647; const y = seed / 2147483647
  if (x * x + y * y < 1) inside++
}
console.log(inside)
