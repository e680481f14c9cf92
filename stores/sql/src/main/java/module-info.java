/** The ledger kept in an SQL database. */
// PostgreSQL's driver has no module descriptor, and the name that it promises in its manifest.
@SuppressWarnings("requires-automatic")
module dev.belay.store.sql {
    requires transitive dev.belay.ledger;
    requires transitive java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;
    requires static org.postgresql.jdbc;

    exports dev.belay.store.sql;
}
