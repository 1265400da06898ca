local function work(n)
  local seed, inside = 42, 0
  for i = 1, n do
    seed = (seed * 16807) % 2147483647
    local x = seed / 2147483647
    seed = (seed * 16807) % 2147483647
    local y = seed / 2147483647
    if x * x + y * y < 1 then inside = inside + 1 end
  end
  return inside
end
print(work(1000000))
