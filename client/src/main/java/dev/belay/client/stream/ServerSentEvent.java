package dev.belay.client.stream;

/**
 * One event of a stream.
 *
 * @param name what kind of event it is
 * @param data its text, lines joined by line feeds
 */
record ServerSentEvent(String name, String data) {}
