-- Where every ledger stands, all at one moment. KEYS: the journal, the ledgers.
return {redis.call('HGET', KEYS[1], 'mark'), redis.call('HGETALL', KEYS[2])}
