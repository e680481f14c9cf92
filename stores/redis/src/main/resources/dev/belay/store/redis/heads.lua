-- Where every ledger stands, all at one moment. KEYS: the journal, the ledgers, a key to write to. ARGV: '1' to write
-- there, so that the connection can wait until that, and so everything before it, is durable.
if ARGV[1] == '1' then
  redis.call('SET', KEYS[3], '')
  redis.call('DEL', KEYS[3])
end
return {redis.call('HGET', KEYS[1], 'mark'), redis.call('HGETALL', KEYS[2])}
