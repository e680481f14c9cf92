/** The ledger kept in an SQL database behind a plain DataSource. */
@NullMarked
package dev.belay.store.sql;

import org.jspecify.annotations.NullMarked;
