/** The ledger kept in an SQL database. */
module dev.belay.store.sql {
    requires transitive dev.belay.ledger;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports dev.belay.store.sql;
}
