package dev.belay.server.access;

import java.time.Instant;

/**
 * What is known of every credential from the moment that it was made.
 *
 * @param id   stable and unique; names the actor in the ledger
 * @param name for people to recognise it
 * @param hash of the secret
 * @param at   when it was made
 * @param by   the name of the principal who made it
 */
public record Issue(String id, String name, SecretHash hash, Instant at, String by) {}
