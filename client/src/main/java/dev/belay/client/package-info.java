/** The SDK that applications embed. */
@NullMarked
package dev.belay.client;

import org.jspecify.annotations.NullMarked;
