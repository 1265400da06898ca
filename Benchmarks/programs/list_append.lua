local function work()
  local total = 0
  for round = 1, 20 do
    local xs = {}
    for i = 0, 99999 do xs[#xs + 1] = i end
    total = total + #xs
  end
  return total
end
print(work())
