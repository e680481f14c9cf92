package dev.belay.server.access;

import dev.belay.control.Permission;
import dev.belay.control.Scope;
import dev.belay.server.operations.OperationsDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Credentials in the table {@code credential}. */
public final class SqlCredentials implements CredentialStore {

    private static final String INSERT = """
            INSERT INTO credential (id, kind, name, hash, project, environment, permissions, created_at, created_by,
                                    expires_at)
            VALUES (:id, :kind, :name, :hash, :project, :environment, :permissions, :created_at, :created_by,
                    :expires_at)
            """;

    private static final String TOKEN = "token";

    private final Jdbi jdbi;

    /** Credentials in a database. */
    public SqlCredentials(OperationsDatabase database) {
        jdbi = database.jdbi();
    }

    @Override
    public List<Credential> valid() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM credential WHERE revoked_at IS NULL ORDER BY created_at, id")
                .map((row, context) -> read(row))
                .list());
    }

    @Override
    public void add(Credential credential) {
        jdbi.useHandle(handle -> bind(handle.createUpdate(INSERT), credential).execute());
    }

    @Override
    public void revoke(String id, Instant at) {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE credential SET revoked_at = ? WHERE id = ?", at.toEpochMilli(), id));
    }

    private static Update bind(Update insert, Credential credential) {
        Issue issue = credential.issue();
        insert.bind("id", issue.id())
                .bind("name", issue.name())
                .bind("hash", issue.hash().bytes())
                .bind("created_at", issue.at().toEpochMilli())
                .bind("created_by", issue.by());
        return switch (credential) {
            case Credential.AccessToken token ->
                insert.bind("kind", TOKEN)
                        .bind("project", token.scope().project().orElse(null))
                        .bind("environment", token.scope().environment().orElse(null))
                        .bind("permissions", words(token.permissions()))
                        .bind(
                                "expires_at",
                                token.expiresAt().map(Instant::toEpochMilli).orElse(null));
            case Credential.FlagSetKey key ->
                insert.bind("kind", key.kind().word())
                        .bind("project", key.project())
                        .bind("environment", key.environment())
                        .bind("permissions", "")
                        .bind("expires_at", (Long) null);
        };
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
