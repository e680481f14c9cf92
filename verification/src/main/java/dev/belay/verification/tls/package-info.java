/** Certificates that real servers show in tests. */
@NullMarked
package dev.belay.verification.tls;

import org.jspecify.annotations.NullMarked;
