local function copy(t) return table.move(t, 0, 19, 0, {}) end
local function place(n, row, columns, left, right)
  if row == n then return 1 end
  local found = 0
  for c = 0, n - 1 do
    if columns[c] == 0 and left[row + c] == 0 and right[row - c + n] == 0 then
      local cs, ls, rs = copy(columns), copy(left), copy(right)
      cs[c] = 1; ls[row + c] = 1; rs[row - c + n] = 1
      found = found + place(n, row + 1, cs, ls, rs)
    end
  end
  return found
end
local empty = {}
for i = 0, 19 do empty[i] = 0 end
print(place(9, 0, empty, empty, empty))
