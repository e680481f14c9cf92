package dev.belay.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the server answered to a request that it granted.
 *
 * @param text the body exactly as it came; empty if there was none
 * @param body the body as JSON; missing if there was none
 * @param tag  the entity tag, if there was one
 * @param behaviour the behaviour hash, if it is about a flag
 */
public record Answer(String text, JsonNode body, Optional<String> tag, Optional<String> behaviour) {}
