package dev.belay.core.flag;

import dev.belay.core.condition.Condition;

/**
 * Serves something when a condition holds.
 *
 * @param id    unique within the flag; part of the salt of the rule's split
 * @param when  the condition
 * @param serve what is served
 */
public record Rule(String id, Condition when, Serve serve) {}
