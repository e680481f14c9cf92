-- Appends a batch, provided that nobody has appended since the mark that it was made on.
-- KEYS: the journal, then every key that a step changes, at last the claim of a turn.
-- ARGV: the expected mark, the next mark, the server's identity, the channel, who appends, and the steps one after
-- another: a command, the index of its key, the number of its arguments, the arguments.
if redis.call('HGET', KEYS[1], 'mark') ~= ARGV[1] then
  return 0
end
local at = 6
while at <= #ARGV do
  local count = tonumber(ARGV[at + 2])
  redis.call(ARGV[at], KEYS[tonumber(ARGV[at + 1])], unpack(ARGV, at + 3, at + 2 + count))
  at = at + 3 + count
end
redis.call('HSET', KEYS[1], 'mark', ARGV[2], 'origin', ARGV[3])
redis.call('HINCRBY', KEYS[1], 'appended', 1)
if redis.call('GET', KEYS[#KEYS]) == ARGV[5] then
  redis.call('DEL', KEYS[#KEYS])
end
-- Others find out sooner or later anyway, so that a user who may not publish still may append.
redis.pcall('PUBLISH', ARGV[4], ARGV[5])
return 1
