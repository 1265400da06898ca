const tree = d => d === 0 ? { left: null, right: null } : { left: tree(d - 1), right: tree(d - 1) }
const size = t => t.left === null ? 1 : 1 + size(t.left) + size(t.right)
let total = 0
for (let i = 0; i < 20; i++) total += size(tree(14))
console.log(total)
