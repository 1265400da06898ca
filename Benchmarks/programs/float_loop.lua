local function work()
  local x, i = 0.0, 0.0
  while i < 10000000 do x = x + i * 0.5; i = i + 1 end
  return x
end
print(string.format("%d", work()))
