package dev.belay.client.http;

import java.net.URI;

/**
 * A document that was fetched. Confined to one thread at a time.
 *
 * @param address where it was found in the end
 * @param bytes   what it is, uncompressed; not copied
 */
// Handed from one method to its only caller, and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Download(URI address, byte[] bytes) {}
