local xs, seed = {}, 42
for i = 0, 99999 do seed = (seed * 1103 + 12345) % 65537; xs[#xs + 1] = {seed, i} end
local function key(x) return (x * 7919) % 65537 end
table.sort(xs, function(a, b)
  local p, q = key(a[1]), key(b[1])
  if p ~= q then return p < q end
  return a[2] < b[2]
end)
local total = 0
for i = 0, 99999 do total = total + xs[i + 1][1] * (i % 10) end
print(total)
