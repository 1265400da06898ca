local function work()
  local p = {x = 0, y = 0}
  for i = 0, 999999 do p.x = p.x + 1; p.y = p.x + i end
  return p.x + p.y
end
print(work())
