package dev.belay.core.lint;

import dev.belay.core.Value;

/**
 * Something in a document that is most likely a mistake.
 *
 * <p><b>Thread-safety:</b> immutable.
 *
 * @param code    what it is about
 * @param path    where in the document, as JSON Pointer; empty for all of it
 * @param detail  what is so and what to do about it
 * @param example a context that shows it (a structure), a value that is concerned, or the reason (a text)
 */
public record Remark(RemarkCode code, String path, String detail, Value example) {}
