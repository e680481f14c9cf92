/** Real PostgreSQL servers for the tests of this module and of those that build on it. */
@NullMarked
package dev.belay.store.sql.testing;

import org.jspecify.annotations.NullMarked;
