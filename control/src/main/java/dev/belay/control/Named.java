package dev.belay.control;

/**
 * A project or an environment.
 *
 * @param key  what addresses name it by
 * @param name for people to read
 */
public record Named(String key, String name) {}
