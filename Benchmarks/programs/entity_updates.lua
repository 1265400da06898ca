Atlantia = {power = 0, debt = 0}
local function work()
  for i = 0, 999999 do Atlantia.power = Atlantia.power + 1; Atlantia.debt = Atlantia.power + i end
  return Atlantia.power + Atlantia.debt
end
print(work())
