/**
 * What other systems are told of changes: the events, their format, the signatures of webhooks, and a receiver that
 * drops repeats and notices what is missing.
 */
@NullMarked
package dev.belay.events;

import org.jspecify.annotations.NullMarked;
