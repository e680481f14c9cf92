/** Requests to one Belay server, watched so that none of them hangs. Internal. */
@NullMarked
package dev.belay.client.http;

import org.jspecify.annotations.NullMarked;
