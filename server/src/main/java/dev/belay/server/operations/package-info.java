/** The tables that are no part of any ledger's history, such as credentials: the database they live in and its schema. */
@NullMarked
package dev.belay.server.operations;

import org.jspecify.annotations.NullMarked;
