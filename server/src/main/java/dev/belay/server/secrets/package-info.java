/** Secrets of others that the server has to use, such as passwords of brokers, and therefore keeps encrypted. */
@NullMarked
package dev.belay.server.secrets;

import org.jspecify.annotations.NullMarked;
