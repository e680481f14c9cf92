package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Scope;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Credentials in the table {@code credential}. */
public final class SqlCredentials implements CredentialStore {

    /** Of which nodes are told when something changes. */
    static final String TOPIC = "credential";

    private static final String VALID = "SELECT * FROM credential WHERE revoked_at IS NULL ORDER BY created_at, id";
    private static final String INSERT = """
            INSERT INTO credential (id, kind, name, hash, project, environment, permissions, created_at, created_by,
                                    expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String REVOKE = "UPDATE credential SET revoked_at = ? WHERE id = ?";

    private static final String TOKEN = "token";

    private final OperationsDatabase database;

    /** Credentials in a database. */
    public SqlCredentials(OperationsDatabase database) {
        this.database = database;
    }

    @Override
    public List<Credential> valid() {
        return database.use(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(VALID)) {
                List<Credential> valid = new ArrayList<>();
                while (rows.next()) {
                    valid.add(read(rows));
                }
                return valid;
            }
        });
    }

    @Override
    public void add(Credential credential) {
        database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                bind(insert, credential);
                insert.executeUpdate();
            }
            database.topics().tell(connection, TOPIC);
            return credential;
        });
    }

    @Override
    public void revoke(String id, Instant at) {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(REVOKE)) {
                update.setLong(1, at.toEpochMilli());
                update.setString(2, id);
                update.executeUpdate();
            }
            database.topics().tell(connection, TOPIC);
            return id;
        });
    }

    @Override
    public void follow(Runnable changed) {
        database.topics().follow(TOPIC, changed);
    }

    private static void bind(PreparedStatement insert, Credential credential) throws SQLException {
        Issue issue = credential.issue();
        insert.setString(1, issue.id());
        insert.setString(3, issue.name());
        insert.setBytes(4, issue.hash().bytes());
        insert.setLong(8, issue.at().toEpochMilli());
        insert.setString(9, issue.by());
        switch (credential) {
            case Credential.AccessToken token -> {
                insert.setString(2, TOKEN);
                insert.setString(5, token.scope().project().orElse(null));
                insert.setString(6, token.scope().environment().orElse(null));
                insert.setString(7, words(token.permissions()));
                insert.setObject(
                        10, token.expiresAt().map(Instant::toEpochMilli).orElse(null));
            }
            case Credential.FlagSetKey key -> {
                insert.setString(2, key.kind().word());
                insert.setString(5, key.project());
                insert.setString(6, key.environment());
                insert.setString(7, "");
                insert.setObject(10, null);
            }
        }
    }

    private static Credential read(ResultSet row) throws SQLException {
        Issue issue = new Issue(
                row.getString("id"),
                row.getString("name"),
                SecretHash.of(row.getBytes("hash")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"));
        Optional<KeyKind> kind = KeyKind.find(row.getString("kind"));
        return kind.isPresent()
                ? new Credential.FlagSetKey(issue, kind.get(), row.getString("project"), row.getString("environment"))
                : readToken(row, issue);
    }

    private static Credential readToken(ResultSet row, Issue issue) throws SQLException {
        @Nullable String project = row.getString("project");
        @Nullable String environment = row.getString("environment");
        long expiresAt = row.getLong("expires_at");
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiresAt));
        return new Credential.AccessToken(
                issue,
                permissions(row.getString("permissions")),
                new Scope(Optional.ofNullable(project), Optional.ofNullable(environment)),
                expiry);
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::word).collect(Collectors.joining(" "));
    }

    private static Set<Permission> permissions(String words) {
        List<String> given = Arrays.asList(words.split(" ", -1));
        Set<Permission> permissions = EnumSet.allOf(Permission.class);
        permissions.removeIf(permission -> !given.contains(permission.word()));
        return permissions;
    }
}
