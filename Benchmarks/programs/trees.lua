local function tree(d) if d == 0 then return {} end return {left = tree(d - 1), right = tree(d - 1)} end
local function size(t) if t.left == nil then return 1 end return 1 + size(t.left) + size(t.right) end
local total = 0
for i = 1, 20 do total = total + size(tree(14)) end
print(total)
