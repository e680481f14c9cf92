-- Sees that everything can be written that a batch needs, and answers the journal, which is made if there is none.
-- KEYS: the journal, a key to try things on. ARGV: '1' to make a journal, its identity, its first mark.
redis.call('XADD', KEYS[2], '1-0', 'body', '')
redis.call('DEL', KEYS[2])
redis.call('ZADD', KEYS[2], 1, '')
redis.call('DEL', KEYS[2])
redis.call('HSETNX', KEYS[2], 'body', '')
redis.call('HINCRBY', KEYS[2], 'appended', 1)
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[2], '', 'PX', 1000)
redis.call('DEL', KEYS[2])
if ARGV[1] == '1' and redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'format', '1', 'identity', ARGV[2], 'mark', ARGV[3], 'origin', '')
end
return redis.call('HMGET', KEYS[1], 'format', 'identity', 'origin')
