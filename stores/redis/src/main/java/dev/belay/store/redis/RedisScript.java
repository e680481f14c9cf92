package dev.belay.store.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A script that a server runs as one step. It is sent once, and called by its digest from then on.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
record RedisScript(String text, ScriptOutputType answer) {

    static final RedisScript APPEND = read("append.lua", ScriptOutputType.INTEGER);
    static final RedisScript BEGIN = read("begin.lua", ScriptOutputType.MULTI);
    static final RedisScript CLAIM = read("claim.lua", ScriptOutputType.INTEGER);
    static final RedisScript RELEASE = read("release.lua", ScriptOutputType.INTEGER);
    static final RedisScript HEADS = read("heads.lua", ScriptOutputType.MULTI);

    /** What the script answers: a {@link Long}, or a list of bytes and lists. */
    Object run(StatefulRedisConnection<String, byte[]> connection, List<String> keys, List<byte[]> arguments) {
        RedisCommands<String, byte[]> commands = connection.sync();
        String[] names = keys.toArray(String[]::new);
        byte[][] values = arguments.toArray(byte[][]::new);
        try {
            return commands.<Object>evalsha(commands.digest(text), answer, names, values);
        } catch (RedisNoScriptException first) {
            return commands.<Object>eval(text, answer, names, values);
        }
    }

    private static RedisScript read(String name, ScriptOutputType answer) {
        try (InputStream stream = RedisScript.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The script " + name + " is missing; build the module again");
            }
            return new RedisScript(new String(stream.readAllBytes(), StandardCharsets.UTF_8), answer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
