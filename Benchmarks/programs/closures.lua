local function adder(n) return function(x) return x + n end end
local total = 0
for i = 0, 999999 do local add = adder(i); total = add(total) % 1000003 end
print(total)
