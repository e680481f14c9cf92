package dev.belay.json.entry;

/**
 * The authenticated principal of a change.
 *
 * @param kind what sort of principal, such as {@code token} or {@code user}
 * @param id   which one, for good
 * @param name how it is called, for people
 */
public record Actor(String kind, String id, String name) {}
