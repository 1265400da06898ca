const parts = []
for (let i = 0; i < 300_000; i++) parts.push(`item ${i}`)
console.log(parts.join(", ").length)
