-- Claims the next turn, or goes on claiming it, unless another does.
-- KEYS: the claim. ARGV: whose it is, and for how many milliseconds.
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
