function place(n, row, columns, left, right) {
  if (row === n) return 1
  let found = 0
  for (let c = 0; c < n; c++) {
    if (columns[c] === 0 && left[row + c] === 0 && right[row - c + n] === 0) {
      const cs = columns.slice(), ls = left.slice(), rs = right.slice()
      cs[c] = 1; ls[row + c] = 1; rs[row - c + n] = 1
      found += place(n, row + 1, cs, ls, rs)
    }
  }
  return found
}
const empty = new Array(20).fill(0)
console.log(place(9, 0, empty, empty, empty))
