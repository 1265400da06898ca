const n = 17
const range = [...Array(n).keys()]
const sizes = range.map(i => 1 + (i * 7) % 13)
const leaning = range.map(i => range.map(j => i === j ? 0 : ((i * 31 + j * 31 + i * j) % 7) - 3))
const side = new Array(n).fill(0); let energy = 0
for (const i of range) for (const j of range) if (i !== j) energy -= sizes[i] * sizes[j] * leaning[i][j]
let least = energy
for (let step = 1; step < 65536; step++) {
  let flip = 0, rest = step
  while (rest % 2 === 0) { rest /= 2; flip++ }
  const row = leaning[flip], mine = side[flip]; let change = 0
  for (let j = 0; j < n; j++) change += (side[j] === mine ? 1 : -1) * sizes[j] * row[j]
  energy += 2 * sizes[flip] * change; side[flip] = 1 - mine
  if (energy < least) least = energy
}
console.log(least)
