local n = 17
local sizes, leaning = {}, {}
for i = 0, n - 1 do
  sizes[i] = 1 + (i * 7) % 13
  leaning[i] = {}
  for j = 0, n - 1 do leaning[i][j] = i == j and 0 or ((i * 31 + j * 31 + i * j) % 7) - 3 end
end
local function work()
  local side, energy = {}, 0
  for i = 0, n - 1 do side[i] = 0 end
  for i = 0, n - 1 do
    for j = 0, n - 1 do if i ~= j then energy = energy - sizes[i] * sizes[j] * leaning[i][j] end end
  end
  local least = energy
  for step = 1, 65535 do
    local flip, rest = 0, step
    while rest % 2 == 0 do rest = rest // 2; flip = flip + 1 end
    local row, change, mine = leaning[flip], 0, side[flip]
    for j = 0, n - 1 do
      if side[j] == mine then change = change + sizes[j] * row[j] else change = change - sizes[j] * row[j] end
    end
    energy = energy + 2 * sizes[flip] * change
    side[flip] = 1 - mine
    if energy < least then least = energy end
  end
  return least
end
print(work())
